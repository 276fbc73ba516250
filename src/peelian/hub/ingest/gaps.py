"""Months that are implausibly empty: flagged, so that nobody reads missing data as a fall.

A month of a crime type is compared with two witnesses. *Its own history*: the median of the force's
other months or, when there are fewer than six in all, the largest of them: with so little history
the fullest month is the best witness of what a whole month looks like. *Its neighbours*: how the
same month stands against its own history in the other forces of the lake, as the median over at
least three of them. What is expected is the first times the second, so that a fall everybody had
(a lockdown) is not a gap. A gap is flagged when the count is below half of what is expected and a
Poisson count with that mean would be so low less than once in a million.

What this misses: a month short by less than half; a type so rare that none of it is no surprise;
a force whose every month is short, for it has no whole month to compare with; and a month that most
forces sent incomplete, down to the floor of ``LEAST_SHARED``. With fewer than three other forces
only the force's own history speaks.
"""

from collections.abc import Mapping
from typing import Final

import duckdb
import numpy as np
from numpy.typing import NDArray
from scipy import stats

from peelian.ground.time import Month
from peelian.hub.ingest.model import Gap

SHORT_HISTORY: Final = 6  # months
SHARE: Final = 0.5  # of the expected count
RARE: Final = 1e-6  # probability under Poisson
ALL: Final = "all"
WITNESSES: Final = 3  # other forces at least
ENOUGH: Final = 20  # crimes a month must lead one to expect, for its ratio to be a witness
LEAST_SHARED: Final = 0.5  # no shared fall explains more than this
_PAIR: Final = 2  # months that can be compared

Series = Mapping[str, int]  # month -> count


def find(connection: duckdb.DuckDBPyConnection) -> tuple[Gap, ...]:
    """Return the gaps of the view ``incidents``, by force, month and crime type."""
    counted = connection.sql(
        "SELECT force_code, crime_type, month, count(*) FROM incidents "
        "GROUP BY GROUPING SETS ((force_code, crime_type, month), (force_code, month))"
    ).fetchall()
    held: dict[str, dict[str, dict[str, int]]] = {}  # crime type -> force -> month -> count
    for force, crime_type, month, n in counted:
        held.setdefault(crime_type or ALL, {}).setdefault(force, {})[month] = n
    spans = {force: _span(months) for force, months in held.get(ALL, {}).items()}
    found = [gap for kind, series in held.items() for gap in _of_type(kind, series, spans)]
    return tuple(sorted(found, key=lambda g: (g.force, g.month, g.crime_type != ALL, g.crime_type)))


def _span(months: Series) -> list[str]:
    first, last = Month.parse(min(months)), Month.parse(max(months))
    return [str(m) for m in first.until(last)]


def _of_type(
    crime_type: str, series: Mapping[str, Series], spans: Mapping[str, list[str]]
) -> list[Gap]:
    own = {force: _own(counts, spans[force]) for force, counts in series.items()}
    shared = _shared(own)
    found = []
    for force, months in own.items():
        for month, (observed, usual) in months.items():
            others = [ratio for name, ratio in shared.get(month, ()) if name != force]
            factor = float(np.median(others)) if len(others) >= WITNESSES else 1.0
            expected = usual * max(factor, LEAST_SHARED)
            if observed < SHARE * expected and stats.poisson.cdf(observed, expected) < RARE:
                found.append(Gap(force, month, crime_type, observed, round(expected, 1)))
    return found


def _own(counts: Series, months: list[str]) -> dict[str, tuple[int, float]]:
    """For each month, the count and what the force's other months lead one to expect."""
    observed = [counts.get(m, 0) for m in months]
    usual = expectations(np.array(observed, dtype=np.float64))
    return {m: (o, float(e)) for m, o, e in zip(months, observed, usual, strict=True)}


def _shared(
    own: Mapping[str, Mapping[str, tuple[int, float]]],
) -> dict[str, list[tuple[str, float]]]:
    """For each month, every force's count as a share of its own usual one."""
    found: dict[str, list[tuple[str, float]]] = {}
    for force, months in own.items():
        for month, (observed, usual) in months.items():
            if usual >= ENOUGH:
                found.setdefault(month, []).append((force, observed / usual))
    return found


def expectations(observed: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return for each month what the others lead one to expect.

    Args:
        observed: counts per month, shape (months,).
    """
    if observed.size < _PAIR:
        return np.zeros_like(observed)
    others = [np.delete(observed, i) for i in range(observed.size)]
    typical = np.max if observed.size < SHORT_HISTORY else np.median
    return np.array([typical(o) for o in others])
