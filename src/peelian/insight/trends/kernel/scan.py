"""A prospective space-time scan whose null allows for bursty counts.

Every circle of neighbouring areas over every recent run of periods is compared with what its
areas' share and the periods' totals lead to expect (as in Kulldorff, Heffernan, Hartman, Assuncao,
Mostashari 2005, *PLoS Medicine* 2, e59). That paper permutes cases, which keeps only Poisson noise:
with crime's overdispersion it raises false alarms in most clean runs. Here the null is drawn from
the negative binomial with the data's own overdispersion, margins estimated anew in every replicate.

The statistic is the largest ``2 (sqrt(c + 3/8) - sqrt(e + 3/8)) / sqrt(overdispersion)`` over all
circles and runs (Anscombe 1948, *Biometrika* 35). Shapes: Z areas, T periods, K neighbours.
"""

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numba import njit
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

_SHIFT: Final = 0.375


@dataclass(frozen=True, slots=True)
class Cluster:
    """The most surprising circle."""

    areas: tuple[int, ...]  # rows, the centre first
    periods: int  # how many of the last periods
    observed: float
    expected: float
    p_value: float
    overdispersion: float


def neighbours(east: Floats, north: Floats, most: int) -> Ints:
    """The ``most`` nearest areas of every area, itself first, shape (Z, K); metres in."""
    away = (east[:, None] - east) ** 2 + (north[:, None] - north) ** 2
    return np.argsort(away, axis=1, kind="stable")[:, : min(most, east.size)]


def overdispersion(counts: Floats) -> float:
    """Pearson's estimate around the product of the margins of (Z, T) counts, at least one."""
    mean = counts.sum(axis=1)[:, None] * counts.sum(axis=0) / max(counts.sum(), 1.0)
    used = mean > 0
    chi = ((counts[used] - mean[used]) ** 2 / mean[used]).sum()
    zones, periods = (counts.sum(axis=1) > 0).sum(), (counts.sum(axis=0) > 0).sum()
    return float(max(chi / max((zones - 1) * (periods - 1), 1), 1.0))


@njit(cache=True)
def _largest(recent: Floats, total: Floats, near: Ints, root: float, best: Floats) -> float:
    """Largest statistic over circles and runs; ``best`` receives centre, circle, run, c and e.

    ``recent`` (Z, D) holds the last periods, newest first; ``total`` (Z,) all periods.
    """
    zones, runs = recent.shape
    grand = total.sum()
    top = -np.inf
    of_run = np.zeros(runs)
    for d in range(runs):
        for z in range(zones):
            of_run[d] += recent[z, d]
    for d in range(1, runs):
        of_run[d] += of_run[d - 1]
    inside = np.zeros(runs)
    for centre in range(zones):
        inside[:] = 0.0
        share = 0.0
        for k in range(near.shape[1]):
            z = near[centre, k]
            share += total[z] / grand
            run = 0.0
            for d in range(runs):
                run += recent[z, d]
                inside[d] += run
                expected = of_run[d] * share
                if inside[d] > expected:
                    gain = np.sqrt(inside[d] + _SHIFT) - np.sqrt(expected + _SHIFT)
                    if gain > top:
                        top = gain
                        best[0], best[1], best[2] = centre, k + 1, d + 1
                        best[3], best[4] = inside[d], expected
    return 2.0 * top / root


@njit(cache=True)
def _draw(generator: np.random.Generator, mean: float, phi: float) -> Any:
    if mean <= 0.0:
        return 0.0
    if phi <= 1.0 + 1e-9:
        return float(generator.poisson(mean))
    return float(generator.poisson(generator.gamma(mean / (phi - 1.0), phi - 1.0)))


@njit(cache=True)
def _replicates(
    share: Floats,
    of_period: Floats,
    runs: int,
    near: Ints,
    phi: float,
    generator: np.random.Generator,
    out: Floats,
) -> None:
    """Statistics of ``out.size`` data sets in which nothing happened."""
    zones, periods = share.size, of_period.size
    before = of_period[: periods - runs].sum()
    recent, total, best = np.zeros((zones, runs)), np.zeros(zones), np.zeros(5)
    for r in range(out.size):
        for z in range(zones):
            # The baseline is drawn at once: sums of such counts are such counts.
            total[z] = _draw(generator, share[z] * before, phi)
            for d in range(runs):
                recent[z, d] = _draw(generator, share[z] * of_period[periods - 1 - d], phi)
                total[z] += recent[z, d]
        out[r] = _largest(recent, total, near, np.sqrt(phi), best) if total.sum() > 0 else 0.0


def scan(
    counts: Floats,
    near: Ints,
    runs: int,
    replicates: int,
    generator: np.random.Generator,
) -> Cluster | None:
    """Find the most surprising circle that is active in the last period.

    Args:
        counts: (Z, T) complete counts, the last column newest.
        near: (Z, K), see :func:`neighbours`; every prefix of a row is a circle.
        runs: longest run of recent periods, less than T.
        replicates: data sets drawn under the null.
        generator: draws the replicates.

    Returns:
        ``None`` when there are no incidents or nothing is above its expectation.
    """
    total, periods = counts.sum(axis=1), counts.sum(axis=0)
    if total.sum() == 0:
        return None
    phi, best = overdispersion(counts), np.zeros(5)
    recent = np.ascontiguousarray(counts[:, ::-1][:, :runs])
    found = _largest(recent, total, near, np.sqrt(phi), best)
    if not np.isfinite(found):
        return None
    simulated = np.zeros(replicates)
    _replicates(total / total.sum(), periods, runs, near, phi, generator, simulated)
    beyond = int((simulated >= found).sum())
    return Cluster(
        tuple(int(z) for z in near[int(best[0]), : int(best[1])]),
        int(best[2]),
        float(best[3]),
        float(best[4]),
        (1.0 + beyond) / (1.0 + replicates),
        phi,
    )
