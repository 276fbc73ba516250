"""Read hot spots from GeoJSON: whatever is missing gets a default, and the default is said."""

import json
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
import shapely
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from peelian.ground.errors import InputError
from peelian.ground.geography import GREAT_BRITAIN, to_grid
from peelian.patrol.plan.model import Source

MOST_BYTES: Final = 64_000_000
_NEEDS: Final = (("per_month", "the number of crimes a month"), ("count", "the number of crimes"))
_HARM: Final = ("harm", "crime harm")
_SURFACES: Final = {"Polygon", "MultiPolygon"}
_SHAPES: Final = _SURFACES | {"Point", "MultiPoint", "LineString", "MultiLineString"}
_DECLARED: Final = "It has to be a GeoJSON FeatureCollection in longitude and latitude (WGS 84)."
_EXPORT: Final = "Export it again from the hot spots tool or your mapping software."
_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f\u2028\u2029]+")


@dataclass(frozen=True, slots=True)
class HotSpot:
    """One hot spot with its shape in metres (EPSG:27700)."""

    id: str
    name: str
    reason: str
    need: float
    count: float | None
    shape: BaseGeometry


@dataclass(frozen=True, slots=True)
class HotSpots:
    """All usable hot spots of a file, and what had to be assumed."""

    spots: tuple[HotSpot, ...]
    source: Source
    marking: str
    assumptions: tuple[str, ...]


def read_file(path: Path) -> dict[str, Any]:
    """Read the JSON of a file.

    Raises:
        InputError: when there is no such file or it is not one whole JSON document.
    """
    try:
        if path.stat().st_size > MOST_BYTES:
            raise InputError(
                "The hot spots file is too large.",
                f"It is larger than {MOST_BYTES // 1_000_000} MB.",
                "Give only the hot spots you may patrol, for example the first 500.",
            )
        found = json.loads(path.read_text(encoding="utf-8-sig"), parse_constant=_no_constant)
    except (OSError, IsADirectoryError):
        raise InputError(
            "The hot spots file could not be opened.",
            f"There is no readable file at {path.name!r}.",
            "Check the path and try again.",
        ) from None
    except (ValueError, RecursionError):
        raise InputError(
            "The hot spots file could not be read.",
            f"{path.name!r} is not JSON, or it ends too early. {_DECLARED}",
            _EXPORT,
        ) from None
    if not isinstance(found, dict):
        raise _not_a_collection()
    return found


def _no_constant(text: str) -> float:
    raise ValueError(text)


def _not_a_collection() -> InputError:
    return InputError("The hot spots file could not be used.", _DECLARED, _EXPORT)


def hot_spots(collection: Mapping[str, Any], radius: float) -> HotSpots:
    """Turn a GeoJSON FeatureCollection into hot spots.

    Args:
        collection: the parsed GeoJSON.
        radius: metres around a point or line.

    Raises:
        InputError: when it is not one, holds nothing usable, or is not in degrees.
    """
    usable, notes = _usable(collection)
    member = collection.get("peelian")
    member = member if isinstance(member, Mapping) else {}
    properties = [_properties(feature) for _, feature, _ in usable]
    need, how = _need(properties, by_harm=member.get("measure") == "harm")
    rows = zip(usable, properties, need, strict=True)
    spots = tuple(
        HotSpot(
            id=_text(have.get("id")) or _text(feature.get("id")) or str(index),
            name=_name(have),
            reason=_reason(have),
            need=value,
            count=_number(have.get("count")),
            shape=_metres(degrees, radius),
        )
        for (index, feature, degrees), have, value in rows
    )
    flat = sum(1 for _, _, degrees in usable if degrees.geom_type not in _SURFACES)
    if flat:
        notes.append(f"{flat} points or lines became areas with a radius of {radius:g} metres.")
    if any(not _text(have.get("reason")) for have in properties):
        notes.append("Some hot spots give no reason in their file; the plan says so for each.")
    source, more = _source(member)
    return HotSpots(spots, source, _text(member.get("marking")), (*how, *notes, *more))


Usable = tuple[int, Mapping[str, Any], BaseGeometry]  # place in the file, feature, shape in degrees


def _usable(collection: Mapping[str, Any]) -> tuple[list[Usable], list[str]]:
    """The features that have a place, and a note on those that have none."""
    features = collection.get("features")
    if collection.get("type") != "FeatureCollection" or not isinstance(features, list):
        raise _not_a_collection()
    if not features:
        raise InputError(
            "The hot spots file holds no hot spots.",
            "Its list of features is empty.",
            "Choose more months, more crime types or a wider area, and find hot spots again.",
        )
    found = [(index, f, _geometry(f)) for index, f in enumerate(features, start=1)]
    usable = [(index, feature, degrees) for index, feature, degrees in found if degrees is not None]
    if not usable:
        raise InputError(
            "The hot spots file holds no usable place.",
            "None of its features has a valid point, line or polygon.",
            _EXPORT,
        )
    lost = len(found) - len(usable)
    some = (
        "1 feature without a usable place was"
        if lost == 1
        else (f"{lost} features without a usable place were")
    )
    return usable, [f"{some} left out."] if lost else []


