"""Patrol areas from hot spots: joined where they touch, drawn, named and put in order of need."""

from collections.abc import Sequence

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from peelian.ground.geography import to_degrees
from peelian.patrol.plan.kernel.join import join
from peelian.patrol.plan.model import Area
from peelian.patrol.plan.service.reading import HotSpot

TOUCH = 15.0  # metres between two hot spots that still count as neighbours
FINE = 2.0  # metres an outline may be simplified by


def draw_areas(spots: Sequence[HotSpot], across: float) -> tuple[Area, ...]:
    """Join neighbouring hot spots and draw each group as one area, neediest first.

    Args:
        spots: hot spots with shapes in metres.
        across: widest side of a joined area, metres; 0 joins nothing.
    """
    shapes = np.array([spot.shape for spot in spots], dtype=object)
    need = np.array([spot.need for spot in spots])
    group = join(need, shapely.bounds(shapes), _neighbours(shapes), across)
    members = [np.flatnonzero(group == label) for label in range(int(group.max()) + 1)]
    members.sort(key=lambda of: (-float(need[of].sum()), int(of.min())))
    return tuple(
        _area(number, [spots[i] for i in _by_need(of, need)])
        for number, of in enumerate(members, start=1)
    )


def _by_need(of: NDArray[np.int64], need: NDArray[np.float64]) -> list[int]:
    return sorted(of.tolist(), key=lambda i: (-float(need[i]), i))


def _neighbours(shapes: NDArray[np.object_]) -> NDArray[np.int64]:
    tree = shapely.STRtree(shapes)
    found = tree.query(shapes, predicate="dwithin", distance=TOUCH).T
    return np.asarray(found[found[:, 0] < found[:, 1]], dtype=np.int64)


def _area(number: int, spots: list[HotSpot]) -> Area:
    drawn = _outline([spot.shape for spot in spots])
    middle = drawn.centroid
    if not drawn.contains(middle):
        middle = drawn.representative_point()
    lead = spots[0]
    ring = np.asarray(drawn.exterior.coords)
    longitude, latitude = to_degrees(ring[:, 0], ring[:, 1])
    there = to_degrees(np.array([middle.x]), np.array([middle.y]))
    return Area(
        number=number,
        name=lead.name or f"Area {number}",
        reason=lead.reason + _beside(spots),
        need=round(sum(spot.need for spot in spots), 4),
        longitude=round(float(there[0][0]), 6),
        latitude=round(float(there[1][0]), 6),
        easting=round(float(middle.x), 1),
        northing=round(float(middle.y), 1),
        outline=tuple(
            (round(float(x), 6), round(float(y), 6))
            for x, y in zip(longitude, latitude, strict=True)
        ),
        hot_spots=tuple(spot.id for spot in spots),
    )


def _beside(spots: list[HotSpot]) -> str:
    others = len(spots) - 1
    if others == 0:
        return ""
    counts = [spot.count for spot in spots if spot.count is not None]
    together = f"; {sum(counts):,.0f} in all" if len(counts) == len(spots) else ""
    return f" Drawn with {others} neighbouring hot spot{'s' if others > 1 else ''}{together}."


def _outline(shapes: list[BaseGeometry]) -> shapely.Polygon:
    """One polygon around the shapes, with small gaps closed and holes filled."""
    whole = shapely.unary_union(shapes)
    if whole.geom_type != "Polygon":
        whole = shapely.unary_union([s.buffer(TOUCH, join_style="mitre") for s in shapes])
        whole = whole.buffer(-TOUCH / 2, join_style="mitre")  # keeps a neck where corners meet
    if whole.geom_type != "Polygon":
        whole = whole.convex_hull
    return shapely.Polygon(whole.simplify(FINE).exterior)
