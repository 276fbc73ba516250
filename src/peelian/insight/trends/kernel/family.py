"""One significance for a whole family of tests on counts, and false-discovery control.

Counts are discrete: the tail probability of a rare crime jumps from 1 to 0.02 to 0.0002, so that a
rule "alarm below 0.01" gives far fewer false alarms than 1% and hides real rises. The average
distribution of the family's own tail probabilities is known (it follows from the fitted models), so
each tail is read off on that average: the share of all tests that would be at least as extreme by
chance. Heyse (2011), *J. Biopharm. Stat.* 21, uses the same average for the false-discovery rate.
"""

from collections.abc import Sequence
from typing import Final

import numpy as np
from numba import njit
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

GRID: Final = 4000
_FLOOR: Final = -36.0  # natural logarithm of the smallest tail that is told apart
_SMALLEST: Final = 1e-12  # below this the average is not summed accurately and not needed


@njit(cache=True)
def _mass(mean: Floats, phi: Floats, weight: Floats, table: Floats) -> None:
    """Add the chance of every attainable tail probability to ``table`` by its logarithm.

    ``phi`` (S, K) are the overdispersions a series may have, ``weight`` (K,) how likely each is.
    """
    bins, parts = table.size, weight.size
    chance = np.zeros(parts)
    for i in range(mean.size):
        m, lowest = mean[i], 0.0
        for k in range(parts):
            f = phi[i, k]
            start = -m / (f - 1.0) * np.log(f) if f > 1.0 + 1e-6 else -m
            chance[k] = np.exp(max(start, -700.0))
            lowest = min(lowest, start)
        if lowest < -600.0:  # a mean of hundreds: every tail probability can be attained
            for k in range(bins):
                table[k] += np.exp(_FLOOR * k / bins) - np.exp(_FLOOR * (k + 1) / bins)
            continue
        tail, y = 1.0, 0.0
        while tail > 1e-14 and y < 1e5:
            here = 0.0
            for k in range(parts):
                f = phi[i, k]
                here += weight[k] * chance[k]
                if f > 1.0 + 1e-6:
                    chance[k] *= (m / (f - 1.0) + y) / (y + 1.0) * (f - 1.0) / f
                else:
                    chance[k] *= m / (y + 1.0)
            table[min(int(np.log(tail) / _FLOOR * bins), bins - 1)] += here
            tail -= here
            y += 1.0


def _share(mean: Floats, phi: Floats, weight: Floats) -> Floats:
    """Chance, averaged over the family, of a tail in each bin or below, shape (GRID,)."""
    table = np.zeros(GRID)
    _mass(mean, phi, weight, table)
    return np.asarray(np.minimum(table[::-1].cumsum()[::-1] / max(len(mean), 1), 1.0))


def calibrated(
    tail: Floats, looks: Sequence[tuple[Floats, Floats, float]], weight: Floats, alpha: float
) -> tuple[Floats, float]:
    """Share of the family's tests that chance alone makes at least as extreme.

    Args:
        tail: (S,) smallest probability, over the looks, of a count at least as high as observed;
            NaN where not tested.
        looks: for each way of looking at a series (this period; this and the one before): mean
            (S,), NaN where not tested; the overdispersions (S, K) it may have; and the share of
            its alarms that earlier looks do not raise already.
        weight: (K,) how likely each overdispersion is; they sum to one.
        alpha: share of the tests that may be false alarms.

    Returns:
        (S,) values that are uniform over the family when nothing changed, and the largest tail
        probability whose value is at most ``alpha``.
    """
    known = np.isfinite(tail)
    if not known.any():
        return np.full_like(tail, np.nan), alpha
    share = np.zeros(GRID)
    for mean, phi, own in looks:
        seen = known & np.isfinite(mean)
        share += own * _share(mean[seen], phi[seen], weight) * seen.sum() / known.sum()
    share = np.minimum(share, 1.0)
    cut = float(np.exp(_FLOOR * int(np.argmax(share <= alpha)) / GRID))
    with np.errstate(divide="ignore", invalid="ignore"):
        place = np.nan_to_num(np.log(tail) / _FLOOR * GRID, nan=0.0, posinf=GRID)
    value = share[np.clip(place, 0, GRID - 1).astype(np.int64)]
    most = np.minimum(tail * sum(look[2] for look in looks), 1.0)
    value = np.where(tail < _SMALLEST, most, np.minimum(value, most))
    return np.where(known, value, np.nan), cut


def discoveries(p_value: Floats, rate: float) -> Bools:
    """Benjamini and Hochberg (1995): which of (S,) p-values are called at ``rate``."""
    known = np.isfinite(p_value)
    order = np.argsort(p_value[known], kind="stable")
    ranked = p_value[known][order]
    passed = np.flatnonzero(ranked <= rate * np.arange(1, ranked.size + 1) / max(ranked.size, 1))
    called = np.zeros(p_value.size, dtype=bool)
    if passed.size:
        called[np.flatnonzero(known)[order[: passed[-1] + 1]]] = True
    return called
