"""A force's area in pieces that the API answers for: no holes, and small enough."""

import json
from collections.abc import Iterator
from typing import Any, Final

import shapely

from peelian.ground.errors import InputError
from peelian.ground.outlines import force_names, force_outline

DEEPEST: Final = 16  # halvings; after them a piece of the largest force is under 200 metres wide


def of_force(force: str) -> list[Any]:
    """Return the pieces of a force's outline, largest first, in degrees.

    Raises:
        InputError: for a force that is not known or has no territory.
    """
    outline = force_outline(force)
    if outline is None:
        raise InputError(
            "The force has no area to ask for.",
            "It is not known, or it has no territory.",
            f"Choose one of: {', '.join(sorted(force_names()))}.",
        )
    shape = shapely.from_geojson(json.dumps(outline))
    return sorted(_polygons(shape), key=lambda p: -p.area)


def halves(piece: Any) -> list[Any]:
    """Cut a piece in two across its longer side; what falls apart becomes several pieces."""
    west, south, east, north = piece.bounds
    across = (east - west) > (north - south) * 1.6  # a degree of longitude is shorter here
    middle = (west + east) / 2 if across else (south + north) / 2
    return _cut(piece, middle, across=across)


def written(piece: Any) -> str:
    """Write a piece as the API wants it: ``latitude,longitude`` pairs joined by colons."""
    corners = list(piece.exterior.coords)[:-1]
    return ":".join(f"{lat:.6f},{lon:.6f}" for lon, lat in corners)


def _polygons(shape: Any) -> Iterator[Any]:
    """Take a shape apart into polygons without holes: the API knows none."""
    for piece in getattr(shape, "geoms", [shape]):
        if piece.geom_type != "Polygon" or piece.is_empty:
            continue
        if piece.interiors:
            yield from _cut(piece, piece.interiors[0].centroid.x, across=True)
        else:
            yield piece


def _cut(piece: Any, middle: float, *, across: bool) -> list[Any]:
    west, south, east, north = piece.bounds
    if across:
        boxes = (west, south, middle, north), (middle, south, east, north)
    else:
        boxes = (west, south, east, middle), (west, middle, east, north)
    parts = [shapely.intersection(piece, shapely.box(*box)) for box in boxes]
    return [polygon for part in parts for polygon in _polygons(part)]
