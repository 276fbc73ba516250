"""Some rows of the lake, a page at a time, quickly however many there are."""

from dataclasses import dataclass
from typing import Any, Final

from peelian.assure.ledger import Event, Stream
from peelian.assure.workspace import Workspace
from peelian.hub.read.model import Parameters
from peelian.web.inventory import Cell, Holdings, force_name, type_name

PAGE: Final = 50  # rows

_COLUMNS: Final[dict[str, dict[str, str]]] = {
    "incidents": {
        "Month": "month",
        "Crime type": "crime_type",
        "Place": "location_name",
        "Area": "lsoa_name",
        "Outcome": "outcome",
        "Force": "force_code",
        "Identifier": "source_record_id",
    },
    "stops": {
        "When": "strftime(timezone('Europe/London', occurred_from), '%Y-%m-%d %H:%M')",
        "Search": "search_type",
        "Looking for": "object_of_search",
        "Outcome": "outcome",
        "Age": "age_range",
        "Law": "legislation",
        "Force": "force_code",
    },
    "outcomes": {
        "Month": "month",
        "Outcome": "outcome",
        "Place": "location_name",
        "Area": "lsoa_name",
        "Force": "force_code",
        "Identifier": "source_record_id",
    },
}


@dataclass(frozen=True, slots=True)
class Rows:
    """One page of rows and how many there are in all."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    total: int
    page: int

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return max(1, -(-self.total // PAGE))

    @property
    def first(self) -> int:
        """The number of the first row shown, from 1."""
        return (self.page - 1) * PAGE + 1 if self.rows else 0

    @property
    def last(self) -> int:
        """The number of the last row shown."""
        return (self.page - 1) * PAGE + len(self.rows)


def chosen(held: Holdings, asked: Parameters) -> list[Cell]:
    """The counts of what was asked for."""
    return [
        c
        for c in held.cells
        if c.table == asked.table
        and asked.force in (None, c.force)
        and (not asked.from_ or c.month >= asked.from_)
        and (not asked.to or c.month <= asked.to)
        and asked.crime_type in (None, c.crime_type)
    ]


def page_of(workspace: Workspace, asked: Parameters, total: int, page: int) -> Rows:
    """Read one page; that it was looked at goes on record.

    The numbers of the rows are found first, from one narrow column, and only these rows are then
    read whole.
    """
    columns = _COLUMNS[asked.table]
    here = min(max(page, 1), max(1, -(-total // PAGE)))
    connection = workspace.lake.connect()
    workspace.lake.attach(connection, asked.table)
    where, values = _where(asked)
    found = connection.execute(
        f"SELECT uid FROM {asked.table}{where} ORDER BY uid "
        f"LIMIT {PAGE} OFFSET {(here - 1) * PAGE}",
        values,
    ).fetchall()
    rows: list[tuple[Any, ...]] = []
    if found:
        uids = ", ".join(str(int(one[0])) for one in found)
        picked = ", ".join(columns.values())
        rows = connection.sql(
            f"SELECT {picked} FROM {asked.table} WHERE uid IN ({uids}) "
            f"AND uid BETWEEN {found[0][0]} AND {found[-1][0]} ORDER BY uid"
        ).fetchall()
    _record(workspace, asked, len(rows))
    shown = tuple(
        tuple(_words(name, value) for name, value in zip(columns, row, strict=True)) for row in rows
    )
    return Rows(tuple(columns), shown, total, here)


def _where(asked: Parameters) -> tuple[str, list[str]]:
    wanted = [
        ("force_code = ?", asked.force),
        ("month >= ?", asked.from_),
        ("month <= ?", asked.to),
        ("crime_type = ?", asked.crime_type),
    ]
    given = [(sql, value) for sql, value in wanted if value]
    where = " AND ".join(sql for sql, _ in given)
    return (f" WHERE {where}" if where else ""), [value for _, value in given]


def _record(workspace: Workspace, asked: Parameters, rows: int) -> None:
    """Looking at single records is a consultation: it belongs to the statutory log."""
    detail = {"table": asked.table, "rows": rows}
    actor = workspace.session.actor
    workspace.ledger.append(
        Event("rows.looked-at", actor, "hub.read", detail=detail, stream=Stream.STATUTORY)
    )


def _words(column: str, value: Any) -> str:
    if value is None:
        return ""
    if column == "Crime type":
        return type_name(value)
    if column == "Force":
        return force_name(value)
    return str(value)
