"""What weighing down large residuals does to the mean and the overdispersion of clean data.

Both pulls are exact sums over the negative binomial, tabulated on a grid of mean and
overdispersion, so that the robust fit of clean data is right on average.
"""

from functools import cache
from typing import Any, Final

import numpy as np
from numba import njit
from numpy.typing import NDArray

Floats = NDArray[np.float64]

CUT: Final = 2.58  # Anscombe residual above which a period is weighed down (Noufaily 2013)
RARE: Final = 4.0  # times higher for rare crimes, whose clumps cannot be told from outbreaks
FEW: Final = 0.2  # at and below this mean count a crime is rare
MANY: Final = 2.0  # from this mean count on it is not
LOG_MEANS = np.linspace(np.log(0.01), np.log(1000.0), 47)
LOG_DISPERSIONS = np.linspace(0.0, np.log(30.0), 24)


@njit(cache=True)
def cut_at(mean: float) -> Any:
    """The residual above which a period of a series with this mean is weighed down."""
    share = np.log(mean / FEW) / np.log(MANY / FEW)
    return CUT * (1.0 + (RARE - 1.0) * (1.0 - min(max(share, 0.0), 1.0)))


@njit(cache=True)
def _tabulate(
    log_means: Floats,
    log_dispersions: Floats,
    dispersion_pull: Floats,
    mean_pull: Floats,
    worth: Floats,
) -> None:
    for a in range(log_means.size):
        for b in range(log_dispersions.size):
            m, f = np.exp(log_means[a]), np.exp(log_dispersions[b])
            size, odds = m / max(f - 1.0, 1e-9), (f - 1.0) / f
            poisson = f < 1.0 + 1e-6
            limit = cut_at(m)
            first = max(0.0, np.floor(m - 12.0 * np.sqrt(f * m)))
            chance, y = 1.0, first
            mass, square, fourth, weighted, kept = 0.0, 0.0, 0.0, 0.0, 0.0
            while y < first + 24.0 * np.sqrt(f * m) + 60.0 * f:
                s = 1.5 * (y ** (2 / 3) - m ** (2 / 3)) / (m ** (1 / 6) * np.sqrt(f))
                w = (limit / s) ** 4 if s > limit else 1.0
                mass += chance
                kept += chance * w
                term = w * (y - m) ** 2 / (f * m)
                square += chance * term
                fourth += chance * term * term
                weighted += chance * w * y
                chance *= m / (y + 1.0) if poisson else (size + y) / (y + 1.0) * odds
                if mass > 1e200:  # only ratios matter: rescale before the sums overflow
                    scale = 1.0 / mass
                    chance, kept, weighted = chance * scale, kept * scale, weighted * scale
                    square, fourth, mass = square * scale, fourth * scale, 1.0
                y += 1.0
            dispersion_pull[a, b] = square / kept
            mean_pull[a, b] = weighted / (kept * m)
            average = square / mass
            relative = fourth / mass / (average * average) - 1.0
            worth[a, b] = 2.0 / max(relative, 1e-9)


@cache
def pulls() -> tuple[Floats, Floats, Floats]:
    """Tables on the grid of mean and overdispersion.

    Robust over true overdispersion; robust over true mean; and how many normal observations one
    count is worth when the overdispersion is estimated.
    """
    shape = (LOG_MEANS.size, LOG_DISPERSIONS.size)
    dispersion, mean, worth = np.ones(shape), np.ones(shape), np.ones(shape)
    _tabulate(LOG_MEANS, LOG_DISPERSIONS, dispersion, mean, worth)
    return dispersion, mean, worth


@njit(cache=True)
def look_up(table: Floats, log_mean: float, log_dispersion: float) -> Any:
    """Bilinear interpolation; outside the grid its edge."""
    x = (log_mean - LOG_MEANS[0]) / (LOG_MEANS[1] - LOG_MEANS[0])
    z = (log_dispersion - LOG_DISPERSIONS[0]) / (LOG_DISPERSIONS[1] - LOG_DISPERSIONS[0])
    x = min(max(x, 0.0), table.shape[0] - 1.001)
    z = min(max(z, 0.0), table.shape[1] - 1.001)
    i, k = int(x), int(z)
    u, v = x - i, z - k
    low = table[i, k] * (1 - v) + table[i, k + 1] * v
    high = table[i + 1, k] * (1 - v) + table[i + 1, k + 1] * v
    return low * (1 - u) + high * u
