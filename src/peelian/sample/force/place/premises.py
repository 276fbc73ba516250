"""Pubs, shops, schools and the like: how many there are and which addresses they take."""

from typing import Final

import numpy as np
from numpy.random import Generator

from peelian.sample.force.chance import choose, heavy
from peelian.sample.force.place.model import (
    PREMISES_KINDS,
    Addresses,
    Premises,
    Segments,
    Streets,
)
from peelian.sample.force.place.words import premises_name

# Per 10,000 people, and how strongly the kind seeks the middle of town and the larger streets.
_PLAN: Final = {
    "pub": (6.0, 2.0),
    "bar": (1.6, 8.0),
    "nightclub": (0.4, 16.0),
    "shop": (28.0, 3.0),
    "supermarket": (1.6, 2.0),
    "takeaway": (7.0, 3.0),
    "petrol station": (1.2, 0.5),
    "school": (3.6, 0.0),
    "railway station": (0.3, 5.0),
    "hospital": (0.12, 1.5),
    "police station": (0.25, 4.0),
    "bank": (0.8, 8.0),
    "care home": (2.2, 0.0),
    "park": (3.0, 0.2),
    "car park": (2.0, 5.0),
    "sports centre": (1.0, 0.5),
    "community hall": (1.5, 0.5),
    "college": (0.3, 2.0),
    "hostel": (0.4, 5.0),
}
_AT_LEAST_ONE: Final = ("nightclub", "railway station", "hospital", "police station", "college")


def open_for_business(
    rng: Generator,
    people: int,
    settlement_names: list[str],
    streets: Streets,
    segments: Segments,
    addresses: Addresses,
) -> Premises:
    """Choose addresses for every kind of premises."""
    on_large = np.where(streets.kind[segments.street] <= 1, 4.0, 1.0)[addresses.segment]
    centrality = segments.centrality[addresses.segment]
    chosen, kinds = [], []
    for kind, (rate, pull) in _PLAN.items():
        count = round(rate * people / 10_000)
        count = max(count, 1) if kind in _AT_LEAST_ONE else count
        weight = np.exp(pull * (centrality - 1)) * (on_large if pull else 1.0)
        chosen.append(np.unique(choose(rng, weight, count)))
        kinds.append(np.full(chosen[-1].size, PREMISES_KINDS.index(kind)))
    home, kind_of = np.concatenate(chosen), np.concatenate(kinds)
    _, first = np.unique(home, return_index=True)
    home, kind_of = home[np.sort(first)], kind_of[np.sort(first)]
    draws = rng.integers(0, 1 << 30, home.size).tolist()
    towns = segments.settlement[addresses.segment[home]].tolist()
    names = [
        premises_name(PREMISES_KINDS[k], d, settlement_names[t])
        for k, d, t in zip(kind_of.tolist(), draws, towns, strict=True)
    ]
    return Premises(
        addresses.x[home],
        addresses.y[home],
        kind_of,
        addresses.segment[home],
        addresses.area[home],
        names,
        heavy(rng, 1.1, home.size),
    )
