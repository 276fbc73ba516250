"""The Farrington detectors, 1996 and improved, for every series and period at once.

Sources: Farrington, Andrews, Beale, Catchpole (1996), *J. R. Stat. Soc. A* 159, 547-563;
Noufaily, Enki, Farrington, Garthwaite, Andrews, Charlett (2013), *Stat. Med.* 32, 1206-1222.
Written from those formulae.

Model: log mean = seasonal level + trend * time + log exposure, variance = overdispersion * mean,
fitted by iteratively reweighted least squares. With one slope and a factor the normal equations
have a closed form (the slope is the pooled within-level regression), so that nothing is inverted.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numba import njit
from numpy.typing import NDArray
from scipy import special

from peelian.insight.trends.kernel import tails

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

_WITH_TREND, _FLAT = True, False  # the two models that are compared


@dataclass(frozen=True, slots=True)
class Setting:
    """What distinguishes the published variants; lengths are in periods."""

    years: int
    half_window: int
    seasonal_periods: int
    skip: int
    threshold: float
    trend_p: float  # the trend stays when its p-value is below this
    negative_binomial: bool


@dataclass(frozen=True, slots=True)
class Detection:
    """Arrays of shape (series, tested periods); NaN where a series could not be tested."""

    observed: Floats
    expected: Floats
    upper: Floats
    p_value: Floats
    overdispersion: Floats
    trend: Floats

    def last(self, periods: int) -> "Detection":
        """Only the last tested periods."""
        return Detection(*(getattr(self, name)[:, -periods:] for name in self.__slots__))


def baseline(setting: Setting, frequency: int, tested: int) -> tuple[Ints, Ints]:
    """Reference periods of ``tested`` and the seasonal level of each.

    Level 0 holds the periods within ``half_window`` of ``tested`` in earlier years; with more
    than one seasonal period the rest of each year is cut into equal parts, and the last ``skip``
    periods are left out.
    """
    first = tested - setting.years * frequency - setting.half_window
    width = 2 * setting.half_window + 1
    if setting.seasonal_periods == 1:
        centres = tested - frequency * np.arange(setting.years, 0, -1)
        offsets = np.arange(-setting.half_window, setting.half_window + 1)
        periods = (centres[:, None] + offsets).ravel()
        return periods, np.zeros(len(periods), dtype=np.int64)
    periods = np.arange(first, tested - setting.skip)
    phase = (periods - first) % frequency
    rest = frequency - width
    later = 1 + (phase - width) * (setting.seasonal_periods - 1) // max(rest, 1)
    return periods, np.where(phase < width, 0, later).astype(np.int64)


@njit(cache=True)
def _irls(
    y: Floats,
    offset: Floats,
    time: Floats,
    level: Ints,
    weight: Floats,
    levels: int,
    with_trend: bool,
    mu: Floats,
    working: Floats,
) -> Any:
    """Fit the model; ``mu`` (n,) is the start and the result.

    Returns the slope, its unscaled variance, and per level: intercept, weighted mean time, total
    working weight.
    """
    n = y.size
    intercept, centre, total = np.zeros(levels), np.zeros(levels), np.zeros(levels)
    slope, information, deviance = 0.0, 0.0, np.inf
    for _ in range(50):
        working[:] = weight * mu
        total[:] = 0.0
        centre[:] = 0.0
        intercept[:] = 0.0
        for i in range(n):
            w = working[i]
            k = level[i]
            total[k] += w
            centre[k] += w * time[i]
            intercept[k] += w * (np.log(mu[i]) - offset[i] + (y[i] - mu[i]) / mu[i])
        for k in range(levels):
            if total[k] > 0.0:
                centre[k] /= total[k]
                intercept[k] /= total[k]
        slope, information = 0.0, 0.0
        if with_trend:
            for i in range(n):
                k = level[i]
                w = working[i]
                z = np.log(mu[i]) - offset[i] + (y[i] - mu[i]) / mu[i]
                away = time[i] - centre[k]
                information += w * away * away
                slope += w * away * (z - intercept[k])
            slope = slope / information if information > 0.0 else 0.0
        before, deviance = deviance, 0.0
        for i in range(n):
            k = level[i]
            eta = offset[i] + intercept[k] + slope * (time[i] - centre[k])
            mu[i] = np.exp(min(max(eta, -30.0), 30.0))
            fit = mu[i] if y[i] == 0.0 else y[i] * np.log(y[i] / mu[i]) - y[i] + mu[i]
            deviance += 2.0 * weight[i] * fit
        if abs(deviance - before) < 1e-8 * (abs(deviance) + 0.1):
            break
    return slope, information, intercept, centre, total


@njit(cache=True)
def _dispersion(y: Floats, mu: Floats, working: Floats, parameters: int) -> Any:
    """Pearson's estimate, on the working weights of the last iteration."""
    chi = 0.0
    for i in range(y.size):
        chi += working[i] * ((y[i] - mu[i]) / mu[i]) ** 2
    return max(chi / (y.size - parameters), 1.0)


