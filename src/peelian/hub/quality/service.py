"""Judge what is in the data folder."""

from collections.abc import Sequence
from typing import Any

import duckdb

from peelian.assure.workspace import Workspace
from peelian.engine.lake import Lake
from peelian.ground.errors import InputError
from peelian.ground.time import Month
from peelian.hub.ingest.model import Gap
from peelian.hub.quality import measures
from peelian.hub.quality.freshness import freshness
from peelian.hub.quality.model import Line, Parameters, Result

TABLES = ("incidents", "stops", "outcomes")


def run(workspace: Workspace, parameters: Parameters) -> Result:
    """Return the report on the records asked for.

    Raises:
        InputError: when there is nothing to judge.
        NotAllowedError: when a practice session would see operational rows.
    """
    lake = workspace.lake
    connection = lake.connect()
    where = _where(parameters)
    relations = []
    for table in TABLES:
        if lake.has(table):
            lake.attach(connection, table)
            said = connection.sql(f"SELECT DISTINCT classification FROM {table}").fetchall()
            workspace.session.check_may_read(row[0] for row in said)
            relations.append(measures.records(table, connection.table(table).columns, where))
    if relations and lake.has("quarantine"):
        lake.attach(connection, "quarantine")
        relations.append(measures.set_aside(where))
    gaps = _gaps(lake, connection, where)
    lines = _lines(connection, relations, gaps) if relations else []
    if not lines or not lines[0].rows + lines[0].set_aside:
        raise InputError(
            "There is nothing to judge.",
            "No record fits what was asked for.",
            "Bring in a file first, or ask for other months or forces.",
        )
    return Result(tuple(lines), gaps, freshness(lake, parameters.force), workspace.session.marking)


def _where(parameters: Parameters) -> str:
    """Write the choice as SQL with literals: one text is used for several tables."""
    wanted = []
    if parameters.force:
        wanted.append("force_code = '" + parameters.force.replace("'", "''") + "'")
    if parameters.from_:
        wanted.append(f"month >= '{Month.parse(parameters.from_)}'")
    if parameters.to:
        wanted.append(f"month <= '{Month.parse(parameters.to)}'")
    return f" WHERE {' AND '.join(wanted)}" if wanted else ""


def _gaps(lake: Lake, connection: duckdb.DuckDBPyConnection, where: str) -> tuple[Gap, ...]:
    if not lake.has("gaps"):
        return ()
    lake.attach(connection, "gaps")
    rows = connection.sql(
        f"SELECT force_code, month, crime_type, observed, expected FROM gaps{where} ORDER BY ALL"
    ).fetchall()
    return tuple(Gap(*row) for row in rows)


def _lines(
    connection: duckdb.DuckDBPyConnection, relations: Sequence[str], gaps: Sequence[Gap]
) -> list[Line]:
    found = connection.sql(measures.counts(" UNION ALL ".join(relations)))
    names = found.columns[1:]
    lines = []
    for grouped, *values in found.fetchall():
        by = measures.GROUPED[grouped]
        told: dict[str, Any] = dict(zip(names, values, strict=True))
        if by == "everything" or told["name"]:
            lines.append(Line(by=by, gaps=_gaps_of(by, told["name"], gaps), **told))
    order = list(measures.GROUPS)
    return sorted(lines, key=lambda line: (order.index(line.by), line.name))


def _gaps_of(by: str, name: str, gaps: Sequence[Gap]) -> int:
    if by == "file":
        return 0
    of = {"force": "force", "month": "month", "crime type": "crime_type"}.get(by)
    return sum(of is None or getattr(gap, of) == name for gap in gaps)
