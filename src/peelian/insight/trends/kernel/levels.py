"""The prior of a series' level, whatever its shape: nonparametric maximum likelihood.

Kiefer and Wolfowitz (1956), *Ann. Math. Stat.* 27: the distribution of rates over a group is a set
of weights on a grid, fitted by expectation-maximisation. Each series then gets the gamma prior that
leads to its posterior mean and variance, so that a rare crime in a quiet area is neither zero nor
the average.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

GRID: Final = 40
ROUNDS: Final = 40
LEARNT_FROM: Final = 4000
LEAST_SHAPE: Final = 0.05  # keeps every fit concave
WEAK_SHAPE: Final = 0.3
ALONE: Final = 0.1  # a prior worth less than this share of the data is replaced by a weak one
_LEAST: Final = 1e-3


def learn(
    counts: Floats, log_exposure: Floats, group: Ints, at: int, window: int
) -> tuple[Floats, Floats]:
    """Gamma shape and rate (S,) of each series' level from the ``window`` periods before ``at``."""
    span = slice(max(0, at - window), at)
    usable = np.isfinite(counts[:, span]) & np.isfinite(log_exposure[:, span])
    y = np.where(usable, counts[:, span], 0.0)
    risk = np.where(usable, np.exp(log_exposure[:, span]), 0.0)
    events, total = y.sum(axis=1), risk.sum(axis=1)
    shape, rate = np.full(len(counts), 0.3), np.full(len(counts), 0.05)
    for g in range(int(group.max()) + 1):
        mine = np.flatnonzero((group == g) & (total > 0.0))
        if not mine.size or events[mine].sum() == 0.0:
            continue
        phi = _overdispersion(y[mine], risk[mine], events[mine] / total[mine])
        mean, variance = _posterior(events[mine] / phi, total[mine] / phi)
        seen, risked = events[mine] / phi, total[mine] / phi
        strength = mean / variance - risked
        alone = strength < ALONE * risked  # the series knows its level better than the group
        shape[mine] = np.maximum(mean * (strength + risked) - seen, LEAST_SHAPE)
        rate[mine] = np.maximum((shape[mine] + seen) / mean - risked, _LEAST)
        shape[mine[alone]] = WEAK_SHAPE
        rate[mine[alone]] = WEAK_SHAPE * total[mine].sum() / events[mine].sum()
    return shape, rate


def _overdispersion(y: Floats, risk: Floats, level: Floats) -> float:
    """Pearson's estimate over a group, between 1 and 5."""
    expected = risk * level[:, None]
    periods = (risk > 0.0).sum(axis=1)
    spread = ((y - expected) ** 2).sum() / max((level * risk.sum(axis=1)).sum(), 1e-9)
    return float(np.clip(spread * periods.mean() / max(periods.mean() - 1.0, 1.0), 1.0, 5.0))


def _posterior(events: Floats, risk: Floats) -> tuple[Floats, Floats]:
    """Mean and variance of each series' rate under the fitted distribution of rates."""
    level = (events + 0.1) / (risk + 0.1 / max(events.sum() / risk.sum(), 1e-9))
    low = max(level.min() / 4.0, 1e-8)
    grid = np.geomspace(low, max(level.max() * 1.5, low * 2.0), GRID)
    step = max(1, len(events) // LEARNT_FROM)
    log_like = events[:, None] * np.log(grid) - risk[:, None] * grid
    like = np.exp(log_like - log_like.max(axis=1, keepdims=True))
    learnt, weight = like[::step], np.full(GRID, 1.0 / GRID)
    for _ in range(ROUNDS):
        joint = learnt * weight
        weight = (joint / joint.sum(axis=1, keepdims=True)).mean(axis=0) + 1e-9
        weight /= weight.sum()
    joint = like * weight
    joint /= joint.sum(axis=1, keepdims=True)
    mean = joint @ grid
    spacing = (np.log(grid[1]) - np.log(grid[0])) ** 2 / 12.0  # width of a grid cell
    return mean, np.maximum(joint @ grid**2 - mean**2, 0.0) + spacing * mean**2