@njit(cache=True)
def _robust_fit(
    y: Floats,
    offset: Floats,
    time: Floats,
    level: Ints,
    levels: int,
    with_trend: bool,
    threshold: float,
) -> Any:
    """Fit, weigh down large Anscombe residuals, fit again."""
    n = y.size
    weight, mu, working = np.ones(n), y + 0.1, np.ones(n)
    parameters = with_trend * 1
    seen = np.zeros(levels)
    for i in range(n):
        seen[level[i]] = 1.0
    parameters += int(seen.sum())
    slope, info, intercept, centre, total = _irls(
        y, offset, time, level, weight, levels, with_trend, mu, working
    )
    phi = _dispersion(y, mu, working, parameters)
    squares = 0.0
    for i in range(n):
        k = level[i]
        h = working[i] / total[k]
        if with_trend and info > 0.0:
            h += working[i] * (time[i] - centre[k]) ** 2 / info
        spread = mu[i] ** (1.0 / 6.0) * np.sqrt(phi * max(1.0 - h, 1e-12))
        s = 1.5 * (y[i] ** (2.0 / 3.0) - mu[i] ** (2.0 / 3.0)) / spread
        if s > threshold:
            weight[i] = 1.0 / (s * s)
        squares += weight[i]
    weight *= n / squares
    mu[:] = y + 0.1
    slope, info, intercept, centre, total = _irls(
        y, offset, time, level, weight, levels, with_trend, mu, working
    )
    phi = _dispersion(y, mu, working, parameters)
    relative = np.sum(weight * ((y - mu) / mu) ** 2) / (n - parameters)
    return slope, info, intercept[0], centre[0], total[0], phi, relative


@njit(cache=True)
def _fit_one(
    y: Floats,
    offset: Floats,
    time: Floats,
    level: Ints,
    levels: int,
    at: int,
    at_offset: float,
    threshold: float,
    usable: Bools,
) -> Any:
    """Fit one tested period.

    Returns the expected count, the variance of its logarithm over the overdispersion, the
    overdispersion, the slope, Student's t of the slope and its degrees of freedom.
    ``usable`` (n,) marks complete periods.
    """
    y, offset, time, level = y[usable], offset[usable], time[usable], level[usable]
    slope, info, intercept, centre, total, phi, relative = _robust_fit(
        y, offset, time, level, levels, _WITH_TREND, threshold
    )
    away = at - centre
    expected = np.exp(min(at_offset + intercept + slope * away, 30.0))
    t = slope * np.sqrt(info / relative) if relative > 0.0 and info > 0.0 else 0.0
    variance = relative * (1.0 / total + (away * away / info if info > 0.0 else 0.0))
    return expected, variance, phi, slope, t, expected <= np.max(y * np.exp(at_offset - offset))


@njit(cache=True)
def _fit_flat(
    y: Floats,
    offset: Floats,
    time: Floats,
    level: Ints,
    levels: int,
    at_offset: float,
    threshold: float,
    usable: Bools,
) -> Any:
    y, offset, time, level = y[usable], offset[usable], time[usable], level[usable]
    _, _, intercept, _, total, phi, relative = _robust_fit(
        y, offset, time, level, levels, _FLAT, threshold
    )
    return np.exp(min(at_offset + intercept, 30.0)), relative / total, phi


