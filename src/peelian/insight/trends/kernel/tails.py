"""Upper tails and quantiles of counts whose variance is ``overdispersion * mean``.

The count is negative binomial with ``size = mean / (overdispersion - 1)``; at an overdispersion of
one it is Poisson. Arrays broadcast; means are positive.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy import special

Floats = NDArray[np.float64]

POISSON: Final = 1.0 + 1e-9  # at and below this overdispersion the count is treated as Poisson
_STEPS: Final = 200  # the normal start is within a few counts; this only bounds the walk


def at_least(count: Floats, mean: Floats, overdispersion: Floats) -> Floats:
    """P(Y >= count), shape of the broadcast arguments; 1 at a count of zero."""
    count, mean, phi = np.broadcast_arrays(
        np.asarray(count, float), np.asarray(mean, float), np.asarray(overdispersion, float)
    )
    safe_count = np.maximum(count, 0.5)
    excess = np.maximum(phi - 1.0, POISSON - 1.0)
    poisson = special.gammainc(safe_count, mean)
    negative = special.betainc(safe_count, np.maximum(mean, 1e-300) / excess, excess / phi)
    tail = np.where(phi <= POISSON, poisson, negative)
    return np.where(count <= 0, 1.0, tail)


def quantile(level: float, mean: Floats, overdispersion: Floats) -> Floats:
    """Smallest count q with P(Y <= q) >= level, shape of the broadcast arguments."""
    mean, phi = np.broadcast_arrays(np.asarray(mean, float), np.asarray(overdispersion, float))
    z = special.ndtri(level)
    spread = np.sqrt(phi * mean)
    skew = (2.0 * phi - 1.0) / np.maximum(spread, 1e-12)
    start = mean + spread * (z + skew * (z * z - 1.0) / 6.0)  # Cornish-Fisher
    q = np.maximum(np.floor(np.where(np.isfinite(start), start, 0.0)), 0.0)
    allowed = 1.0 - level
    shape, q, mean, phi = q.shape, q.ravel(), mean.ravel(), phi.ravel()
    open_ = np.arange(q.size)
    for _ in range(_STEPS):
        at, m, f = q[open_], mean[open_], phi[open_]
        up = at_least(at + 1.0, m, f) > allowed
        down = ~up & (at > 0) & (at_least(at, m, f) <= allowed)
        q[open_] = at + up - down
        open_ = open_[up | down]
        if not open_.size:
            break
    return np.asarray(q.reshape(shape))


def mixture_at_least(count: Floats, mean: Floats, phi: Floats, weight: Floats) -> Floats:
    """P(Y >= count) when overdispersion ``phi[..., k]`` has probability ``weight[k]``."""
    parts = at_least(count[..., None], mean[..., None], phi)
    return np.asarray(parts @ weight)


def mixture_quantile(level: float, mean: Floats, phi: Floats, weight: Floats) -> Floats:
    """Smallest count q with P(Y <= q) >= level, shape of ``mean`` (S,)."""
    q = quantile(level, mean, phi @ weight)
    allowed, open_ = 1.0 - level, np.arange(len(mean))
    for _ in range(_STEPS):
        at, m, f = q[open_], mean[open_], phi[open_]
        up = mixture_at_least(at + 1.0, m, f, weight) > allowed
        down = ~up & (at > 0) & (mixture_at_least(at, m, f, weight) <= allowed)
        q[open_] = at + up - down
        open_ = open_[up | down]
        if not open_.size:
            break
    return q
