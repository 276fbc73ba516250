"""What the data folder holds, counted once per set of committed batches.

Everything the *Data* and *Home* pages show comes from one small cube (force, month, crime type),
so that they answer at once however many rows there are.
"""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, cast

import duckdb

from peelian.engine.lake import Batch, Lake
from peelian.ground.codes import crime_types, forces
from peelian.ground.time import Month

TABLES: Final = ("incidents", "stops", "outcomes")
_LABELS: Final = {
    "incidents": "Incidents",
    "stops": "Stops and searches",
    "outcomes": "Outcomes",
}


@dataclass(frozen=True, slots=True)
class Cell:
    """How many rows of one table, force, month and crime type there are."""

    table: str
    force: str
    month: str
    crime_type: str
    rows: int
    without_place: int
    without_id: int


@dataclass(frozen=True, slots=True)
class Series:
    """One force's months in one table."""

    table: str
    force: str
    first: str
    last: str
    months: int
    missing: tuple[str, ...]  # between the first and the last
    rows: int
    without_place: int
    without_id: int

    @property
    def span(self) -> str:
        """The first and last month in words."""
        if not self.first:
            return "no month given"
        first, last = Month.parse(self.first).words, Month.parse(self.last).words
        return first if first == last else f"{first} to {last}"

    @property
    def missing_words(self) -> str:
        """The missing months in words."""
        return ", ".join(Month.parse(month).words for month in self.missing)

    @property
    def label(self) -> str:
        """The table as people call it."""
        return _LABELS[self.table]

    @property
    def force_name(self) -> str:
        """The force as people call it."""
        return force_name(self.force)


@dataclass(frozen=True, slots=True)
class Gap:
    """A month that holds implausibly little."""

    force: str
    month: str
    crime_type: str
    observed: int
    expected: float

    @property
    def force_name(self) -> str:
        """The force as people call it."""
        return force_name(self.force)

    @property
    def type_name(self) -> str:
        """The crime type as published."""
        return "All crime types" if self.crime_type == "all" else type_name(self.crime_type)


@dataclass(frozen=True, slots=True)
class Change:
    """One committed batch and what it did."""

    batch: Batch
    files: int
    read: int
    new: int
    changed: int
    quarantined: int


@dataclass(frozen=True, slots=True)
class Holdings:
    """The counts of a data folder."""

    cells: tuple[Cell, ...] = ()
    series: tuple[Series, ...] = ()
    gaps: tuple[Gap, ...] = ()
    changes: tuple[Change, ...] = ()  # newest first
    classifications: frozenset[str] = frozenset()

    @property
    def rows(self) -> int:
        """All rows in force."""
        return sum(one.rows for one in self.series)

    @property
    def quarantined(self) -> int:
        """Rows set aside as they came."""
        return sum(one.quarantined for one in self.changes)

    def offered(self, what: str, table: str = "") -> tuple[str, ...]:
        """List the forces, months or crime types there are, for a form to offer."""
        cells = [c for c in self.cells if table in ("", c.table)]
        values = {
            "force": {c.force for c in cells},
            "month": {c.month for c in cells},
            "crime_type": {c.crime_type for c in cells},
        }.get(what, set())
        return tuple(sorted(values - {""}, reverse=what == "month"))


def force_name(slug: str) -> str:
    """The force as people call it."""
    return _force_names().get(slug, slug)


def type_name(slug: str) -> str:
    """The crime type as published."""
    return _type_names().get(slug, slug)


def holdings(lake: Lake) -> Holdings:
    """Count what ``lake`` holds, or return the counts made before if nothing changed."""
    return _count(cast("Hashable", lake), tuple(lake.batches()))


@lru_cache(maxsize=4)
def _count(same: Hashable, batches: tuple[Batch, ...]) -> Holdings:
    lake = cast("Lake", same)  # a lake is itself only: counts of another are never taken for its
    connection = lake.connect()
    cells: list[Cell] = []
    classes: set[str] = set()
    for table in TABLES:
        if lake.has(table):
            lake.attach(connection, table)
            found, labels = _cells(connection, table)
            cells += found
            classes |= labels
    return Holdings(
        tuple(cells),
        tuple(_series(cells)),
        _gaps(lake, connection),
        _changes(lake, connection, batches),
        frozenset(classes),
    )


def _cells(connection: duckdb.DuckDBPyConnection, table: str) -> tuple[list[Cell], set[str]]:
    typed = "coalesce(crime_type, '')" if table == "incidents" else "''"
    rows = connection.sql(
        f"SELECT force_code, coalesce(month, ''), {typed}, count(*), "
        "count(*) FILTER (longitude IS NULL), count(*) FILTER (source_record_id IS NULL), "
        f"list(DISTINCT classification) FROM {table} GROUP BY ALL ORDER BY ALL"
    ).fetchall()
    labels = {label for row in rows for label in row[6]}
    return [Cell(table, *row[:6]) for row in rows], labels


def _series(cells: Iterable[Cell]) -> list[Series]:
    groups: dict[tuple[str, str], list[Cell]] = {}
    for cell in cells:
        groups.setdefault((cell.table, cell.force), []).append(cell)
    return [_one_series(table, force, group) for (table, force), group in groups.items()]


def _one_series(table: str, force: str, cells: list[Cell]) -> Series:
    months = sorted({c.month for c in cells} - {""})
    missing: tuple[str, ...] = ()
    if months:
        whole = Month.parse(months[0]).until(Month.parse(months[-1]))
        missing = tuple(str(m) for m in whole if str(m) not in months)
    return Series(
        table,
        force,
        months[0] if months else "",
        months[-1] if months else "",
        len(months),
        missing,
        sum(c.rows for c in cells),
        sum(c.without_place for c in cells),
        sum(c.without_id for c in cells),
    )


def _gaps(lake: Lake, connection: duckdb.DuckDBPyConnection) -> tuple[Gap, ...]:
    if not lake.has("gaps"):
        return ()
    lake.attach(connection, "gaps")
    rows = connection.sql(
        "SELECT force_code, month, crime_type, observed, expected FROM gaps "
        "ORDER BY month DESC, force_code, crime_type <> 'all', crime_type"
    ).fetchall()
    return tuple(Gap(*row) for row in rows)


def _changes(
    lake: Lake, connection: duckdb.DuckDBPyConnection, batches: tuple[Batch, ...]
) -> tuple[Change, ...]:
    counted: dict[str, tuple[int, ...]] = {}
    if lake.has("files"):
        lake.attach(connection, "files")
        rows = connection.sql(
            "SELECT batch_id, count(*), sum(rows_read), sum(rows_new), sum(rows_changed), "
            "sum(rows_quarantined) FROM files GROUP BY batch_id"
        ).fetchall()
        counted = {row[0]: tuple(int(n) for n in row[1:]) for row in rows}
    return tuple(Change(b, *counted.get(b.uid, (0, 0, 0, 0, 0))) for b in reversed(batches))


@lru_cache(maxsize=1)
def _force_names() -> Mapping[str, str]:
    return {force.slug: force.name for force in forces()}


@lru_cache(maxsize=1)
def _type_names() -> Mapping[str, str]:
    return {one.slug: one.published for one in crime_types()}
