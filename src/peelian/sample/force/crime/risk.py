"""Where crimes happen: how risk is spread over homes, streets and premises."""

from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.random import Generator
from scipy.spatial import cKDTree

from peelian.sample.force.chance import Floats, Ints, choose, cumulative, heavy, pick, stream
from peelian.sample.force.crime.types import where_weights
from peelian.sample.force.place.model import PREMISES_KINDS, Place

HOME, STREET, PREMISES = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Spots:
    """Where a set of crimes happened. ``target`` is HOME, STREET or PREMISES; ``item`` its row."""

    target: Ints
    item: Ints
    segment: Ints
    x: Floats
    y: Floats

    def replace_at(self, where: Ints, other: "Spots") -> "Spots":
        """Return a copy in which the rows ``where`` come from ``other``."""
        parts: list[Any] = []
        for mine, theirs in zip(self.columns(), other.columns(), strict=True):
            copy = mine.copy()
            copy[where] = theirs
            parts.append(copy)
        return Spots(*parts)

    def columns(self) -> tuple[Ints, Ints, Ints, Floats, Floats]:
        """The five columns in order."""
        return self.target, self.item, self.segment, self.x, self.y

    def take(self, rows: Ints) -> "Spots":
        """Return chosen rows."""
        chosen: list[Any] = [column[rows] for column in self.columns()]
        return Spots(*chosen)


def join(parts: list[Spots]) -> Spots:
    """Put several sets end to end."""
    return Spots(*(np.concatenate(c) for c in zip(*(p.columns() for p in parts), strict=True)))


@dataclass(slots=True)
class Risk:
    """Risk surfaces of one county, fixed for all three years."""

    place: Place
    seed: int
    order: Ints = field(init=False)  # addresses sorted by segment
    first: Ints = field(init=False)
    homes: Ints = field(init=False)
    shared: Floats = field(init=False)
    tree: cKDTree = field(init=False)

    def __post_init__(self) -> None:
        place = self.place
        count = place.segments.x.size
        self.order = np.argsort(place.addresses.segment, kind="stable")
        self.homes = np.bincount(place.addresses.segment, minlength=count)
        self.first = np.cumsum(self.homes) - self.homes
        self.shared = heavy(stream(self.seed, "risk", place.force, "shared"), 0.85, count)
        self.tree = cKDTree(np.c_[place.segments.x, place.segments.y])

    def _surface(self, where: str) -> tuple[Ints, Ints, dict[int, tuple[Ints, Ints]]]:
        """Running totals for homes (by segment), streets, and premises of each kind."""
        place, rng = self.place, stream(self.seed, "risk", self.place.force, where)
        poor = np.exp(1.5 * (place.areas.deprivation - 0.5))[place.segments.area]
        own = heavy(rng, 0.75, self.homes.size)
        home = cumulative(self.homes * self.shared * own * poor + 1e-9)
        middle = 0.12 + 3.0 * place.segments.centrality**3
        street = cumulative(self.shared * heavy(rng, 1.05, self.homes.size) * poor * middle)
        kinds = {}
        for kind in range(len(PREMISES_KINDS)):
            rows = np.flatnonzero(place.premises.kind == kind)
            weight = place.premises.size[rows] * heavy(rng, 0.45, rows.size)
            kinds[kind] = (rows, cumulative(weight))
        return home, street, kinds

    def draw(self, rng: Generator, where: str, count: int) -> Spots:
        """Draw ``count`` spots for a kind of crime."""
        home, street, kinds = self._surface(where)
        kind = choose(rng, where_weights(where, PREMISES_KINDS), count)
        spots = self.at_homes(rng, pick(rng, home, count))
        rows = np.flatnonzero(kind == 1)
        spots = spots.replace_at(rows, self.on_streets(rng, pick(rng, street, rows.size)))
        for number, (members, running) in kinds.items():
            rows = np.flatnonzero(kind == number + 2)
            if rows.size:
                chosen = members[pick(rng, running, rows.size)]
                spots = spots.replace_at(rows, self.in_premises(chosen))
        return spots

    def at_homes(self, rng: Generator, segment: Ints) -> Spots:
        """Homes on the given segments; the first homes of a street are drawn more often."""
        share = rng.random(segment.size) ** 1.7
        nth = (share * self.homes[segment]).astype(np.int64)
        row = self.order[np.minimum(self.first[segment] + nth, self.order.size - 1)]
        home = self.place.addresses
        where = home.segment[row]
        return Spots(np.full(row.size, HOME), row, where, home.x[row], home.y[row])

    def on_streets(self, rng: Generator, segment: Ints) -> Spots:
        """Points in the street, within 50 metres of each segment's middle."""
        spread = rng.uniform(-35, 35, (2, segment.size)).round(1)
        part = self.place.segments
        x, y = part.x[segment] + spread[0], part.y[segment] + spread[1]
        return Spots(np.full(segment.size, STREET), segment, segment, x.round(1), y.round(1))

    def in_premises(self, row: Ints) -> Spots:
        """At premises."""
        shop = self.place.premises
        return Spots(np.full(row.size, PREMISES), row, shop.segment[row], shop.x[row], shop.y[row])

    def nearest_segment(self, x: Floats, y: Floats) -> Ints:
        """The segment nearest to each point."""
        found: Ints = self.tree.query(np.c_[x, y])[1]
        return found
