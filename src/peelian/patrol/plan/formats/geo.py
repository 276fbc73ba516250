"""The plan as GeoJSON for any map, and as the JSON it is stored as."""

import json
from pathlib import Path
from typing import Any

from peelian.patrol.plan.model import NOT_GROUNDS, Area, Plan


def write_json(plan: Plan, path: Path) -> None:
    """Write the whole plan; :meth:`Plan.from_payload` reads it back."""
    payload = {"status": plan.status, **plan.to_payload()}
    path.write_text(json.dumps(payload, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def write_geojson(plan: Plan, path: Path) -> None:
    """Write the areas as polygons, each with its visits."""
    text = json.dumps(collection(plan), ensure_ascii=False, separators=(",", ":"))
    path.write_text(text + "\n", encoding="utf-8")


def collection(plan: Plan) -> dict[str, Any]:
    """The areas as a GeoJSON FeatureCollection; what the web map draws."""
    station = plan.station
    member = {
        "tool": "patrol.plan",
        **plan.summary(),
        "station": [station.longitude, station.latitude] if station else None,
        "not_grounds": NOT_GROUNDS,
        "classification": plan.source.classification,
        "attribution": plan.source.attribution,
    }
    return {
        "type": "FeatureCollection",
        "peelian": member,
        "features": [_feature(plan, area) for area in plan.areas],
    }


def _feature(plan: Plan, area: Area) -> dict[str, Any]:
    visits = [visit for visit in plan.visits if visit.area == area.number]
    return {
        "type": "Feature",
        "id": area.number,
        "geometry": {"type": "Polygon", "coordinates": [[list(point) for point in area.outline]]},
        "properties": {
            "number": area.number,
            "name": area.name,
            "reason": area.reason,
            "need": area.need,
            "longitude": area.longitude,
            "latitude": area.latitude,
            "hot_spots": list(area.hot_spots),
            "visits": [
                {
                    "id": visit.id,
                    "callsign": visit.callsign,
                    "start": plan.at(visit.start).isoformat(),
                    "end": plan.at(visit.end).isoformat(),
                    "minutes": visit.minutes,
                }
                for visit in visits
            ],
            "visit_minutes": sum(visit.minutes for visit in visits),
            "status": plan.status,
            "marking": plan.marking,
        },
    }
