"""Incidents of the lake as series: area by crime type by month, gaps marked incomplete."""

from collections.abc import Iterable
from typing import Any, Final

import duckdb
import numpy as np

from peelian.assure.workspace import Workspace
from peelian.ground.areas import common_lsoas
from peelian.ground.errors import InputError
from peelian.insight.trends.model import Parameters, Period, Unit
from peelian.insight.trends.service import periods
from peelian.insight.trends.service.series import Table

_EVERYTHING: Final = ("all", "")


def count(workspace: Workspace, parameters: Parameters) -> tuple[Table, tuple[str, ...]]:
    """Count a force's incidents.

    Raises:
        InputError: when no force is given or it has no incidents.
        NotAllowedError: when the session may not read this data.
    """
    if not parameters.force:
        raise InputError(
            "There is nothing to look at.",
            "Neither a file of series nor a force was given.",
            "Give a file, or --force with a data folder that holds its incidents.",
        )
    if parameters.period is not Period.MONTH:
        raise InputError(
            "Incidents of the data folder are counted by month only.",
            "Published records carry the month, not the day.",
            "Leave out --period, or give a file of weekly series.",
        )
    connection = workspace.lake.connect()
    workspace.lake.attach(connection, "incidents")
    where = ["force_code = ?", *(["crime_type = ?"] if parameters.crime_type else [])]
    values = [parameters.force, *([parameters.crime_type] if parameters.crime_type else [])]
    condition = " AND ".join(where)
    kinds = connection.execute(
        f"SELECT DISTINCT classification FROM incidents WHERE {condition}", values
    ).fetchall()
    workspace.session.check_may_read(str(kind[0]) for kind in kinds)
    area = "coalesce(nullif(lsoa_code, ''), '')" if parameters.unit is Unit.LSOA else "force_code"
    counted = connection.execute(
        f"SELECT {area}, coalesce(crime_type, ''), month, count(*) FROM incidents "
        f"WHERE {condition} GROUP BY ALL ORDER BY ALL",
        values,
    ).fetchall()
    if parameters.unit is Unit.LSOA:
        area_of = areas_of(row[0] for row in counted)
        counted = [(area_of.get(row[0], row[0]), *row[1:]) for row in counted]
    table, notes = _lay_out(counted, _gaps(workspace, connection, parameters.force))
    return table, notes + _restart(table, _known_changes(workspace, connection, parameters.force))


def areas_of(codes: Iterable[str]) -> dict[str, str]:
    """The area each LSOA code of 2011 or 2021 is counted in; boundaries that moved are joined."""
    return {code: area.code for code, area in common_lsoas(code for code in codes if code).items()}


def _lay_out(
    counted: list[tuple[Any, ...]], gaps: set[tuple[str, str]]
) -> tuple[Table, tuple[str, ...]]:
    placed = [row for row in counted if row[0]]
    if not placed:
        raise InputError(
            "There is nothing to look at.",
            "The data folder holds no incidents of this force and crime type with a place.",
            "Check the names, or bring in the force's files first.",
        )
    areas = sorted({row[0] for row in placed})
    kinds = sorted({row[1] for row in placed})
    months = [periods.number(row[2], Period.MONTH) for row in placed]
    first, width = min(months), max(months) - min(months) + 1
    counts = np.full((len(areas), len(kinds), width), np.nan)
    counts[:, :, sorted({m - first for m in months})] = 0.0  # a month with a file has true zeros
    of_area = {name: i for i, name in enumerate(areas)}
    of_kind = {name: i for i, name in enumerate(kinds)}
    for (area, kind, _, number), month in zip(placed, months, strict=True):
        counts[of_area[area], of_kind[kind], month - first] += number
    incomplete = np.zeros(counts.shape, dtype=bool)
    for month_words, kind in gaps:
        at = periods.number(month_words, Period.MONTH) - first
        if 0 <= at < width:
            chosen = slice(None) if kind in _EVERYTHING else of_kind.get(kind)
            if chosen is not None:
                incomplete[:, chosen, at] = True
    shape = (len(areas) * len(kinds), width)
    table = Table(
        tuple(f"{area}|{kind}" for area in areas for kind in kinds),
        first,
        counts.reshape(shape),
        np.ones(shape),
        incomplete.reshape(shape),
        tuple(kinds) * len(areas),
    )
    lost = sum(row[3] for row in counted if not row[0])
    notes = (f"{lost:,} incidents without a small area were left out.",) if lost else ()
    return table, notes


def _gaps(
    workspace: Workspace, connection: duckdb.DuckDBPyConnection, force: str
) -> set[tuple[str, str]]:
    """Months, and the crime type or everything, known to be incomplete."""
    if not workspace.lake.has("gaps"):
        return set()
    workspace.lake.attach(connection, "gaps")
    columns = [row[0] for row in connection.execute("DESCRIBE gaps").fetchall()]
    column = "force_code" if "force_code" in columns else "force"
    rows = connection.execute(
        f"SELECT DISTINCT month, coalesce(crime_type, '') FROM gaps "
        f"WHERE {column} = ? ORDER BY ALL",
        [force],
    ).fetchall()
    return {(str(month), str(kind)) for month, kind in rows}


def _known_changes(
    workspace: Workspace, connection: duckdb.DuckDBPyConnection, force: str
) -> list[tuple[str, str]]:
    """Crime types whose recording changed, and the first month of the new practice."""
    if not workspace.lake.has("recording_changes"):
        return []
    workspace.lake.attach(connection, "recording_changes")
    return connection.execute(
        "SELECT crime_type, max(month) FROM recording_changes WHERE force_code = ? "
        "GROUP BY crime_type ORDER BY ALL",
        [force],
    ).fetchall()


def _restart(table: Table, changes: list[tuple[str, str]]) -> tuple[str, ...]:
    """Leave out what was recorded under the old practice, so that the step is no crime wave."""
    notes, kinds = [], np.array(table.groups)
    for kind, month in changes:
        at = periods.number(month, Period.MONTH) - table.first
        if (kinds == kind).any() and at > 0:
            table.counts[kinds == kind, :at] = np.nan
            notes.append(
                f"Recording of {kind.replace('-', ' ')} changed in {month}: earlier months are "
                "left out, and nothing is called until the new practice has a history."
            )
    return tuple(notes)
