"""Ways along the streets between the places patrols go to."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import dijkstra
from scipy.spatial import cKDTree

from peelian.sample.force.chance import Floats, Ints, stream
from peelian.sample.force.place.model import PREMISES_KINDS, Place
from peelian.sample.force.programmes.plan import Zones

BEAT_POINTS: Final = 6  # places each base patrols when nothing else is asked
_NEAR: Final = 3500.0  # metres from the base


@dataclass(frozen=True, slots=True)
class Ground:
    """Junctions, bases and shortest ways from every base, zone and beat point.

    ``hubs`` are junctions with a tree of shortest ways in ``back`` (hubs, junctions): from any
    junction, follow it step by step to the hub; -9999 where there is no way.
    """

    x: Floats
    y: Floats
    tree: cKDTree
    hubs: Ints
    back: NDArray[np.int32]
    base_hub: Ints  # (bases,) rows of ``hubs``
    base_town: Ints
    zone_hub: Ints
    zone_base: Ints
    beat_hubs: Ints  # (bases, BEAT_POINTS)

    def way(self, node: int, hub: int) -> list[int]:
        """The junctions from ``node`` to a hub, both included."""
        back, target = self.back[hub], int(self.hubs[hub])
        found = [node]
        while found[-1] != target:
            following = int(back[found[-1]])
            if following < 0:
                return [node, target]
            found.append(following)
        return found


def survey(place: Place, zones: Zones, seed: int) -> Ground:
    """Choose bases and beat points for one county and find the ways to them."""
    net = place.network
    tree = cKDTree(np.c_[net.x, net.y])
    town = place.segments.settlement[zones.segment]
    towns = np.unique(town)
    station = PREMISES_KINDS.index("police station")
    bases = []
    for number in towns.tolist():
        at = place.settlements[number]
        rows = np.flatnonzero(place.premises.kind == station)
        away = np.hypot(place.premises.x[rows] - at.east, place.premises.y[rows] - at.north)
        near = rows[np.argmin(away)] if rows.size and away.min() < at.half_side else -1
        spot = (
            (place.premises.x[near], place.premises.y[near]) if near >= 0 else (at.east, at.north)
        )
        bases.append(int(tree.query(spot)[1]))
    zone_node = tree.query(np.c_[zones.x, zones.y])[1]
    rng = stream(seed, "beat points", place.force)
    beats = []
    for node in bases:
        around = tree.query_ball_point([net.x[node], net.y[node]], _NEAR)
        beats.append(rng.choice(np.sort(around), BEAT_POINTS))
    hubs = np.concatenate([bases, zone_node, np.concatenate(beats)]).astype(np.int64)
    matrix = coo_matrix((net.length, (net.start, net.end)), (net.x.size, net.x.size)).tocsr()
    _, back = dijkstra(
        matrix, directed=False, indices=hubs, return_predecessors=True, limit=20_000.0
    )
    count = len(bases)
    return Ground(
        net.x,
        net.y,
        tree,
        hubs,
        back.astype(np.int32),
        np.arange(count),
        towns,
        count + np.arange(zone_node.size),
        np.searchsorted(towns, town),
        (count + zone_node.size + np.arange(count * BEAT_POINTS)).reshape(count, BEAT_POINTS),
    )
