"""Outlines of police force areas and of small areas (LSOA 2021), as they ship with Peelian.

Longitude and latitude on WGS 84, generalised by the publisher: good for a map and for naming an
area, not for deciding on which side of a boundary a house stands.
"""

import gzip
import json
from functools import cache
from importlib.resources import files
from typing import Any, Final

OUTLINE_CREDITS: Final = (
    "Source: Office for National Statistics licensed under the OGL v3.0",
    "Contains OS data © Crown copyright and database right",
)
OUTLINE_TOLERANCE: Final = 500  # metres; the publisher calls them ultra generalised (500 m)
_HOME: Final = files("peelian.ground") / "geography_data"
_AREAS: Final = "force_areas_2016.geojson.gz"


def force_areas_packed() -> bytes:
    """The force areas as gzipped GeoJSON; properties ``code, name, slug``."""
    return (_HOME / _AREAS).read_bytes()


def lsoas_packed(force: str) -> bytes | None:
    """The LSOA outlines of a force as gzipped GeoJSON, or ``None`` when none ship for it.

    Properties are ``code, name, district``.
    """
    if force not in force_names():
        return None
    packed = _HOME / f"lsoa_2021_{force}.geojson.gz"
    return packed.read_bytes() if packed.is_file() else None


@cache
def force_names() -> dict[str, str]:
    """The name of every territorial force by its slug (``city-of-london``: City of London)."""
    areas = _unpacked(force_areas_packed())
    return {f["properties"]["slug"]: f["properties"]["name"] for f in areas["features"]}


@cache
def force_bounds() -> dict[str, tuple[float, float, float, float]]:
    """The west, south, east and north edge of every force area, in degrees."""
    areas = _unpacked(force_areas_packed())["features"]
    return {f["properties"]["slug"]: _bounds(f["geometry"]["coordinates"]) for f in areas}


@cache
def force_outline(force: str) -> dict[str, Any] | None:
    """The GeoJSON geometry of a force's area; ``None`` for a force without a territory.

    It is generalised: its border may lie up to ``OUTLINE_TOLERANCE`` metres from the true one.
    """
    areas = _unpacked(force_areas_packed())["features"]
    return next((f["geometry"] for f in areas if f["properties"]["slug"] == force), None)


@cache
def lsoas(force: str) -> dict[str, Any]:
    """The GeoJSON geometry of each LSOA of a force by its code; empty when none ship for it."""
    packed = lsoas_packed(force)
    features = _unpacked(packed)["features"] if packed else []
    return {f["properties"]["code"]: f["geometry"] for f in features}


def _unpacked(packed: bytes) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(gzip.decompress(packed))
    return read


def _bounds(nested: list[Any]) -> tuple[float, float, float, float]:
    if isinstance(nested[0], int | float):
        return (nested[0], nested[1], nested[0], nested[1])
    parts = [_bounds(part) for part in nested]
    wests, souths, easts, norths = zip(*parts, strict=True)
    return (min(wests), min(souths), max(easts), max(norths))