@njit(cache=True)
def _sweep(
    counts: Floats,
    offset: Floats,
    tested: Ints,
    references: Ints,
    levels_of: Ints,
    critical: Floats,
    threshold: float,
    out: Floats,
) -> None:
    """Fit every series at every tested period.

    ``references, levels_of``: (tested, n) baseline periods and seasonal levels. ``critical`` (n+1,)
    is the smallest |t| that keeps the trend by number of usable periods. ``out`` (series, tested,
    4): expected, its unscaled log variance, overdispersion, slope.
    """
    levels = levels_of.max() + 1
    for j in range(tested.size):
        reference, level = references[j], levels_of[j]
        time = reference.astype(np.float64)
        for s in range(counts.shape[0]):
            y, log_exposure = counts[s][reference], offset[s][reference]
            usable = np.isfinite(y) & np.isfinite(log_exposure)
            n = usable.sum()
            if n < reference.size // 2 or (usable & (level == 0)).sum() < 5:
                continue
            here = offset[s, tested[j]]
            if y[usable].sum() == 0.0:
                out[s, j] = (0.0, 0.0, 1.0, np.nan)
                continue
            mean, variance, phi, slope, t, inside = _fit_one(
                y, log_exposure, time, level, levels, tested[j], here, threshold, usable
            )
            if not (abs(t) > critical[n] and inside):
                slope = np.nan
                mean, variance, phi = _fit_flat(
                    y, log_exposure, time, level, levels, here, threshold, usable
                )
            out[s, j] = (mean, variance, phi, slope)


def detect(
    counts: Floats, exposure: Floats, tested: Ints, setting: Setting, frequency: int, alpha: float
) -> Detection:
    """Test every series at every period of ``tested``.

    Args:
        counts: (series, periods); NaN for a missing or incomplete period.
        exposure: (series, periods) people, addresses or days at risk; ones when unknown.
        tested: column indices, each at least :func:`history` periods from the start.
        setting: the variant.
        frequency: periods in a year.
        alpha: false alarm rate the upper bound stands for.
    """
    pairs = [baseline(setting, frequency, int(t)) for t in tested]
    references = np.array([p[0] for p in pairs])
    levels = np.array([p[1] for p in pairs])
    fitted = np.full((counts.shape[0], len(tested), 4), np.nan)
    used = np.arange(references.shape[1] + 1)
    freedom = np.maximum(used - (1 + int(levels.max()) + 1), 1)
    keep = (
        special.stdtrit(freedom, 1.0 - setting.trend_p / 2.0)
        if setting.trend_p < 1
        else used * 0.0 - 1.0
    )
    with np.errstate(divide="ignore"):
        offset = np.log(np.where(exposure > 0, exposure, np.nan))
    _sweep(
        counts, offset, tested, references, levels, keep.astype(float), setting.threshold, fitted
    )
    observed = counts[:, tested]
    mean, variance, phi, slope = np.moveaxis(fitted, 2, 0)
    bound = _negative_binomial_bound if setting.negative_binomial else _power_bound
    upper, p_value = bound(observed, mean, variance, phi, alpha)
    return Detection(observed, mean, upper, p_value, phi, slope)


def history(setting: Setting, frequency: int) -> int:
    """Periods needed before the first tested one."""
    return setting.years * frequency + setting.half_window


def _power_bound(
    observed: Floats, mean: Floats, variance: Floats, phi: Floats, alpha: float
) -> tuple[Floats, Floats]:
    """Two-thirds power normal bound (1996, section 3.6) and the p-value of the observed count."""
    with np.errstate(divide="ignore", invalid="ignore"):
        spread = np.sqrt((phi + variance * mean) / mean) * 2.0 / 3.0
        upper = mean * (1.0 + special.ndtri(1.0 - alpha) * spread) ** 1.5
        z = ((observed / mean) ** (2.0 / 3.0) - 1.0) / spread
    upper = np.where(mean == 0.0, 0.0, upper)
    p_value = np.where(mean == 0.0, (observed == 0.0) * 1.0, special.ndtr(-z))
    return upper, np.where(np.isfinite(observed), p_value, np.nan)


def _negative_binomial_bound(
    observed: Floats, mean: Floats, variance: Floats, phi: Floats, alpha: float
) -> tuple[Floats, Floats]:
    """Plug-in negative binomial quantile (2013, section 3.4) and tail probability."""
    del variance  # the plug-in bound leaves the uncertainty of the mean out
    known = np.isfinite(mean)
    safe_mean, safe_phi = np.where(known, mean, 1.0), np.where(known, phi, 1.0)
    upper = tails.quantile(1.0 - alpha, safe_mean, safe_phi)
    p_value = tails.at_least(np.nan_to_num(observed), safe_mean, safe_phi)
    return (
        np.where(known, upper, np.nan),
        np.where(known & np.isfinite(observed), p_value, np.nan),
    )
