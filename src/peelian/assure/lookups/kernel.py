"""The weight of evidence that a set of look-ups was not work.

Each sign adds the logarithm of how much more often it is seen in misuse than in work. The weights
are rounded figures chosen on one made-up year of a fictional force and documented here; they are
not fitted to real misuse, of which no labelled data can be had.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.stats import binom

Floats = NDArray[np.float64]
Booleans = NDArray[np.bool_]

SIGNS: Final = {
    "same name": 7.5,
    "same address": 7.5,
    "same street": 7.0,
    "same surname": 3.0,
    "a colleague's name and address": 4.5,
    "a colleague's name": 1.8,
    "no reason given": 2.0,
    "a reason seldom given": 1.5,
    "no work around that time": 0.3,
}
"""Weights of the signs: the natural logarithm of a share of misuse assumed to show the sign (one
in seven for each relation) over the share of unlinked look-ups that show it in seed 1. Relations
to oneself exclude each other, and so do the two about colleagues."""

AGAIN: Final = 7.5  # two look-ups of one record by one person, neither linked: 3 in 10,000 pairs
_MORE: Final = 0.5
_CROWD_FREE: Final = 3.0  # surprise (natural logarithm) that many records show by chance
_CROWD_MOST: Final = 9.0


def score(signs: dict[str, Booleans], again: Floats, crowd: Floats) -> Floats:
    """Add up the evidence for each pair of a user and a record.

    Args:
        signs: for each name of ``SIGNS`` whether it is seen, shape (n,).
        again: look-ups of that record by that user without a linked incident, shape (n,), >= 1.
        crowd: surprise at how many look-ups of the record are unlinked, shape (n,), >= 0: see
            :func:`surprise`.

    Returns:
        Scores in natural logarithms, shape (n,).
    """
    total = np.zeros(again.shape, dtype=np.float64)
    for name, weight in SIGNS.items():
        total += weight * signs[name]
    total += np.where(again > 1, AGAIN + _MORE * np.minimum(again - 2, 4), 0.0)
    return total + np.clip(crowd - _CROWD_FREE, 0.0, _CROWD_MOST)


def surprise(unlinked: Floats, every: Floats, share: Floats) -> Floats:
    """Return how surprising it is that so many look-ups of a record are unlinked.

    Args:
        unlinked: unlinked look-ups of the record, shape (n,).
        every: all look-ups of the record, shape (n,), >= ``unlinked``.
        share: share of unlinked look-ups in its system, shape (n,), in (0, 1).

    Returns:
        Minus the natural logarithm of the binomial probability of as many or more, shape (n,).
        Null hypothesis: each look-up is unlinked by chance with the system's share.
    """
    tail = binom.sf(unlinked - 1, every, share)
    found: Floats = -np.log(np.maximum(tail, 1e-300))
    return found


def strongest(scores: Floats, most: int) -> NDArray[np.int64]:
    """Return the places of the ``most`` highest scores, highest first; ties keep their order."""
    return np.argsort(-scores, kind="stable")[:most].astype(np.int64)
