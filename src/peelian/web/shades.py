"""Five shades for a map, with the numbers each stands for."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

MOST_SHADES: Final = 5


@dataclass(frozen=True, slots=True)
class Shade:
    """One step of the legend: areas with ``low`` to ``high`` of what is measured."""

    level: int
    words: str


def shades(values: Sequence[float], decimals: int = 0) -> tuple[tuple[int, ...], tuple[Shade, ...]]:
    """Sort values into at most five groups of about equal size.

    Equal values are always in the same group. The darkest shade is 5; with fewer groups the
    darkest are used.

    Returns:
        The level of each value, and the legend from the darkest shade to the lightest.
    """
    if not values:
        return (), ()
    rounded = np.round(np.asarray(values, dtype=np.float64), decimals)
    ends = [-(-len(rounded) * step // MOST_SHADES) - 1 for step in range(1, MOST_SHADES)]
    cuts = np.sort(rounded)[ends]  # the highest value of each group but the last
    groups = np.searchsorted(np.unique(cuts), rounded, side="left")
    _, dense = np.unique(groups, return_inverse=True)
    levels = dense + MOST_SHADES - int(dense.max())
    legend = []
    for level in sorted(set(levels.tolist()), reverse=True):
        inside = rounded[levels == level]
        legend.append(Shade(int(level), _range(inside.min(), inside.max(), decimals)))
    return tuple(int(level) for level in levels), tuple(legend)


def _range(low: float, high: float, decimals: int) -> str:
    first, last = f"{low:,.{decimals}f}", f"{high:,.{decimals}f}"
    return first if first == last else f"{first} to {last}"
