"""Make a patrol plan: from hot spots and who is on duty to visits with reasons."""

import dataclasses
import hashlib
import json
from collections.abc import Mapping
from typing import Any

import narwhals as nw
import numpy as np

from peelian.assure.workspace import Workspace
from peelian.ground.geography import to_grid
from peelian.patrol.plan.card import CARD
from peelian.patrol.plan.kernel.dose import share_out
from peelian.patrol.plan.kernel.schedule import Ints, Problem, Timetable, schedule, travel_minutes
from peelian.patrol.plan.model import Area, Break, Parameters, Plan, Rules, Station, Visit
from peelian.patrol.plan.service import limits, words
from peelian.patrol.plan.service.areas import draw_areas
from peelian.patrol.plan.service.reading import HotSpots, hot_spots, read_file

PRACTICE = "PRACTICE DATA - not for operational use"


def run(workspace: Workspace, parameters: Parameters) -> Plan:
    """Plan one shift from a file of hot spots.

    Raises:
        InputError: when the file or the limits cannot be used; it says which.
        NotAllowedError: when the file says it is operational and the session is practice.
    """
    workspace.progress("Reading hot spots", 0, 3)
    collection = read_file(parameters.hotspots)
    member = collection.get("peelian")
    said = member.get("classification") if isinstance(member, Mapping) else None
    if said:
        workspace.session.check_may_read([str(said)])
    workspace.progress("Planning visits", 1, 3)
    plan = make_plan(collection, parameters, marking=workspace.session.marking)
    workspace.progress("Plan made", 3, 3)
    return plan


def plan_frame(frame: Any, parameters: Parameters) -> Plan:
    """Plan from any data frame with ``longitude`` and ``latitude`` columns, for notebooks.

    Columns ``id``, ``name``, ``count``, ``per_month`` and ``reason`` are used when present.
    """
    rows = nw.from_native(frame, eager_only=True).iter_rows(named=True)
    features = [
        {
            "type": "Feature",
            "properties": row,
            "geometry": {"type": "Point", "coordinates": [row["longitude"], row["latitude"]]},
        }
        for row in rows
    ]
    return make_plan({"type": "FeatureCollection", "features": features}, parameters)


def make_plan(
    collection: Mapping[str, Any], parameters: Parameters, marking: str = PRACTICE
) -> Plan:
    """Plan one shift from a GeoJSON FeatureCollection of hot spots.

    Args:
        collection: hot spots in longitude and latitude.
        parameters: the request; its ``hotspots`` path is not used.
        marking: what the session marks its outputs with; the file's own marking, and practice
            for open, synthetic or unlabelled data, come first.

    Raises:
        InputError: when the hot spots or the limits cannot be used; it says which.
    """
    found = hot_spots(collection, parameters.radius_metres)
    digest = _digest(collection, parameters)
    # Chance depends on the hot spots themselves, not on which batches they were counted from:
    # the same places and seed give the same plan in every data folder.
    drawn = _digest({"features": collection["features"]}, parameters)
    rng = np.random.default_rng(int.from_bytes(drawn, "big"))
    station = _station(parameters)
    areas, timetable, able, fewer = _fit(
        draw_areas(found.spots, parameters.across_metres), parameters, station, rng
    )
    visits, breaks = _visits(parameters, areas, timetable, able.pause)
    left_out = len(found.spots) - sum(len(area.hot_spots) for area in areas)
    start = parameters.starts
    return Plan(
        title=f"Patrol plan, {start:%A} {start.day} {start:%B %Y}",
        start=start.isoformat(),
        minutes=parameters.minutes,
        seed=parameters.seed,
        rules=_rules(parameters, able.pause),
        station=station,
        source=found.source,
        areas=areas,
        callsigns=parameters.callsign_names,
        visits=visits,
        breaks=breaks,
        proposed=visits,
        edits=(),
        assumptions=(*words.assumptions(parameters, able), *found.assumptions),
        limits=words.limits(parameters, left_out, fewer),
        left_out=left_out,
        marking=_marking(found, marking),
        inputs_sha256=digest.hex(),
    )


def _marking(found: HotSpots, session: str) -> str:
    """The file's own marking first; open, synthetic and unlabelled data are for practice."""
    practice = found.source.classification in {"", "open", "synthetic"}
    return found.marking or session or (PRACTICE if practice else "")


def _digest(collection: Mapping[str, Any], parameters: Parameters) -> bytes:
    """SHA-256 of the hot spots, the parameters with the seed, and the tool's version."""
    asked = dataclasses.asdict(parameters)
    del asked["hotspots"]  # what the file holds counts, not where it lies
    whole = {"tool": [CARD.name, CARD.version], "parameters": asked, "hotspots": collection}
    text = json.dumps(whole, sort_keys=True, separators=(",", ":"), ensure_ascii=True, default=str)
    return hashlib.sha256(text.encode("ascii")).digest()


