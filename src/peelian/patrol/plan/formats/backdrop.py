"""What lies under the areas on the map: the small-area boundaries that ship for some forces."""

from typing import Any, Final

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry import shape

from peelian.ground.geography import to_degrees, to_grid
from peelian.ground.outlines import OUTLINE_CREDITS, lsoas
from peelian.patrol.plan.model import Plan

Floats = NDArray[np.float64]

MOST: Final = 250  # more boundaries than this make a map unreadable


def boundaries(plan: Plan, box: tuple[float, float, float, float]) -> list[Floats]:
    """Rings (metres) of the small areas that touch ``box``; none where none ship or too many.

    Args:
        plan: its force names the boundaries.
        box: west, south, east, north in metres (EPSG:27700).
    """
    corners = to_degrees(np.array(box[::2]), np.array(box[1::2]))
    window = shapely.box(corners[0][0], corners[1][0], corners[0][1], corners[1][1])
    shapes = [shape(geometry) for geometry in lsoas(plan.source.force).values()]
    near = [one for one in shapes if one.intersects(window)]
    if len(near) > MOST:
        return []
    return [_metres(ring) for one in near for part in _parts(one) for ring in _rings(part)]


def credit(plan: Plan) -> str:
    """The attribution the boundaries need, for plans of a force they ship for."""
    return ". ".join(OUTLINE_CREDITS) if lsoas(plan.source.force) else ""


def _parts(one: Any) -> list[Any]:
    return list(getattr(one, "geoms", [one]))


def _rings(part: Any) -> list[Any]:
    return [part.exterior, *part.interiors]


def _metres(ring: Any) -> Floats:
    points = np.asarray(ring.coords)
    return np.column_stack(to_grid(points[:, 0], points[:, 1]))
