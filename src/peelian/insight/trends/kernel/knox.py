"""Near repeats: are incidents close in space also close in time more often than chance allows?

Knox (1964), *Applied Statistics* 13, 25-29, with dates permuted over places (Johnson, Bernasco,
Bowers and others 2007, *J. Quant. Criminol.* 23). Places and dates keep their own clustering.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Knox:
    """Pairs by distance band (rows) and time band (columns)."""

    pairs: Ints
    expected: Floats
    ratio: Floats
    p_value: Floats


def _table(distance: Ints, days: Floats, edges: Floats, shape: tuple[int, int]) -> Ints:
    lag = np.searchsorted(edges, days, side="left")
    inside = lag < shape[1]
    flat = distance[inside] * shape[1] + lag[inside]
    return np.bincount(flat, minlength=shape[0] * shape[1]).reshape(shape)


def knox(
    east: Floats,
    north: Floats,
    day: Floats,
    metres: Floats,
    days: Floats,
    permutations: int,
    generator: np.random.Generator,
) -> Knox:
    """Test incidents at (east, north) metres on ``day`` (days, any origin), all of shape (n,).

    ``metres`` and ``days`` are the upper edges of the bands, increasing and inclusive. Pairs at the
    very same place count in the first distance band.
    """
    tree = cKDTree(np.column_stack([east, north]))
    pair = tree.query_pairs(float(metres[-1]), output_type="ndarray")
    away = np.hypot(east[pair[:, 0]] - east[pair[:, 1]], north[pair[:, 0]] - north[pair[:, 1]])
    distance = np.minimum(np.searchsorted(metres, away, side="left"), len(metres) - 1)
    shape = (len(metres), len(days))
    seen = _table(distance, np.abs(day[pair[:, 0]] - day[pair[:, 1]]), days, shape)
    beyond, total = np.zeros(shape), np.zeros(shape)
    for _ in range(permutations):
        mixed = generator.permutation(day)
        drawn = _table(distance, np.abs(mixed[pair[:, 0]] - mixed[pair[:, 1]]), days, shape)
        total += drawn
        beyond += drawn >= seen
    expected = total / max(permutations, 1)
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = np.where(expected > 0, seen / expected, np.nan)
    return Knox(seen, expected, ratio, (1.0 + beyond) / (1.0 + permutations))
