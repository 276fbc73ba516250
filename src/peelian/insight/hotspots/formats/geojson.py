"""Hot spots for a map and for the patrol plan: GeoJSON (RFC 7946) with what it rests on."""

import json
from pathlib import Path
from typing import Any

from peelian.insight.hotspots.model import Result


def to_geojson(result: Result) -> dict[str, Any]:
    """Return a FeatureCollection; the member ``peelian`` says what the places rest on.

    A place whose coordinates are not known has a null geometry.
    """
    return {
        "type": "FeatureCollection",
        "peelian": result.header(),
        "features": [
            {
                "type": "Feature",
                "id": spot.id,
                "geometry": dict(spot.geometry) or None,
                "properties": spot.row(),
            }
            for spot in result.hotspots
        ],
    }


def write_geojson(result: Result, path: Path) -> None:
    """Save as GeoJSON."""
    text = json.dumps(to_geojson(result), ensure_ascii=False, allow_nan=False, indent=1)
    path.write_text(text + "\n", "utf-8")
