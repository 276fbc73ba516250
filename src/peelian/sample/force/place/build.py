"""Build a county from its seed."""

from dataclasses import replace
from functools import lru_cache

import numpy as np
from numpy.random import Generator

from peelian.sample.force.chance import Ints, stream
from peelian.sample.force.place import addresses as homes
from peelian.sample.force.place import areas as lsoas
from peelian.sample.force.place import blocks, streets, warp
from peelian.sample.force.place.county import County, lay_out
from peelian.sample.force.place.model import (
    Addresses,
    Areas,
    Network,
    Place,
    Segments,
    Streets,
    join,
)
from peelian.sample.force.place.premises import open_for_business
from peelian.sample.force.place.roads import link
from peelian.sample.force.place.words import force_name


class _Parts:
    """The settlements built so far, with pointers shifted to the county's numbering."""

    def __init__(self) -> None:
        self.streets: list[Streets] = []
        self.segments: list[Segments] = []
        self.addresses: list[Addresses] = []
        self.areas: list[Areas] = []
        self.networks: list[Network] = []
        self.count = dict.fromkeys(("street", "point", "segment", "area", "node"), 0)
        self.groups = {"hood": 0, "beat": 0}

    def add(self, rng: Generator, county: County, number: int) -> None:
        """Build settlement ``number`` and shift its pointers."""
        town = county.settlements[number]
        plan = blocks.divide(rng, town.people, town.half_side)
        bent = warp.make(rng, town.east, town.north, town.half_side)
        drawn = streets.draw(rng, plan, bent, number)
        living = homes.place(rng, plan, drawn, bent)
        area = lsoas.town(plan, bent, number)
        self._streets(drawn)
        self._segments(drawn, living, number)
        at = self.count
        self.addresses.append(
            replace(living, segment=living.segment + at["segment"], area=living.area + at["area"])
        )
        self.areas.append(self._shift(area))
        net = drawn.network
        self.networks.append(replace(net, start=net.start + at["node"], end=net.end + at["node"]))
        for name, size in zip(
            at,
            (
                len(plan.lines),
                drawn.streets.xs.size,
                drawn.segment_x.size,
                len(area.codes),
                net.x.size,
            ),
            strict=True,
        ):
            at[name] += size

    def _streets(self, drawn: streets.Drawn) -> None:
        first = drawn.streets.starts if not self.streets else drawn.streets.starts[1:]
        self.streets.append(replace(drawn.streets, starts=first + self.count["point"]))

    def _segments(self, drawn: streets.Drawn, living: Addresses, number: int) -> None:
        area = np.full(drawn.segment_x.size, -1)
        area[living.segment] = living.area
        empty = np.flatnonzero(area < 0)
        if empty.size:  # a piece without homes belongs where its nearest home does
            area[empty] = living.area[_nearest(drawn, living, empty)]
        self.segments.append(
            Segments(
                drawn.segment_x,
                drawn.segment_y,
                drawn.segment_street + self.count["street"],
                area + self.count["area"],
                np.full(drawn.segment_x.size, number),
                drawn.segment_centrality,
            )
        )

    def _shift(self, area: Areas) -> Areas:
        moved = replace(
            area, hood=area.hood + self.groups["hood"], beat=area.beat + self.groups["beat"]
        )
        self.groups["hood"] += int(area.hood.max()) + 1
        self.groups["beat"] += int(area.beat.max()) + 1
        return moved


def _nearest(drawn: streets.Drawn, living: Addresses, wanted: Ints) -> Ints:
    from scipy.spatial import cKDTree

    tree = cKDTree(np.c_[living.x, living.y])
    found: Ints = tree.query(np.c_[drawn.segment_x[wanted], drawn.segment_y[wanted]])[1]
    return found


@lru_cache(maxsize=1)
def build(seed: int, index: int, people: int) -> Place:
    """Build county ``index`` of the run with about ``people`` inhabitants."""
    county = lay_out(stream(seed, "county", index), index, people)
    parts = _Parts()
    for number in range(len(county.settlements)):
        parts.add(stream(seed, "settlement", index, number), county, number)
    area = _finish_areas(stream(seed, "areas", index), county, join(parts.areas), index)
    street, segment, living = join(parts.streets), join(parts.segments), join(parts.addresses)
    network = link(county, parts.networks, join(parts.networks))
    names = [s.name for s in county.settlements]
    shops = open_for_business(
        stream(seed, "premises", index), people, names, street, segment, living
    )
    town_of_beat = _first_of(area.beat, area.settlement)
    town_of_hood = _first_of(area.hood, area.settlement)
    return Place(
        force_name(index).lower(),
        f"{force_name(index)} Constabulary",
        county.outline,
        county.settlements,
        street,
        segment,
        living,
        shops,
        area,
        network,
        [f"{names[t]} beat {i + 1}" for i, t in enumerate(town_of_beat.tolist())],
        _hood_names(stream(seed, "hoods", index), names, town_of_hood),
    )


def _first_of(group: Ints, value: Ints) -> Ints:
    _, first = np.unique(group, return_index=True)
    found: Ints = value[first]
    return found


def _finish_areas(rng: Generator, county: County, area: Areas, index: int) -> Areas:
    rings = lsoas.countryside(county, area)
    centre = np.array([ring.mean(axis=0) for ring in area.rings])
    size = np.array([s.people for s in county.settlements])
    order, decile, shares, young = lsoas.character(rng, centre, area.settlement, size)
    count = len(area.codes)
    # Real English codes stop below E01036000; 9xxxxx cannot be mistaken for one.
    codes = [f"E01{900000 + index * 2300 + i}" for i in range(count)]
    within = np.arange(count) - np.searchsorted(area.settlement, area.settlement)
    names = [
        f"{county.settlements[s].name} {w // 5 + 1:03d}{'ABCDE'[w % 5]}"
        for s, w in zip(area.settlement.tolist(), within.tolist(), strict=True)
    ]
    return replace(
        area,
        codes=codes,
        names=names,
        rings=rings,
        deprivation=order,
        decile=decile,
        ethnicity=shares,
        young=young,
    )


def _hood_names(rng: Generator, names: list[str], town: Ints) -> list[str]:
    first = "Upper Lower Old New North South East West Far Little Great Middle".split()
    last = "Ings Carr Fold Garth Fields Bank Moor Cross Green Brow Wharf Shaw Croft Rigg".split()
    draws = rng.permutation(len(first) * len(last) * 200)[: town.size].tolist()
    return [
        f"{first[d % len(first)]} {last[d // len(first) % len(last)]}, {names[t]}"
        for d, t in zip(draws, town.tolist(), strict=True)
    ]
