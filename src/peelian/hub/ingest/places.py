"""What ingest looks up about a published place: grid, force area, and vintage of its small area."""

import json
from collections.abc import Iterable
from functools import cache
from typing import Any

import numpy as np
import pyarrow as pa
import shapely
from numpy.typing import NDArray

from peelian.ground.areas import lsoa_vintages
from peelian.ground.geography import to_grid
from peelian.ground.outlines import OUTLINE_TOLERANCE, force_names, force_outline


def points(
    longitude: NDArray[np.float64], latitude: NDArray[np.float64], forces: Iterable[str]
) -> pa.Table:
    """Tell of each point its grid coordinates and the forces from whose area it is far away.

    Args:
        longitude: degrees, NaN where there is none; shape (points,).
        latitude: degrees, likewise.
        forces: the forces whose rows these points belong to. A force without a territory (such
            as the transport police) has no outside.

    Returns:
        ``longitude, latitude, easting, northing, outside``; ``outside`` is NULL for a point that
        is within the outline's tolerance of every one of these areas.
    """
    east, north = to_grid(longitude, latitude)
    known = np.isfinite(east)
    outside: list[list[str] | None] = [None] * len(east)
    for force in sorted(set(forces)):
        area = _area(force)
        if area is None:
            continue
        far = known & ~shapely.contains_xy(area, east, north)
        for i in np.flatnonzero(far):
            outside[i] = [*(outside[i] or []), force]
    return pa.table(
        {
            "longitude": longitude,
            "latitude": latitude,
            "easting": pa.array(east, mask=~known),
            "northing": pa.array(north, mask=~known),
            "outside": pa.array(outside, pa.list_(pa.string())),
        }
    )


def force_at(longitude: NDArray[np.float64], latitude: NDArray[np.float64]) -> list[str]:
    """Name the force in whose area each point lies; empty for a point in none.

    The outlines are generalised, so a point near a border may be given to the neighbour; one just
    off every outline is given to the nearest within its tolerance.

    Args:
        longitude: degrees, NaN where there is none; shape (points,).
        latitude: degrees, likewise.
    """
    east, north = to_grid(longitude, latitude)
    found = [""] * len(east)
    names = sorted(force_names())
    areas = [_outline(name) for name in names]
    tree = shapely.STRtree(areas)
    known = np.flatnonzero(np.isfinite(east))
    points = shapely.points(east[known], north[known])
    (near, at), _ = tree.query_nearest(
        points, max_distance=OUTLINE_TOLERANCE, return_distance=True, all_matches=False
    )
    for point, area in zip(near, at, strict=True):
        found[known[point]] = names[area]
    return found


def vintages() -> pa.Table:
    """The LSOA codes that exist in one vintage only: ``code, vintage``."""
    known = lsoa_vintages()
    return pa.table({"code": list(known), "vintage": list(known.values())})


@cache
def _area(force: str) -> Any:
    """A force's area in metres, widened by what its outline may be wrong by."""
    outline = _outline(force)
    if outline is None:
        return None
    wide = shapely.buffer(outline, OUTLINE_TOLERANCE)
    shapely.prepare(wide)
    return wide


@cache
def _outline(force: str) -> Any:
    """A force's outline in metres, or ``None``."""
    outline = force_outline(force)
    if outline is None:
        return None
    degrees = shapely.from_geojson(json.dumps(outline))
    return shapely.transform(degrees, lambda xy: np.column_stack(to_grid(xy[:, 0], xy[:, 1])))
