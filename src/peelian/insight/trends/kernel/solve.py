"""Small positive definite systems inside compiled loops, without a call to a library."""

import numpy as np
from numba import njit
from numpy.typing import NDArray

Floats = NDArray[np.float64]


@njit(cache=True)
def _factor(a: Floats) -> None:
    """Overwrite the lower triangle of ``a`` (p, p) with its Cholesky factor."""
    for i in range(a.shape[0]):
        for j in range(i + 1):
            total = a[i, j]
            for k in range(j):
                total -= a[i, k] * a[j, k]
            a[i, j] = np.sqrt(max(total, 1e-12)) if i == j else total / a[j, j]


@njit(cache=True)
def _invert_factor(low: Floats, out: Floats) -> None:
    """Write the inverse of a lower triangle (p, p) to ``out``."""
    for c in range(low.shape[0]):
        for i in range(low.shape[0]):
            total = 1.0 if i == c else 0.0
            for k in range(c, i):
                total -= low[i, k] * out[k, c]
            out[i, c] = total / low[i, i] if i >= c else 0.0


@njit(cache=True)
def solve(a: Floats, b: Floats, inverse: Floats, x: Floats) -> None:
    """Solve ``a x = b`` (p,); ``inverse`` receives ``a``'s inverse; ``a`` (p, p) is used up."""
    p = b.size
    _factor(a)
    _invert_factor(a, inverse)
    for i in range(p):
        for j in range(i + 1):
            total = 0.0
            for k in range(i, p):
                total += inverse[k, i] * inverse[k, j]
            a[i, j] = a[j, i] = total
    for i in range(p):
        x[i] = 0.0
        for j in range(p):
            inverse[i, j] = a[i, j]
            x[i] += a[i, j] * b[j]
