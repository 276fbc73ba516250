"""What a family of series says before one of them speaks: empirical Bayes by moments.

Group means come from the group's summed series; spreads between series are the variance of
estimates beyond their own uncertainty (DerSimonian and Laird's moment). Shapes as in ``pooled``;
G groups, B bins.
"""

from dataclasses import dataclass, replace
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from peelian.insight.trends.kernel import levels, pooled, trimming

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

SAMPLE: Final = 3000  # series a prior is learnt from; more change nothing that can be measured
BINS: Final = 8
RARE: Final = 8.0  # incidents in a series' whole history
BORROWED: Final = 300.0  # incidents' worth of overdispersion a group's bin borrows from all
_SLOPE_BOUNDS: Final = (0.03, 0.3)  # standard deviation of yearly log growth
_WAVE_BOUNDS: Final = (0.02, 0.5)
_DF_BOUNDS: Final = (1.0, 100.0)


@dataclass(frozen=True, slots=True)
class Prior:
    """The prior of every group."""

    shape: Floats  # (S,) gamma shape of the level, in counts
    rate: Floats  # (S,) gamma rate of the level, in units of exposure
    centre: Floats  # (G, p) means of the coefficients; the level's entry is unused
    precision: Floats  # (G, p) precisions of the coefficients; the level's entry is unused
    log_mean: Floats  # (B,) centres of the bins
    dispersion: Floats  # (G, B) overdispersion at the bins
    df: float  # degrees of freedom the overdispersion's prior is worth

    def arrays(self) -> tuple[Any, ...]:
        """The fields in the order the compiled code takes them."""
        return (
            self.shape, self.rate, self.centre, self.precision,
            self.log_mean, self.dispersion, self.df,
        )  # fmt: skip


def weak(series: int, groups: int, harmonics: int, frequency: int) -> Prior:
    """A prior that lets the data speak."""
    p = 2 + 2 * harmonics
    scale = np.array([1.0, _SLOPE_BOUNDS[1] / frequency] + [_WAVE_BOUNDS[1]] * (p - 2))
    return Prior(
        np.full(series, 0.3), np.full(series, 0.05), np.zeros((groups, p)),
        np.tile(1.0 / scale**2, (groups, 1)), np.array([-5.0, 8.0]), np.full((groups, 2), 1.4), 4.0,
    )  # fmt: skip


def learn(
    counts: Floats, log_exposure: Floats, at: int, window: int, wave: Floats, group: Ints,
    frequency: int,
) -> Prior:  # fmt: skip
    """Learn the priors from the periods before ``at``."""
    groups, harmonics = int(group.max()) + 1, wave.shape[1] // 2
    plain = weak(groups, groups, harmonics, frequency)
    totals = _totals(counts, log_exposure, group, groups)
    _, summed = _run(*totals, at, window, wave, np.arange(groups), plain)
    centre = summed[:, 0].copy()
    shape, rate = levels.learn(counts, log_exposure, group, at, window)
    chosen = _sample(len(counts), SAMPLE)
    of = group[chosen]
    plain = replace(plain, shape=shape[chosen], rate=rate[chosen], centre=centre)
    forecasts, fitted = _run(counts[chosen], log_exposure[chosen], at, window, wave, of, plain)
    scale = _scales(fitted, centre[of], plain.precision[of], frequency)
    precision = np.tile(1.0 / scale**2, (groups, 1))
    log_mean, dispersion, df = _dispersion(forecasts, of, groups, min(window, at))
    return Prior(shape, rate, centre, precision, log_mean, dispersion, df)


def _run(
    counts: Floats, log_exposure: Floats, at: int, window: int, wave: Floats, group: Ints,
    prior: Prior,
) -> tuple[Floats, Floats]:  # fmt: skip
    out = np.full((len(counts), 1, 8), np.nan)
    coefficients = np.zeros((len(counts), 2, prior.centre.shape[1]))
    pooled.forecast(
        counts,
        log_exposure,
        np.array([at]),
        window,
        wave,
        group,
        prior.arrays(),
        trimming.pulls(),
        out,
        coefficients,
    )
    return out[:, 0], coefficients


