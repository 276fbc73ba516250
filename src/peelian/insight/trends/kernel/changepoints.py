"""When the level of a count series changed: likelihood-ratio segmentation.

Each segment has its own rate; the gain of a cut is the Poisson log likelihood ratio over the
overdispersion of the cut series (quasi-likelihood). Cuts are added one at a time (binary
segmentation: Scott and Knott 1974, *Biometrics* 30) while the gain is above a penalty that grows
with the number of places a cut can be.
"""

from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

LEAST: Final = 3  # periods in a segment
PENALTY: Final = 2.5  # times the logarithm of the number of periods


def best_cut(counts: Floats, exposure: Floats, least: int = LEAST) -> tuple[int, float]:
    """The first period of the second segment and the log likelihood ratio, for (n,) arrays.

    The position is 0 when the series is too short to be cut.
    """
    n = counts.size
    if n < 2 * least:
        return 0, 0.0
    y, e = np.cumsum(counts), np.cumsum(exposure)
    cut = np.arange(least, n - least + 1)
    before, after = y[cut - 1], y[-1] - y[cut - 1]
    risk_before, risk_after = e[cut - 1], e[-1] - e[cut - 1]
    gain = _entropy(before, risk_before) + _entropy(after, risk_after) - _entropy(y[-1], e[-1])
    best = int(np.argmax(gain))
    return int(cut[best]), float(gain[best])


def _entropy(events: Floats, risk: Floats) -> Floats:
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(events > 0, events * np.log(events / risk), 0.0)


def segments(counts: Floats, exposure: Floats, least: int = LEAST, most: int = 5) -> list[int]:
    """First periods of the segments after the first one, in order; NaN counts are skipped."""
    known = np.flatnonzero(np.isfinite(counts) & (exposure > 0))
    y, e = counts[known], exposure[known]
    cuts = [0, y.size]
    while len(cuts) - 1 <= most:
        found = []
        for start, end in pairwise(cuts):
            at, gain = best_cut(y[start:end], e[start:end], least)
            if at:
                phi = overdispersion(y, e, sorted([*cuts, start + at]))
                found.append((gain / phi, start + at))
        if not found or max(found)[0] <= PENALTY * np.log(max(y.size, 2)):
            break
        cuts = sorted([*cuts, max(found)[1]])
    return [int(known[cut]) for cut in cuts[1:-1]]


def overdispersion(counts: Floats, exposure: Floats, cuts: list[int]) -> float:
    """Pearson's estimate within segments, at least one."""
    chi, used = 0.0, 0
    for start, end in pairwise(cuts):
        y, e = counts[start:end], exposure[start:end]
        mean = e * y.sum() / e.sum()
        if y.sum() > 0:
            chi += float(((y - mean) ** 2 / mean).sum())
        used += 1
    return max(chi / max(counts.size - used, 1), 1.0)
