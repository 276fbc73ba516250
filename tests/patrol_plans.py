"""Hot spots to plan from, and an independent reading of the rules a plan must keep."""

import json
import math
from itertools import pairwise
from pathlib import Path
from typing import Any

from peelian.patrol.plan.model import Parameters, Plan

SHIFT = {"units": 3, "start": "2026-06-30 14:00", "hours": 8.0}
HEADER = {
    "time_precision": "month",
    "place_precision": "snapped",
    "force": "city-of-london",
    "from": "2019-01",
    "to": "2019-12",
    "crime_type": None,
    "classification": "open",
    "marking": "PRACTICE DATA - not for operational use",
    "attribution": ["Contains public sector information licensed under the OGL v3.0."],
}


def point(longitude: float, latitude: float, **properties: Any) -> dict[str, Any]:
    """One hot spot given as a point."""
    geometry = {"type": "Point", "coordinates": [longitude, latitude]}
    return {"type": "Feature", "geometry": geometry, "properties": properties}


def spots(count: int, apart: float = 0.008) -> list[dict[str, Any]]:
    """Hot spots on a rough square in London, ``apart`` degrees from each other."""
    side = math.ceil(math.sqrt(count))
    return [
        point(
            -0.12 + (i % side) * apart,
            51.50 + (i // side) * apart * 0.7,
            id=f"spot-{i}",
            name=f"On or near Street {i}",
            count=12 * (count - i),
            per_month=float(count - i),
            reason=f"{12 * (count - i)} crimes in 12 months, rising",
        )
        for i in range(count)
    ]


def collection(features: list[dict[str, Any]], **header: Any) -> dict[str, Any]:
    """A file as the hot spots tool writes it."""
    return {"type": "FeatureCollection", "peelian": {**HEADER, **header}, "features": features}


def asked(**more: Any) -> Parameters:
    """A usual request; the path is not read."""
    return Parameters(**{"hotspots": Path("hotspots.geojson"), **SHIFT, **more})


def saved(folder: Path, content: Any) -> Path:
    """A file of hot spots."""
    path = folder / "hotspots.geojson"
    text = content if isinstance(content, str) else json.dumps(content)
    path.write_text(text, encoding="utf-8")
    return path


def broken_rules(plan: Plan) -> list[str]:
    """Every rule the plan breaks, worked out without the code under test."""
    rules, areas = plan.rules, {area.number: area for area in plan.areas}
    found = [
        f"{visit.id} lasts {visit.minutes}"
        for visit in plan.visits
        if not rules.minutes_min <= visit.minutes <= rules.minutes_max
    ]
    for number in areas:
        times = sorted((v.start, v.start + v.minutes) for v in plan.visits if v.area == number)
        if len(times) < rules.visits_min:
            found.append(f"area {number} has {len(times)} visits")
        for (_, left), (came, _) in pairwise(times):
            if came - left < rules.apart_minutes:
                found.append(f"area {number} again after {came - left} minutes")
    for callsign in plan.callsigns:
        found += _broken_line(plan, callsign, areas)
    return found


def _broken_line(plan: Plan, callsign: str, areas: dict[int, Any]) -> list[str]:
    mine = sorted((v for v in plan.visits if v.callsign == callsign), key=lambda v: v.start)
    breaks = [b for b in plan.breaks if b.callsign == callsign]
    found = [] if len(breaks) == (plan.rules.break_minutes > 0) else [f"{callsign} breaks"]
    if not mine:
        return found
    base = plan.station or areas[mine[0].area]
    stops = [(v.start, v.start + v.minutes, areas[v.area]) for v in mine]
    stops += [(b.start, b.start + b.minutes, None) for b in breaks]
    stops = [*sorted(stops, key=lambda s: s[:2]), (plan.minutes, plan.minutes, base)]
    free, here = 0, base
    for start, end, place in stops:
        there = place or here
        metres = math.dist((here.easting, here.northing), (there.easting, there.northing))
        way = metres * plan.rules.detour / (plan.rules.speed_kmh * 1000 / 60)
        if start < free + way - 1e-6:
            found.append(f"{callsign} at {start}, free at {free}, way {way:.1f}")
        free, here = end, there
    return found