def _totals(
    counts: Floats, log_exposure: Floats, group: Ints, groups: int
) -> tuple[Floats, Floats]:
    """Sum counts and exposure over the usable series of each group, shape (G, T)."""
    usable = np.isfinite(counts) & np.isfinite(log_exposure)
    total, risk = np.zeros((groups, counts.shape[1])), np.zeros((groups, counts.shape[1]))
    np.add.at(total, group, np.where(usable, counts, 0.0))
    np.add.at(risk, group, np.where(usable, np.exp(log_exposure), 0.0))
    known = risk > 0.0
    with np.errstate(divide="ignore"):
        return np.where(known, total, np.nan), np.where(known, np.log(risk), np.nan)


def _sample(size: int, wanted: int) -> Ints:
    """Series spread without a period (golden-ratio order): the same every time."""
    order = np.argsort((np.arange(size) * 0.6180339887498949) % 1.0, kind="stable")
    return np.sort(order[:wanted]).astype(np.int64)


def _scales(fitted: Floats, centre: Floats, precision: Floats, frequency: int) -> Floats:
    """Standard deviation between series of every coefficient, shape (p,)."""
    estimate, variance = fitted[:, 0] - centre, fitted[:, 1]
    with np.errstate(divide="ignore", invalid="ignore"):
        own = 1.0 / np.maximum(1.0 / variance - precision, 1e-12)  # variance without the prior
        raw = estimate * own / variance
    p = estimate.shape[1]
    lower = np.array([1.0, _SLOPE_BOUNDS[0] / frequency] + [_WAVE_BOUNDS[0]] * (p - 2))
    upper = np.array([1.0, _SLOPE_BOUNDS[1] / frequency] + [_WAVE_BOUNDS[1]] * (p - 2))
    between = upper**2
    for _ in range(5):
        weight = 1.0 / (own + between) ** 2
        between = np.clip(
            (weight * (raw**2 - own)).sum(axis=0) / weight.sum(axis=0), lower**2, upper**2
        )
    return np.asarray(np.sqrt(between))


def _unselected(square: Floats, total: Floats, events: Floats) -> tuple[Floats, Floats]:
    """Share the sums of bins so rare that a series' own count decides which bin it falls in.

    A quiet spell puts a series in the lowest bin, where it then looks calmer than it is.
    """
    rare = events < RARE
    if rare.any() and not rare.all():
        rare[int(np.argmin(rare))] = True  # and the first bin above them
    square, total = square.copy(), total.copy()
    square[:, rare] = square[:, rare].sum(axis=1, keepdims=True)
    total[:, rare] = total[:, rare].sum(axis=1, keepdims=True)
    return square, total


def _dispersion(
    forecasts: Floats, group: Ints, groups: int, periods: int
) -> tuple[Floats, Floats, float]:
    """Overdispersion by group and mean, and how far one series may leave it."""
    known = np.isfinite(forecasts[:, 0])
    mean, _, _, raw, freedom, _, squares, means = forecasts[known].T
    log_mean, of_group = np.log(np.maximum(mean, 1e-9)), group[known]
    edges = np.quantile(log_mean, np.linspace(0, 1, BINS + 1)[1:-1])
    of_bin = np.searchsorted(edges, log_mean)
    cell = of_group * BINS + of_bin
    shape = (groups, BINS)
    square = np.bincount(cell, squares, groups * BINS).astype(np.float64).reshape(shape)
    total = np.bincount(cell, means, groups * BINS).astype(np.float64).reshape(shape) + 1e-9
    weight = np.bincount(of_bin, means, BINS) + 1e-12
    centres = np.bincount(of_bin, means * log_mean, BINS) / weight
    square, total = _unselected(square, total, np.exp(centres) * periods)
    everyone = np.maximum(square.sum(axis=0) / total.sum(axis=0), 0.5)
    own = (square.sum(axis=1) + BORROWED) / ((total * everyone).sum(axis=1) + BORROWED)
    pooled_level = own[:, None] * everyone
    level = np.maximum((square + BORROWED * pooled_level) / (total + BORROWED), 1.0)
    spread = (raw / level[of_group, of_bin] - 1.0) ** 2 - 2.0 / freedom
    excess = float((freedom * spread).sum() / freedom.sum())
    df = float(np.clip(2.0 / max(excess, 1e-6), *_DF_BOUNDS))
    used = np.bincount(of_bin, minlength=BINS) > 0
    order = np.argsort(centres[used])
    return centres[used][order], level[:, used][:, order], df
