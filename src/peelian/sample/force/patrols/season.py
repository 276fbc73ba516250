"""Write the season: day by day, so that tens of millions of pings never stand in memory."""

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

import numpy as np
from numpy.random import Generator

from peelian.ground.geography import to_degrees
from peelian.sample.force import calendar
from peelian.sample.force.chance import Ints, choose, stream
from peelian.sample.force.patrols import tracks
from peelian.sample.force.patrols.routes import Ground, survey
from peelian.sample.force.patrols.shifts import (
    ACTIVITIES,
    LATE,
    LENGTH,
    STARTS,
    STATUSES,
    Job,
    Path,
    Shift,
    Visit,
)
from peelian.sample.force.programmes.plan import SEASON, SEASON_DAYS, first_season_day
from peelian.sample.force.store import Store
from peelian.sample.force.tables import Column, Instants, Numbers, Words, table
from peelian.sample.force.world import World

VISITS_A_DAY: Final = 2
MINUTES: Final = 15
_JOBS: Final = 4  # the most incidents one callsign attends in a shift
_FILES: Final = ("plan", "shifts", "pings", "status", "activities", "truth/visits")
Add = dict[str, Callable[[Any], None]]


@dataclass(frozen=True, slots=True)
class Crews:
    """Every callsign: its name, base and how often its device sends."""

    names: list[str]
    base: Ints
    interval: Ints


def write_patrols(store: Store, world: World) -> None:
    """Write the whole season of one force."""
    ground = survey(world.place, world.programmes.zones, world.seed)
    crews = _crews(world, ground)
    with ExitStack() as stack:
        add = {name: stack.enter_context(store.stream(f"{name}.parquet")) for name in _FILES}
        for day in range(SEASON_DAYS):
            _day(world, ground, crews, day, add)


def _crews(world: World, ground: Ground) -> Crews:
    """Spread the callsigns over bases by their zones."""
    rng = stream(world.seed, "crews", world.place.force)
    count = world.size.callsigns
    weight = np.bincount(ground.zone_base, minlength=ground.base_hub.size)
    share = np.floor(weight / weight.sum() * count).astype(np.int64)
    share = np.maximum(share, 1)
    base = np.repeat(np.arange(ground.base_hub.size), share)
    choices = np.array(world.size.ping_seconds)
    interval = choices[choose(rng, np.ones(choices.size), base.size)]
    names = [f"{chr(65 + b % 26)}{b // 26 or ''}{i + 1:02d}" for i, b in enumerate(base.tolist())]
    return Crews(names, base, interval)


def _day(world: World, ground: Ground, crews: Crews, day: int, add: Add) -> None:
    """Make one day's shifts of every callsign and write what they leave behind."""
    rng = stream(world.seed, "patrol day", world.place.force, day)
    midnight = calendar.START + (first_season_day() + day) * calendar.DAY
    planned = _plan(rng, world, ground, crews, day)
    jobs = _jobs(rng, world, ground, crews, midnight)
    paths: list[Path] = []
    callsign, starts = [], []
    for number, base in enumerate(crews.base.tolist()):
        for turn, start in enumerate(STARTS):
            due = [v for c, t, v, done in planned if c == number and t == turn and done]
            paths.append(Shift(rng, ground, base).run(jobs.get((number, turn), []), due))
            callsign.append(number)
            starts.append(midnight + start)
    crew, begin = np.array(callsign), calendar.to_utc(np.array(starts))
    _save_plan(add, crews, planned, day, midnight)
    _save_shifts(add, crews, crew, begin, day)
    _save_statuses(add, world, crews, crew, begin, paths)
    _save_activities(add, rng, crews, crew, begin, paths)
    _save_pings(add, crews, crew, begin, tracks.observe(rng, paths, crews.interval[crew]))
    shift, zone, first, last = tracks.visits(paths, world.programmes.zones)
    add["truth/visits"](
        table(
            {
                "callsign": Words(crew[shift], crews.names),
                "zone": zone,
                "from": Instants(begin[shift] + first),
                "to": Instants(begin[shift] + last),
            }
        )
    )


def _plan(
    rng: Generator, world: World, ground: Ground, crews: Crews, day: int
) -> list[tuple[int, int, Visit, bool]]:
    """Planned visits: callsign, turn, visit, and whether it is truly made."""
    zones = world.programmes.zones
    found = []
    for zone in range(zones.x.size):
        wanted, made = bool(zones.assigned[zone, day]), bool(zones.delivered[zone, day])
        if not (wanted or made):
            continue
        own = np.flatnonzero(crews.base == ground.zone_base[zone])
        crew = int(own[zone % own.size])
        draws = np.sort(rng.random(VISITS_A_DAY))
        for draw in draws.tolist():
            due = int(1800 + draw * (LENGTH - 6600)) // 300 * 300
            visit = Visit(zone, due, MINUTES, float(zones.x[zone]), float(zones.y[zone]))
            found.append((crew, LATE, visit, made))
    found.sort(key=lambda item: (item[0], item[2].due))
    return found


