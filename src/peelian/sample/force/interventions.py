"""Write the programmes: what an analyst would be handed, and the truth about their effect."""

import json
from datetime import timedelta

import numpy as np

from peelian.ground.geography import to_degrees
from peelian.sample.force import calendar
from peelian.sample.force.chance import Ints
from peelian.sample.force.crime.types import (
    REPEAT_DAYS,
    REPEAT_METRES,
    REPEAT_SAME,
    SLUGS,
    TYPES,
)
from peelian.sample.force.incidents.assemble import PRACTICE_CHANGE, Incidents
from peelian.sample.force.place.model import Place
from peelian.sample.force.programmes import plan
from peelian.sample.force.store import Store
from peelian.sample.force.tables import Numbers, Words


def write_interventions(
    store: Store, place: Place, programmes: plan.Programmes, incidents: Incidents, under: str = ""
) -> None:
    """Write zones, the randomisation, treated areas and the truth."""
    zones = programmes.zones
    longitude, latitude = to_degrees(zones.x, zones.y)
    count, days = zones.assigned.shape
    store.save(
        f"{under}zones.parquet",
        {
            "zone": np.arange(count),
            "easting": Numbers(zones.x),
            "northing": Numbers(zones.y),
            "longitude": Numbers(longitude, 6),
            "latitude": Numbers(latitude, 6),
            "radius": np.full(count, plan.RADIUS),
            "street": Words(place.segments.street[zones.segment], place.streets.names),
        },
    )
    day = [plan.SEASON[0] + timedelta(days=i) for i in range(days)]
    store.save(
        f"{under}zone_days.parquet",
        {
            "zone": np.repeat(np.arange(count), days),
            "day": day * count,
            "assigned": zones.assigned.ravel(),
        },
    )
    store.save(
        f"{under}truth/zone_days.parquet",
        {
            "zone": np.repeat(np.arange(count), days),
            "day": day * count,
            "delivered": zones.delivered.ravel(),
        },
    )
    _areas(store, place, programmes, posters(place, incidents, programmes.gated.size), under)
    path = store.path(f"{under}truth/parameters.json")
    path.write_text(json.dumps(parameters(), indent=1), encoding="utf-8", newline="\n")
    store.count(f"{under}truth/parameters.json", 1)


def posters(place: Place, incidents: Incidents, count: int) -> Ints:
    """The areas whose recorded vehicle crime was highest in the half-year before the posters."""
    start = calendar.START + calendar.day_number(plan.POSTERS_FROM) * calendar.DAY
    recent = (incidents.reported < start) & (incidents.reported >= start - 183 * calendar.DAY)
    mine = recent & (incidents.kind == SLUGS.index("vehicle-crime")) & incidents.located
    area = place.segments.area[incidents.true.spots.segment[mine]]
    total = np.bincount(area, minlength=len(place.areas.codes))
    return np.sort(np.argsort(-total, kind="stable")[:count])


def _areas(
    store: Store, place: Place, programmes: plan.Programmes, posted: Ints, under: str
) -> None:
    area = np.concatenate([programmes.gated, posted])
    which = np.repeat([0, 1], [programmes.gated.size, posted.size])
    since = [plan.GATES_FROM, plan.POSTERS_FROM]
    store.save(
        f"{under}area_programmes.parquet",
        {
            "programme": Words(which, ["alley gates", "posters"]),
            "area_code": Words(area, place.areas.codes),
            "from": [since[w] for w in which.tolist()],
            "aimed_at": Words(which, ["burglary", "vehicle-crime"]),
        },
    )


def parameters() -> dict[str, object]:
    """Every number that governs what the programmes and crimes did."""
    return {
        "patrols": {
            "season": [str(d) for d in plan.SEASON],
            "prevents": plan.PATROL_EFFECT,
            "of": list(plan.PATROL_TYPES),
            "where": "in the zone on days with a delivered patrol",
            "delivered_when_assigned": plan.DELIVERED,
            "delivered_when_not_assigned": plan.CONTAMINATED,
        },
        "alley gates": {
            "from": str(plan.GATES_FROM),
            "prevents": plan.GATES_EFFECT,
            "of": ["burglary"],
            "of_which_moves_to_neighbouring_areas": plan.DISPLACED,
        },
        "posters": {"from": str(plan.POSTERS_FROM), "prevents": 0.0, "of": ["vehicle-crime"]},
        "near_repeats": {
            "branching_ratio": {t.slug: t.repeat for t in TYPES if t.repeat},
            "mean_wait_days": REPEAT_DAYS,
            "mean_distance_metres": REPEAT_METRES,
            "same_place": REPEAT_SAME,
        },
        "recording_practice": {
            "changed": str(PRACTICE_CHANGE),
            "what": "until then 30% of stalking and harassment was recorded as public order or "
            "anti-social behaviour",
        },
    }
