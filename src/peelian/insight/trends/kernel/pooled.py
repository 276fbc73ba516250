"""A negative-binomial forecast for each of many short series that borrow strength from each other.

Model of one series: count ~ negative binomial with variance ``overdispersion * mean`` and
log mean = level + slope * time + yearly harmonics + log exposure. Level has a gamma prior, slope
and harmonics have normal priors, overdispersion has a scaled chi-square prior (empirical Bayes;
for the dispersion as in Smyth 2004, *Stat. Appl. Genet. Mol. Biol.* 3). Large positive residuals
are weighed down, more sharply than in Noufaily et al. (2013), so that last year's outbreak neither
raises this year's bound nor widens it.

Shapes: S series, T periods, J tested periods, p = 2 + 2 * harmonics coefficients (level, slope,
cos, sin, cos, sin, ...).
"""

from typing import Any, Final

import numpy as np
from numba import njit
from numpy.typing import NDArray

from peelian.insight.trends.kernel import solve, trimming

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

STEPS: Final = 12
CLOSE: Final = 1e-4


def waves(periods: int, frequency: int, harmonics: int) -> Floats:
    """Cosines and sines of the year, shape (periods, 2 * harmonics)."""
    angle = 2.0 * np.pi * np.arange(periods) / frequency
    columns = [f(k * angle) for k in range(1, harmonics + 1) for f in (np.cos, np.sin)]
    return np.column_stack(columns) if columns else np.zeros((periods, 0))


@njit(cache=True)
def _accumulate(
    y: Floats,
    two_thirds: Floats,
    design: Floats,
    offset: Floats,
    beta: Floats,
    phi: float,
    cut: float,
    a: Floats,
    b: Floats,
) -> Any:
    """Add the data to the normal equations; return Pearson's sum, weight and mean total."""
    p = beta.size
    chi, mass, total, spread_sum, mean_sum = 0.0, 0.0, 0.0, 0.0, 0.0
    root = np.sqrt(phi)
    for i in range(y.size):
        eta = offset[i]
        for j in range(p):
            eta += design[i, j] * beta[j]
        sixth = np.exp(min(max(eta, -20.0), 20.0) / 6.0)
        square = sixth * sixth
        fourth = square * square
        mu = fourth * square
        weight = 1.0
        s = 1.5 * (two_thirds[i] - fourth) / (sixth * root)
        if s > cut:
            ratio = cut / s
            weight = ratio * ratio * ratio * ratio
        residual = (y[i] - mu) / mu
        chi += weight * residual * residual * mu
        mass += weight
        total += mu
        spread_sum += weight * (y[i] - mu) ** 2
        mean_sum += weight * mu
        w = weight * mu / phi
        wz = w * (eta - offset[i] + residual)
        for j in range(p):
            d = design[i, j]
            b[j] += d * wz
            d *= w
            for k in range(j + 1):
                a[j, k] += d * design[i, k]
    return chi, mass, total, spread_sum, mean_sum


@njit(cache=True)
def _fit(
    y: Floats,
    two_thirds: Floats,
    design: Floats,
    offset: Floats,
    shape: float,
    rate: float,
    centre: Floats,
    precision: Floats,
    bins: Floats,
    spread: Floats,
    df: float,
    pull: Floats,
    worth: Floats,
    beta: Floats,
    phi: float,
    cover: Floats,
) -> Any:
    """Fit one series from the start ``beta`` (p,), which is changed in place, as is ``cover``.

    Returns overdispersion after and before shrinkage, the degrees of freedom behind it, and the
    sums of squares and means whose ratio over many series is their overdispersion.
    """
    p = beta.size
    raw, freedom, squares, means = 1.0, 1.0, 0.0, 1.0
    cut = trimming.cut_at(max(y.mean(), 1e-9))
    new, a, b = np.zeros(p), np.zeros((p, p)), np.zeros(p)
    for step in range(STEPS):
        a[:] = 0.0
        b[:] = 0.0
        seen = rate * np.exp(min(beta[0], 30.0))
        a[0, 0] = seen
        b[0] = seen * beta[0] + shape - seen
        for j in range(1, p):
            a[j, j] = precision[j]
            b[j] = precision[j] * centre[j]
        chi, mass, total, spread_sum, mean_sum = _accumulate(
            y, two_thirds, design, offset, beta, phi, cut if step > 1 else np.inf, a, b
        )
        solve.solve(a, b, cover, new)
        change, used = 0.0, 1.0 - cover[0, 0] * seen
        for j in range(p):
            jump = min(max(new[j] - beta[j], -2.0), 2.0)
            change = max(change, abs(jump))
            beta[j] += jump
            used += 1.0 - cover[j, j] * precision[j] if j else 0.0
        if step > 0:
            raw = chi / max(mass - used, 1.0)
            mean = total / y.size
            place = np.log(mean + 1e-9)
            prior = np.interp(place, bins, spread)
            left = max(mass - used, 1.0)
            bias = trimming.look_up(pull, place, np.log(phi))
            raw /= bias
            squares, means = spread_sum, mean_sum * bias * left / mass
            freedom = left * trimming.look_up(worth, place, np.log(prior))
            phi = max((df * prior + freedom * raw) / (df + freedom), 1.0)
        if step > 2 and change < CLOSE:
            break
    return phi, raw, freedom, squares, means


