"""What maps stand on: outlines that ship with Peelian and the street names of the police data."""

import gzip
import json
import re
from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path

from peelian.assure.workspace import Workspace
from peelian.ground import outlines
from peelian.ground.areas import place_words
from peelian.web import answers, desk, permissions

_DAY: Final = 86_400  # seconds a browser may keep outlines: they change with Peelian only
_HOUR: Final = 3_600
_NEAR: Final = "On or near "
_POSSESSIVE: Final = re.compile(r"'S\b")
_PLACES: Final = """
    SELECT round(longitude, 5), round(latitude, 5), location_name, count(*)
    FROM incidents
    WHERE force_code = ? AND place_precision = 'snapped' AND longitude IS NOT NULL
      AND classification IN ('open', 'synthetic')
    GROUP BY ALL ORDER BY 4 DESC, 1, 2
"""


def forces(request: HttpRequest) -> HttpResponse:
    """The areas of all police forces."""
    return _geojson(request, outlines.force_areas_packed(), _DAY)


def lsoas(request: HttpRequest, force: str) -> HttpResponse:
    """The small areas of a force, where they ship."""
    packed = outlines.lsoas_packed(force)
    if packed is None:
        raise Http404
    return _geojson(request, packed, _DAY)


def places(request: HttpRequest, force: str) -> HttpResponse:
    """The published map points of a force and the streets they are named after.

    Only points that the publisher has moved to an anonymous place are given: never exact ones.
    """
    permissions.check_may_see_data(request.user)
    return _geojson(request, packed_places(desk.workspace(request), force), _HOUR)


def packed_places(workspace: Workspace, force: str) -> bytes:
    """The map points of a force as gzipped GeoJSON."""
    packed: bytes = answers.keep(workspace, ("places", force), lambda: _places(workspace, force))
    return packed


CREDITS: Final = (*outlines.OUTLINE_CREDITS, "Source: data.police.uk")
"""Who is to be named beside every map."""


def _places(workspace: Workspace, force: str) -> bytes:
    features: list[dict[str, Any]] = []
    if workspace.lake.has("incidents"):
        connection = workspace.lake.connect()
        workspace.lake.attach(connection, "incidents")
        for longitude, latitude, name, count in connection.execute(_PLACES, [force]).fetchall():
            point = {"type": "Point", "coordinates": [longitude, latitude]}
            properties = {"name": street(name or ""), "count": count}
            features.append({"type": "Feature", "properties": properties, "geometry": point})
    body = json.dumps({"type": "FeatureCollection", "features": features}, separators=(",", ":"))
    return gzip.compress(body.encode(), 6, mtime=0)


def street(published: str) -> str:
    """Return the street's name for a map; empty where only a kind of place was published.

    >>> street("On or near St Swithin'S Lane"), street("On or near Parking Area")
    ("St Swithin's Lane", '')
    """
    name = published.removeprefix(_NEAR).strip()
    if name.casefold() in place_words() or name.casefold() == "no location":
        return ""
    return _POSSESSIVE.sub("'s", name)


def _geojson(request: HttpRequest, packed: bytes, seconds: int) -> HttpResponse:
    squeezed = "gzip" in request.headers.get("Accept-Encoding", "")
    body = packed if squeezed else gzip.decompress(packed)
    response = HttpResponse(body, content_type="application/geo+json")
    if squeezed:
        response["Content-Encoding"] = "gzip"
    response["Vary"] = "Accept-Encoding, Cookie"
    response["Cache-Control"] = f"private, max-age={seconds}"
    return response


URLS = [
    path("geography/forces", forces, name="geography.forces"),
    path("geography/<slug:force>/lsoas", lsoas, name="geography.lsoas"),
    path("geography/<slug:force>/places", places, name="geography.places"),
]