def _geometry(feature: Any) -> BaseGeometry | None:
    """The feature's shape in degrees, or nothing when it has none that can be used."""
    geometry = feature.get("geometry") if isinstance(feature, Mapping) else None
    if not isinstance(geometry, Mapping) or geometry.get("type") not in _SHAPES:
        return None
    try:
        built = shapely.force_2d(shape(geometry))
    except (ValueError, TypeError, IndexError, KeyError, AttributeError, shapely.GEOSException):
        return None
    if built.is_empty or not np.isfinite(shapely.get_coordinates(built)).all():
        return None
    _check_degrees(built)
    if not built.is_valid:
        built = shapely.make_valid(built)
    return built


def _check_degrees(built: BaseGeometry) -> None:
    west, south, east, north = GREAT_BRITAIN
    x0, y0, x1, y1 = built.bounds
    if west <= x0 and south <= y0 and x1 <= east and y1 <= north:
        return
    if south <= x0 and x1 <= north and west <= y0 and y1 <= east:
        why = "Latitude comes before longitude in it."
        step = "Swap the two (GeoJSON puts longitude first) and try again."
    elif max(map(abs, (x0, x1))) > 180 or max(map(abs, (y0, y1))) > 90:  # noqa: PLR2004 - degrees on a globe
        why = "Its coordinates are not degrees; they look like metres on a grid."
        step = "Export it in longitude and latitude (WGS 84, EPSG:4326) and try again."
    else:
        why = "Some of its places are outside Great Britain and Northern Ireland."
        step = "Keep only places within the United Kingdom and try again."
    raise InputError("The hot spots file's places could not be used.", why, step)


def _metres(degrees: BaseGeometry, radius: float) -> BaseGeometry:
    def project(points: Any) -> Any:
        east, north = to_grid(points[:, 0], points[:, 1])
        return np.round(np.column_stack([east, north]), 1)

    metres = shapely.transform(degrees, project)
    if degrees.geom_type in _SURFACES:
        metres = shapely.make_valid(metres)
    return metres if metres.area > 0 else metres.buffer(radius, quad_segs=6)


def _properties(feature: Any) -> Mapping[str, Any]:
    have = feature.get("properties")
    return have if isinstance(have, Mapping) else {}


def _need(properties: list[Mapping[str, Any]], *, by_harm: bool) -> tuple[list[float], list[str]]:
    """The need of each, from the first property that any has; the least where one lacks it."""
    for key, words in (_HARM, *_NEEDS) if by_harm else _NEEDS:
        values = [_number(have.get(key)) for have in properties]
        known = [value for value in values if value is not None]
        if not known:
            continue
        least = min(known)
        notes = [f"Need is {words}."]
        if len(known) < len(values):
            notes.append(
                f"{len(values) - len(known)} hot spots give no number and count as the least needy."
            )
        return [least if value is None else value for value in values], notes
    return [1.0] * len(properties), [
        "The file gives no numbers: every hot spot counts the same, in the order of the file."
    ]


def _number(value: Any) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return float(value) if math.isfinite(value) and value >= 0 else None


def _text(value: Any) -> str:
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return _CONTROL.sub(" ", str(value)).strip()[:300]


def _reason(have: Mapping[str, Any]) -> str:
    given = _text(have.get("reason"))
    if not given:
        return "In the hot spots file, which gives no reason."
    return given if given.endswith((".", "!", "?")) else given + "."


def _words(value: Any) -> str:
    return ", ".join(_text(one) for one in value) if isinstance(value, list) else _text(value)


def _name(have: Mapping[str, Any]) -> str:
    return re.sub(r"^on or near\s*", "", _text(have.get("name")), flags=re.IGNORECASE)[:80]


def _source(member: Mapping[str, Any]) -> tuple[Source, list[str]]:
    known = {key: _words(member.get(key)) for key in _SOURCE}
    notes = []
    if not known["time_precision"]:
        notes.append("The file does not say how precise its times are: taken as month.")
    if not known["classification"]:
        notes.append("The file does not say whether it is open: this plan is for practice only.")
    return Source(from_=known.pop("from"), **known), notes


_SOURCE: Final = (
    "force",
    "from",
    "to",
    "crime_type",
    "time_precision",
    "place_precision",
    "classification",
    "attribution",
)
