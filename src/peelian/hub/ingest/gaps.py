"""Months that are implausibly empty: flagged, so that nobody reads missing data as a fall.

A month of a crime type is compared with the same force's other months. The expected count is the
median of the other months, or, when the force has fewer than six, the largest of them: with so
little history the fullest month is the best witness of what a whole month looks like. A gap is
flagged when the count is below half of what is expected and a Poisson count with that mean would
be so low less than once in a million.
"""

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


def find(connection: duckdb.DuckDBPyConnection) -> tuple[Gap, ...]:
    """Return the gaps of the view ``incidents``, by force, month and crime type."""
    counted = connection.sql(
        "SELECT force_code, crime_type, month, count(*) FROM incidents "
        "GROUP BY GROUPING SETS ((force_code, crime_type, month), (force_code, month))"
    ).fetchall()
    by_force: dict[str, dict[str, dict[str, int]]] = {}
    for force, crime_type, month, n in counted:
        by_force.setdefault(force, {}).setdefault(crime_type or ALL, {})[month] = n
    found = [
        gap
        for force, series in sorted(by_force.items())
        for crime_type, counts in sorted(series.items())
        for gap in _of_series(force, crime_type, _span(series[ALL]), counts)
    ]
    return tuple(sorted(found, key=lambda g: (g.force, g.month, g.crime_type != ALL, g.crime_type)))


def _span(months: dict[str, int]) -> list[str]:
    first, last = Month.parse(min(months)), Month.parse(max(months))
    return [str(m) for m in first.until(last)]


def _of_series(force: str, crime_type: str, months: list[str], counts: dict[str, int]) -> list[Gap]:
    observed = np.array([counts.get(m, 0) for m in months], dtype=np.float64)
    return [
        Gap(force, month, crime_type, int(observed[i]), round(float(expected), 1))
        for i, (month, expected) in enumerate(zip(months, expectations(observed), strict=True))
        if observed[i] < SHARE * expected and stats.poisson.cdf(observed[i], expected) < RARE
    ]


def expectations(observed: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return for each month what the others lead one to expect.

    Args:
        observed: counts per month, shape (months,).
    """
    if observed.size < 2:  # noqa: PLR2004 - one month has nothing to be compared with
        return np.zeros_like(observed)
    others = [np.delete(observed, i) for i in range(observed.size)]
    typical = np.max if observed.size < SHORT_HISTORY else np.median
    return np.array([typical(o) for o in others])