def _jobs(
    rng: Generator, world: World, ground: Ground, crews: Crews, midnight: int
) -> dict[tuple[int, int], list[Job]]:
    """Share the day's incidents among the callsigns of the town they happened in."""
    incidents = world.incidents
    first = np.searchsorted(incidents.reported, midnight + STARTS[0])
    last = np.searchsorted(incidents.reported, midnight + STARTS[0] + calendar.DAY)
    rows = np.arange(first, last)
    spots = incidents.true.spots.take(rows)
    town = world.place.segments.settlement[spots.segment]
    due = incidents.reported[rows] - midnight - STARTS[0]
    draws = rng.random(rows.size)
    found: dict[tuple[int, int], list[Job]] = {}
    for i, row in enumerate(rows.tolist()):
        base = np.flatnonzero(ground.base_town == town[i])
        own = np.flatnonzero(crews.base == base[0]) if base.size else base
        if not own.size:
            continue
        crew, turn = int(own[int(draws[i] * own.size)]), int(due[i] // LENGTH)
        jobs = found.setdefault((crew, turn), [])
        if len(jobs) < _JOBS:
            second = int(due[i] % LENGTH)
            jobs.append(Job(row, second, float(spots.x[i]), float(spots.y[i])))
    return found


def _save_plan(
    add: Add, crews: Crews, planned: list[tuple[int, int, Visit, bool]], day: int, midnight: int
) -> None:
    asked = [(c, t, v) for c, t, v, _ in planned]
    start = np.array([midnight + STARTS[t] + v.due for _, t, v in asked], dtype=np.int64)
    add["plan"](
        table(
            {
                "day": [SEASON[0] + timedelta(days=day)] * len(asked),
                "callsign": Words(np.array([c for c, _, _ in asked]), crews.names),
                "zone": np.array([v.zone for _, _, v in asked], dtype=np.int64),
                "from": Instants(calendar.to_utc(start)),
                "minutes": np.full(len(asked), MINUTES),
            }
        )
    )


def _save_shifts(add: Add, crews: Crews, crew: Ints, begin: Ints, day: int) -> None:
    officer = (crew * 3 + np.arange(crew.size) % 3 + day // 4 * 7) % (crew.size * 2)
    add["shifts"](
        table(
            {
                "day": [SEASON[0] + timedelta(days=day)] * crew.size,
                "callsign": Words(crew, crews.names),
                "officer": [f"PC{n + 1000}" for n in officer.tolist()],
                "from": Instants(begin),
                "to": Instants(begin + LENGTH),
            }
        )
    )


def _save_statuses(
    add: Add, world: World, crews: Crews, crew: Ints, begin: Ints, paths: list[Path]
) -> None:
    rows = [(i, *entry) for i, path in enumerate(paths) for entry in path.statuses]
    shift, at, status, incident = np.array(rows, dtype=np.int64).T
    uid = np.append(world.incidents.uid, 0)
    columns: dict[str, Column] = {
        "callsign": Words(crew[shift], crews.names),
        "status": Words(status, STATUSES),
        "from": Instants(begin[shift] + at),
        "incident": uid[incident],
    }
    add["status"](table(columns))


def _save_activities(
    add: Add, rng: Generator, crews: Crews, crew: Ints, begin: Ints, paths: list[Path]
) -> None:
    """What officers wrote: four visits in five, rounded to five minutes, some too long."""
    rows = [(i, *entry) for i, path in enumerate(paths) for entry in path.visits]
    made = np.array(rows, dtype=np.int64).reshape(-1, 5)
    made = made[rng.random(len(made)) < 0.8]
    shift, zone, first, last, activity = made.T
    longer = np.where(rng.random(len(made)) < 0.1, 300, 0)
    start = (begin[shift] + first) // 300 * 300
    minutes = np.maximum(5, (last - first + longer + 150) // 300 * 5)
    add["activities"](
        table(
            {
                "callsign": Words(crew[shift], crews.names),
                "zone": zone,
                "from": Instants(start),
                "minutes": minutes,
                "activity": Words(activity, ACTIVITIES),
            }
        )
    )


def _save_pings(add: Add, crews: Crews, crew: Ints, begin: Ints, pings: tracks.Pings) -> None:
    order = np.argsort(begin[pings.shift] + pings.received, kind="stable")
    shift = pings.shift[order]
    longitude, latitude = to_degrees(pings.x[order], pings.y[order])
    add["pings"](
        table(
            {
                "callsign": Words(crew[shift], crews.names),
                "at": Instants(begin[shift] + pings.second[order]),
                "longitude": Numbers(longitude, 6),
                "latitude": Numbers(latitude, 6),
                "received": Instants(begin[shift] + pings.received[order]),
            }
        )
    )
