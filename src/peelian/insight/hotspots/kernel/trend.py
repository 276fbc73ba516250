"""Whether a place is rising or falling, with the doubt it deserves.

The later half of the months is compared with the earlier half. Given the total, the later count
is binomial when incidents are Poisson (Przyborowski and Wilenski 1940, *Biometrika* 31, 313-323),
so choosing places by their total does not bias the test. Crime is burstier than Poisson: both
counts are divided by the dispersion before testing (quasi-likelihood; McCullagh and Nelder 1989,
section 9.2). Several places are tested at once: p-values are adjusted by Benjamini and Hochberg
(1995, *JRSS B* 57, 289-300).
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.special import betainc, betaincinv

Floats = NDArray[np.float64]

RISING: Final = "rising"
FALLING: Final = "falling"
STEADY: Final = "steady"
UNSURE: Final = "not enough to say"


def dispersion(by_month: Floats, least: float = 10.0) -> float:
    """Return how much burstier than Poisson the months are, never below 1.

    Pearson's statistic over its degrees of freedom, over places with at least ``least`` incidents;
    expected counts follow the months' shares of the total.

    Args:
        by_month: incidents, shape (places, months).
        least: incidents a place needs to be used.
    """
    months = by_month.shape[1]
    shares = by_month.sum(axis=0) / max(by_month.sum(), 1.0)
    used = by_month[by_month.sum(axis=1) >= least][:, shares > 0]
    freedom = used.shape[0] * (used.shape[1] - 1)
    if months < 2 or freedom <= 0:  # noqa: PLR2004 - one month has no spread
        return 1.0
    expected = used.sum(axis=1, keepdims=True) * shares[shares > 0]
    return float(max(((used - expected) ** 2 / expected).sum() / freedom, 1.0))


def spread_within_halves(counts: Floats, days: Floats) -> float:
    """Return the dispersion of one series around a level per half, never below 1.

    Args:
        counts: incidents per month, shape (months,); a middle month is left out.
        days: length of each month, shape (months,).
    """
    half = counts.size // 2
    if half < 2:  # noqa: PLR2004 - one month has no spread
        return 1.0
    total = 0.0
    for part in (slice(0, half), slice(counts.size - half, counts.size)):
        expected = counts[part].sum() * days[part] / days[part].sum()
        positive = expected > 0
        total += float(((counts[part] - expected)[positive] ** 2 / expected[positive]).sum())
    return max(total / (2 * half - 2), 1.0)


def p_values(early: Floats, late: Floats, late_share: float, spread: float) -> Floats:
    """Return two-sided p-values of "the rate per day is the same in both halves".

    Twice the smaller exact tail, at most 1. With ``spread`` 1 this is the exact conditional test.

    Args:
        early: incidents in the earlier half, shape (n,).
        late: incidents in the later half, shape (n,).
        late_share: share of the days that lie in the later half, in 0..1.
        spread: dispersion, >= 1.
    """
    x, n = late / spread, (early + late) / spread
    rest = n - x
    low = np.where(rest > 0, betainc(np.maximum(rest, 1e-12), x + 1, 1 - late_share), 1.0)
    high = np.where(x > 0, betainc(np.maximum(x, 1e-12), rest + 1, late_share), 1.0)
    return np.asarray(np.minimum(1.0, 2 * np.minimum(low, high)), dtype=np.float64)


def ratio_bounds(
    early: Floats, late: Floats, late_share: float, spread: float
) -> tuple[Floats, Floats]:
    """Return 95% limits of the later daily rate over the earlier (Clopper and Pearson 1934).

    Args:
        early: incidents in the earlier half, shape (n,).
        late: incidents in the later half, shape (n,).
        late_share: share of the days that lie in the later half.
        spread: dispersion, >= 1.
    """
    x, rest = late / spread, early / spread
    low = np.where(x > 0, betaincinv(np.maximum(x, 1e-12), rest + 1, 0.025), 0.0)
    high = np.where(rest > 0, betaincinv(x + 1, np.maximum(rest, 1e-12), 0.975), 1.0)
    scale = (1 - late_share) / late_share
    with np.errstate(divide="ignore"):
        return low / (1 - low) * scale, high / (1 - high) * scale


def adjusted(p: Floats) -> Floats:
    """Return Benjamini and Hochberg's adjusted p-values, shape (n,), in the order given."""
    if p.size == 0:
        return p
    by_size = np.argsort(p)
    scaled = p[by_size] * p.size / np.arange(1, p.size + 1)
    out = np.empty_like(p)
    out[by_size] = np.minimum(np.minimum.accumulate(scaled[::-1])[::-1], 1.0)
    return out


def words(  # noqa: PLR0913 - five measured inputs and the level they are judged at
    early: Floats,
    late: Floats,
    late_share: float,
    spread: float,
    *,
    level: float = 0.05,
    factor: float = 2.0,
) -> list[str]:
    """Return one word per place.

    Rising or falling: the adjusted p-value is below ``level``. Steady: no sign of change even
    before adjusting, and the 95% limits exclude a change by ``factor`` either way. Otherwise:
    not enough to say.

    Args:
        early: incidents in the earlier half, shape (n,).
        late: incidents in the later half, shape (n,).
        late_share: share of the days that lie in the later half.
        spread: dispersion, >= 1.
        level: false discovery rate.
        factor: the change that "steady" rules out.
    """
    raw = p_values(early, late, late_share, spread)
    low, high = ratio_bounds(early, late, late_share, spread)
    clear = adjusted(raw) < level
    up = late * (1 - late_share) > early * late_share
    calm = (raw >= level) & (low > 1 / factor) & (high < factor)
    return [
        (RISING if u else FALLING) if c else (STEADY if s else UNSURE)
        for c, u, s in zip(clear, up, calm, strict=True)
    ]
