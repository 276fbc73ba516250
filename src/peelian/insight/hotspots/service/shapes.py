"""Ids, centres and shapes of places: exact squares on the British National Grid, points, areas."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from peelian.ground.areas import SmallArea
from peelian.ground.geography import to_degrees
from peelian.ground.outlines import lsoas
from peelian.insight.hotspots.model import Unit

_DECIMALS: Final = 7  # about a centimetre


@dataclass(frozen=True, slots=True)
class Where:
    """A place's centre: metres on the National Grid, and degrees."""

    easting: float | None
    northing: float | None
    longitude: float | None
    latitude: float | None


def square(east: float, north: float, size: int) -> dict[str, Any]:
    """Return a cell as a GeoJSON polygon on WGS 84, anticlockwise from its south-west corner."""
    x = np.array([0.0, 1.0, 1.0, 0.0]) * size + east
    y = np.array([0.0, 0.0, 1.0, 1.0]) * size + north
    lon, lat = to_degrees(x, y)
    ring = [
        [round(float(u), _DECIMALS), round(float(v), _DECIMALS)]
        for u, v in zip(lon, lat, strict=True)
    ]
    return {"type": "Polygon", "coordinates": [[*ring, ring[0]]]}


def point(east: float, north: float) -> dict[str, Any]:
    """Return a point in metres as a GeoJSON point on WGS 84; empty when it is not known."""
    here = where(east, north)
    if here.longitude is None:
        return {}
    return {"type": "Point", "coordinates": [here.longitude, here.latitude]}


def where(east: float, north: float) -> Where:
    """Return a point in metres and degrees; all ``None`` when it is not known."""
    if not (math.isfinite(east) and math.isfinite(north)):
        return Where(None, None, None, None)
    lon, lat = to_degrees(np.array([east]), np.array([north]))
    return Where(
        round(east, 1),
        round(north, 1),
        round(float(lon[0]), _DECIMALS),
        round(float(lat[0]), _DECIMALS),
    )


def area(small: SmallArea) -> Mapping[str, Any] | None:
    """Return a small area's shape, or ``None`` when the shape of a member does not ship."""
    shapes = lsoas(small.force_code)
    parts = [shapes.get(code) for code in small.members]
    if not all(parts):
        return None
    polygons = [
        polygon
        for part in parts
        if part is not None
        for polygon in (
            part["coordinates"] if part["type"] == "MultiPolygon" else [part["coordinates"]]
        )
    ]
    return {"type": "MultiPolygon", "coordinates": polygons}


def centre(unit: Unit, a: int, b: int, mean: tuple[float, float]) -> tuple[float, float]:
    """Return a place's centre in metres; an area's is the mean of its incidents' points."""
    if unit.size:
        return (a + 0.5) * unit.size, (b + 0.5) * unit.size
    if unit is Unit.SNAP_POINT:
        return float(a), float(b)
    return mean


def identity(unit: Unit, a: int, b: int, small: SmallArea | None) -> str:
    """Return a place's id, the same in every run and every month."""
    if small is not None:
        return f"lsoa:{small.code}"
    if unit.size:
        return f"{unit.value}:{a * unit.size}:{b * unit.size}"
    return f"point:{a}:{b}"