@njit(cache=True)
def _gather(
    row: Floats,
    log_exposure: Floats,
    wave: Floats,
    at: int,
    window: int,
    y: Floats,
    offset: Floats,
    design: Floats,
) -> Any:
    """Copy the usable periods before ``at`` and return how many there are."""
    n = 0
    for t in range(max(0, at - window), at):
        if np.isfinite(row[t]) and np.isfinite(log_exposure[t]):
            y[n], offset[n] = row[t], log_exposure[t]
            design[n, 0] = 1.0
            design[n, 1] = t - at
            for k in range(wave.shape[1]):
                design[n, 2 + k] = wave[t, k]
            n += 1
    return n


@njit(cache=True)
def forecast(
    counts: Floats,
    log_exposure: Floats,
    tested: Ints,
    window: int,
    wave: Floats,
    group: Ints,
    prior: tuple[Any, ...],
    pulls: tuple[Floats, ...],
    out: Floats,
    coefficients: Floats,
) -> None:
    """Forecast every series at every tested period from the periods before it.

    Args:
        counts: (S, T); NaN where a period is missing or incomplete.
        log_exposure: (S, T).
        tested: (J,) columns.
        window: how many periods back a forecast looks at most.
        wave: (T, p - 2), see :func:`waves`.
        group: (S,) row of the prior.
        prior: the arrays of :class:`peelian.insight.trends.kernel.priors.Prior` in order.
        pulls: the tables of :func:`peelian.insight.trends.kernel.trimming.pulls`.
        out: (S, J, 8) receives mean, what the mean's uncertainty adds to the overdispersion, the
            overdispersion of the counts, its own estimate and degrees of freedom, and the degrees
            of freedom with the prior's, and sums of squares and of means; untouched where a
            series has no usable period.
        coefficients: (S, 2, p) receives the last fit: estimates and variances.
    """
    shape, rate, centre, precision, bins, spread, df = prior
    pull, mean_pull, worth = pulls
    p = 2 + wave.shape[1]
    y, offset, design = np.empty(window), np.empty(window), np.empty((window, p))
    cover = np.zeros((p, p))
    for s in range(counts.shape[0]):
        g, phi = group[s], 1.5
        beta = centre[g].copy()
        fresh = True
        for j in range(tested.size):
            at = tested[j]
            n = _gather(counts[s], log_exposure[s], wave, at, window, y, offset, design)
            if n == 0:
                continue
            if fresh:
                events, risk = y[:n].sum(), np.exp(offset[:n]).sum()
                beta[0] = np.log(max(shape[s] + events, 1e-6) / (rate[s] + risk))
                fresh = False
            phi, raw, freedom, squares, means = _fit(
                y[:n], y[:n] ** (2.0 / 3.0), design[:n], offset[:n], shape[s], rate[s],
                centre[g], precision[g], bins, spread[g], df, pull, worth, beta, phi, cover,
            )  # fmt: skip
            eta, variance = beta[0] + log_exposure[s, at], cover[0, 0]
            for k in range(2, p):
                eta += wave[at, k - 2] * beta[k]
                variance += 2.0 * wave[at, k - 2] * cover[0, k]
                for m in range(2, p):
                    variance += wave[at, k - 2] * wave[at, m - 2] * cover[k, m]
            mean = np.exp(min(eta, 30.0))
            mean /= trimming.look_up(mean_pull, np.log(mean + 1e-9), np.log(phi))
            out[s, j] = (mean, mean * variance, phi, raw, freedom, df + freedom, squares, means)
            for k in range(p):
                coefficients[s, 0, k] = beta[k]
                coefficients[s, 1, k] = cover[k, k]
