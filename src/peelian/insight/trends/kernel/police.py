"""The pooled detector: forecast every series, read the family's significance, tell the alarms."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from peelian.insight.trends.kernel import family, pooled, priors, tails, trimming
from peelian.insight.trends.kernel.farrington import Detection

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

YEARS: Final = 10  # history a forecast looks back on at most
HARMONICS: Final = 2
NODES: Final = np.array([-np.sqrt(3.0), 0.0, np.sqrt(3.0)])  # Gauss-Hermite on log scale
WEIGHTS: Final = np.array([1.0, 4.0, 1.0]) / 6.0
SHORT: Final = 26  # periods a year from which a rise is expected to last longer than one
ADDED: Final = 0.7  # alarms of two periods together that one alone does not raise (correlation 0.7)
SMALL_GROUP: Final = 20  # smaller groups are pooled together


def detect(
    counts: Floats, exposure: Floats, tested: Ints, group: Ints, frequency: int, alpha: float
) -> Detection:
    """Test every series at every period of ``tested``.

    Args:
        counts: (S, T) counts; NaN for a missing or incomplete period.
        exposure: (S, T) people, addresses or days at risk; ones when unknown.
        tested: (J,) increasing column indices.
        group: (S,) family members that share a season and a typical level (a crime type).
        frequency: periods in a year.
        alpha: the share of false alarms the upper bound stands for.
    """
    with np.errstate(divide="ignore"):
        log_exposure = np.log(np.where(exposure > 0, exposure, np.nan))
    group = merged(group)
    harmonics = min(HARMONICS, (frequency - 1) // 2)
    wave = pooled.waves(counts.shape[1], frequency, harmonics)
    both = frequency >= SHORT
    asked, tested = tested, _with_one_before(tested) if both else tested
    out = np.full((len(counts), len(tested), 8), np.nan)
    window = min(YEARS * frequency, counts.shape[1])
    for start in range(0, len(tested), frequency):
        block = tested[start : start + frequency]
        prior = priors.learn(counts, log_exposure, int(block[0]), window, wave, group, frequency)
        part = np.full((len(counts), len(block), 8), np.nan)
        fitted = np.zeros((len(counts), 2, 2 + wave.shape[1]))
        pooled.forecast(
            counts,
            log_exposure,
            block,
            window,
            wave,
            group,
            prior.arrays(),
            trimming.pulls(),
            part,
            fitted,
        )
        out[:, start : start + len(block)] = part
    found = _judge(counts[:, tested], out, alpha, both=both)
    return found.last(len(asked))


def merged(group: Ints) -> Ints:
    """Number the groups 0..G-1 with all small ones as one."""
    _, index, size = np.unique(group, return_inverse=True, return_counts=True)
    index = np.where(size[index] < SMALL_GROUP, -1, index)
    return np.asarray(np.unique(index, return_inverse=True)[1], dtype=np.int64)


def _with_one_before(tested: Ints) -> Ints:
    """The tested columns and the one before the first, whose forecast is needed too."""
    return np.concatenate([tested[:1] - 1, tested]) if tested[0] > 0 else tested


def _judge(observed: Floats, out: Floats, alpha: float, *, both: bool) -> Detection:
    """Turn forecasts into p-values and bounds; ``both`` looks at two periods together too."""
    usable = np.isfinite(out[:, :, 0])
    mean = np.where(usable, out[:, :, 0], 1.0)
    phi = _possible(np.where(usable[:, :, None], out, 1.0))
    tail = tails.mixture_at_least(np.nan_to_num(observed), mean, phi, WEIGHTS)
    tail = np.where(usable & np.isfinite(observed), tail, np.nan)
    p_value, upper = np.full_like(tail, np.nan), np.full_like(tail, np.nan)
    for j in range(tail.shape[1]):
        looks = [(np.where(usable[:, j], mean[:, j], np.nan), phi[:, j], 1.0)]
        least = tail[:, j]
        if both and j > 0:
            pair = slice(j - 1, j + 1)
            summed, two, spread = _together(observed[:, pair], out[:, pair], tail[:, pair])
            looks.append((two, spread, ADDED))
            least = np.fmin(least, np.where(np.isfinite(least), summed, np.nan))
        p_value[:, j], cut = family.calibrated(least, looks, WEIGHTS, alpha)
        upper[:, j] = tails.mixture_quantile(1.0 - cut, mean[:, j], phi[:, j], WEIGHTS)
    blank = np.where(usable, 0.0, np.nan)
    return Detection(
        observed, mean + blank, upper + blank, p_value, out[:, :, 2], np.full_like(mean, np.nan)
    )


def _together(observed: Floats, out: Floats, tail: Floats) -> tuple[Floats, Floats, Floats]:
    """Tail, mean (S,) and overdispersions (S, K) of two periods' sum; NaN where one is unknown."""
    known = np.asarray(np.isfinite(tail).all(axis=1))
    safe = np.where(known[:, None, None], out, 1.0)
    mean = safe[:, :, 0].sum(axis=1)
    joint = safe[:, 1].copy()
    joint[:, 1] *= mean / safe[:, 1, 0]  # the mean's doubt is shared by both periods
    phi = _possible(joint)
    total = np.where(known, np.nan_to_num(observed).sum(axis=1), 0.0)
    found = tails.mixture_at_least(total, mean, phi, WEIGHTS)
    return np.where(known, found, np.nan), np.where(known, mean, np.nan), phi


def _possible(out: Floats) -> Floats:
    """Three overdispersions per forecast that stand for its posterior, shape (..., 3)."""
    extra, phi, df = out[..., 1], out[..., 2], out[..., 5]
    spread = np.sqrt(2.0 / df)[..., None] * NODES
    possible: Floats = np.maximum(phi[..., None] * np.exp(spread), 1.0) + extra[..., None]
    return possible