def _station(parameters: Parameters) -> Station | None:
    if parameters.station_at is None:
        return None
    longitude, latitude = parameters.station_at
    east, north = to_grid(np.array([longitude]), np.array([latitude]))
    return Station(longitude, latitude, round(float(east[0]), 1), round(float(north[0]), 1))


def _rules(parameters: Parameters, pause: int) -> Rules:
    return Rules(
        minutes_min=parameters.minutes_min,
        minutes_max=parameters.minutes_max,
        apart_minutes=parameters.apart_minutes,
        visits_min=parameters.visits_min,
        break_minutes=pause,
        share=parameters.share,
        mode=parameters.mode,
        speed_kmh=parameters.speed,
        detour=parameters.detour,
    )


def _travel(areas: tuple[Area, ...], at: tuple[float, float], parameters: Parameters) -> Ints:
    """(n + 1, n + 1) minutes between areas, the station (or the neediest area) last."""
    x = np.array([*(area.easting for area in areas), at[0]])
    y = np.array([*(area.northing for area in areas), at[1]])
    return travel_minutes(x, y, parameters.speed * 1000 / 60, parameters.detour)


def _fit(
    candidates: tuple[Area, ...],
    parameters: Parameters,
    station: Station | None,
    rng: np.random.Generator,
) -> tuple[tuple[Area, ...], Timetable, limits.Capacity, int]:
    """Choose areas and time their visits; areas that cannot be served are dropped or refused."""
    origin = station or candidates[0]
    at = (origin.easting, origin.northing)
    travel = _travel(candidates, at, parameters)
    keep = limits.within_distance(candidates, parameters, at, travel[-1, :-1])
    able = limits.capacity(parameters, travel[np.ix_(keep, keep)])
    keep = keep[: limits.how_many(parameters, len(keep), able)]
    while True:
        index = [*keep, len(candidates)]
        able = limits.capacity(parameters, travel[np.ix_(keep, keep)])
        need = np.array([candidates[i].need for i in keep])
        wanted = share_out(need, able.planned, parameters.visits_min, able.an_area)
        chosen = tuple(candidates[i] for i in keep)
        problem = _problem(parameters, chosen, travel[np.ix_(index, index)], wanted, able)
        table = schedule(problem, rng)
        made = np.bincount(table.area, minlength=len(keep))
        served = [i for i, count in zip(keep, made, strict=True) if count >= parameters.visits_min]
        if len(served) == len(keep):
            break
        if parameters.areas is not None or not served:
            raise limits.too_many(parameters, len(keep), len(served))
        keep = served
    areas = tuple(
        dataclasses.replace(candidates[i], number=number) for number, i in enumerate(keep, 1)
    )
    areas = tuple(_renamed(area) for area in areas)
    return areas, table, able, int(wanted.sum()) - len(table.area)


def _renamed(area: Area) -> Area:
    made_up = area.name.removeprefix("Area ").isdecimal()
    return dataclasses.replace(area, name=f"Area {area.number}") if made_up else area


def _problem(
    parameters: Parameters,
    areas: tuple[Area, ...],
    travel: Ints,
    wanted: Ints,
    able: limits.Capacity,
) -> Problem:
    return Problem(
        x=np.array([area.easting for area in areas]),
        y=np.array([area.northing for area in areas]),
        travel=travel,
        visits=wanted,
        units=parameters.units,
        shift=parameters.minutes,
        shortest=parameters.minutes_min,
        longest=parameters.minutes_max,
        apart=parameters.apart_minutes,
        pause=able.pause,
        station=parameters.station_at is not None,
    )


def _visits(
    parameters: Parameters, areas: tuple[Area, ...], table: Timetable, pause: int
) -> tuple[tuple[Visit, ...], tuple[Break, ...]]:
    """The timetable in words, visits in order of time."""
    names = parameters.callsign_names
    order = np.lexsort((table.unit, table.start))
    visits = tuple(
        Visit(
            id=f"V{number:03d}",
            callsign=names[int(table.unit[row])],
            area=areas[int(table.area[row])].number,
            start=int(table.start[row]),
            minutes=int(table.minutes[row]),
            travel=int(table.travel[row]),
        )
        for number, row in enumerate(order, start=1)
    )
    breaks = tuple(
        Break(name, int(begin), pause)
        for name, begin in zip(names, table.pause, strict=True)
        if begin >= 0
    )
    return visits, breaks
