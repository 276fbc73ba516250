"""Which incidents answer the question, and whether they can.

Works on a relation ``incidents`` in a DuckDB connection. Checks force, months and crime type
against what is there, and refuses detail that the data does not hold.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

import duckdb

from peelian.ground.errors import InputError, RefusedError
from peelian.ground.time import Month
from peelian.insight.hotspots.model import By, Parameters
from peelian.insight.hotspots.service.harm import slug

_TIME_ORDER: Final = ("month", "interval", "day", "minute")  # coarsest first
_PLACE_ORDER: Final = ("lsoa", "snapped", "address", "exact")
_ENOUGH: Final = {
    By.DAY: ("day", "minute"),
    By.HOUR: ("minute",),
    By.ADDRESS: ("address", "exact"),
}


@dataclass(frozen=True, slots=True)
class _Kind:
    """Rows of one force that share everything the checks look at."""

    month: str
    crime_type: str
    classification: str
    time_precision: str
    place_precision: str
    batch_id: str
    rows: int


@dataclass(frozen=True, slots=True)
class Selection:
    """The question, checked against the data."""

    force: str
    first: Month
    months: tuple[str, ...]  # asked for, whether held or not
    held: tuple[str, ...]
    has_last_year: bool
    crime_type: str | None
    incidents: int
    last_year_incidents: int | None
    time_precision: str
    place_precision: str
    classification: str
    classifications: frozenset[str]
    batches: tuple[str, ...]

    @property
    def missing(self) -> tuple[str, ...]:
        """Months that were asked for and are not in the data."""
        return tuple(m for m in self.months if m not in self.held)


def select(connection: duckdb.DuckDBPyConnection, parameters: Parameters) -> Selection:
    """Check the question.

    Raises:
        InputError: when force, months or crime type are not in the data.
        RefusedError: when the data is too coarse for the detail asked for.
    """
    kinds = _inventory(connection, parameters.force)
    if not kinds:
        raise _no_force(connection)
    first, last = parameters.months
    months = tuple(str(m) for m in first.until(last))
    in_lake = {k.month for k in kinds}
    _check_months_held(months, in_lake)
    crime_type = _crime_type(parameters.crime_type, {k.crime_type for k in kinds})
    held = tuple(m for m in months if m in in_lake)
    before = {m: str(Month.parse(m).plus(-12)) for m in held}
    has_last_year = all(m in in_lake for m in before.values())
    of_type = [k for k in kinds if crime_type in (None, k.crime_type)]
    chosen = [k for k in of_type if k.month in held]
    earlier = [k for k in of_type if k.month in set(before.values())]
    _check_detail(By(parameters.by), chosen)
    used = chosen + (earlier if has_last_year else [])
    return Selection(
        force=parameters.force,
        first=first,
        months=months,
        held=held,
        has_last_year=has_last_year,
        crime_type=crime_type,
        incidents=sum(k.rows for k in chosen),
        last_year_incidents=sum(k.rows for k in earlier) if has_last_year else None,
        time_precision=_coarsest((k.time_precision for k in chosen), _TIME_ORDER),
        place_precision=_coarsest((k.place_precision for k in chosen), _PLACE_ORDER),
        classification=_classification({k.classification for k in used}),
        classifications=frozenset(k.classification for k in kinds),
        batches=tuple(sorted({k.batch_id for k in used})),
    )


def _inventory(connection: duckdb.DuckDBPyConnection, force: str) -> list[_Kind]:
    rows = connection.execute(
        "SELECT month, coalesce(crime_type, ''), coalesce(classification, 'operational'), "
        "coalesce(time_precision, 'month'), coalesce(place_precision, 'none'), "
        "coalesce(batch_id, ''), count(*) "
        "FROM incidents WHERE force_code = ? AND month IS NOT NULL GROUP BY ALL ORDER BY ALL",
        [force],
    ).fetchall()
    return [_Kind(*row) for row in rows]


def _no_force(connection: duckdb.DuckDBPyConnection) -> InputError:
    rows = connection.execute(
        "SELECT DISTINCT force_code FROM incidents WHERE force_code IS NOT NULL ORDER BY 1"
    ).fetchall()
    known = ", ".join(row[0] for row in rows) or "no force at all"
    return InputError(
        "There are no incidents of this force.",
        f"The data holds: {known}.",
        "Choose one of these, or bring in the force's files first.",
    )


def _check_months_held(months: tuple[str, ...], in_lake: set[str]) -> None:
    absent = [m for m in (months[0], months[-1]) if m not in in_lake]
    if absent:
        raise InputError(
            f"There are no incidents of this force for {' or '.join(dict.fromkeys(absent))}.",
            f"The data holds {spans(in_lake)}.",
            "Choose months that are there, or bring in the missing files first.",
        )


def spans(months: Iterable[str]) -> str:
    """Write months as runs: ``2018-04 to 2018-09, 2019-01``."""
    runs: list[list[str]] = []
    for month in sorted(months):
        if runs and str(Month.parse(runs[-1][-1]).plus(1)) == month:
            runs[-1].append(month)
        else:
            runs.append([month])
    return ", ".join(r[0] if len(r) == 1 else f"{r[0]} to {r[-1]}" for r in runs)


def _crime_type(asked: str | None, known: set[str]) -> str | None:
    if asked is None:
        return None
    wanted = slug(asked)
    if wanted not in known:
        raise InputError(
            "There are no incidents of this crime type.",
            f"The data holds these types for the force: {', '.join(sorted(known))}.",
            "Choose one of them.",
        )
    return wanted


def _check_detail(by: By, chosen: list[_Kind]) -> None:
    if by is By.PLACE:
        return
    enough = _ENOUGH[by]
    of_place = by is By.ADDRESS
    coarse = [
        k for k in chosen if (k.place_precision if of_place else k.time_precision) not in enough
    ]
    if not coarse:
        return
    total, short = sum(k.rows for k in chosen), sum(k.rows for k in coarse)
    found = _coarsest(
        (k.place_precision if of_place else k.time_precision for k in coarse),
        ("none", *_PLACE_ORDER) if of_place else _TIME_ORDER,
    )
    why = {
        "month": "carry only the month in which they happened",
        "interval": "carry only a span of time within which they happened",
        "day": "carry only the day on which they happened",
        "snapped": "are shown at an anonymised point that stands for at least eight addresses",
        "lsoa": "carry only the small area in which they happened",
        "none": "carry no place",
    }[found]
    raise RefusedError(
        f"Nothing can be said here by {by.value}.",
        f"Of {total:,} incidents, {short:,} {why}.",
        "Ask for hot places by month, or use records that hold the detail.",
    )


def _coarsest(found: Iterable[str], order: tuple[str, ...]) -> str:
    present = set(found)
    return next((p for p in order if p in present), "none")


def _classification(found: set[str]) -> str:
    order = ("operational", "synthetic", "open")
    unknown = found - set(order)
    return "operational" if unknown else next((c for c in order if c in found), "open")
