"""Order, stability and ratios of places."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


def order(measure: Floats, count: Floats, east: Ints, north: Ints) -> Ints:
    """Return the places' indexes from hottest to coolest, the same on every run.

    Ties on the measure go to the higher count, then the smaller ``east``, then ``north``.

    Args:
        measure: what is ranked, shape (n,); NaN ranks last.
        count: incidents, shape (n,).
        east: first part of a place's key, shape (n,).
        north: second part of a place's key, shape (n,).
    """
    ranked = np.where(np.isnan(measure), -np.inf, measure)
    return np.lexsort((north, east, -count, -ranked)).astype(np.int64)


def in_top(by_period: Floats, share: float) -> NDArray[np.bool_]:
    """Say for each place and period whether the place was in the top set of that period.

    It was when it had at least one incident and fewer than ``share`` of the places had more. Ties
    at the border are all in, so in a sparse period the top set is larger than ``share``.

    Args:
        by_period: incidents, shape (places, periods).
        share: in 0..1, for example 0.1.
    """
    places, periods = by_period.shape
    top = np.zeros(by_period.shape, dtype=np.bool_)
    for period in range(periods):
        column = by_period[:, period]
        more = places - np.searchsorted(np.sort(column), column, side="right")
        top[:, period] = (column > 0) & (more < share * places)
    return top


def group_columns(by_month: Floats, size: int) -> Floats:
    """Add up each ``size`` whole columns in a row; a rest at the end is left out.

    Args:
        by_month: shape (places, months).
        size: months per period.
    """
    whole = by_month.shape[1] // size
    parts = by_month[:, : whole * size].reshape(by_month.shape[0], whole, size)
    return np.asarray(parts.sum(axis=2), dtype=np.float64)
