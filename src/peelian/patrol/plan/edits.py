"""Change a plan by hand, within the same rules, and keep the change apart from the proposal."""

import math
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from peelian.ground.errors import InputError
from peelian.patrol.plan.model import Area, Decision, Edit, Plan, Station, Visit

KINDS: Final = ("move", "add", "remove")


@dataclass(frozen=True, slots=True)
class Change:
    """One change to one visit.

    ``move`` changes any of callsign, area, start and minutes of ``visit`` (``None`` keeps what it
    was); ``add`` needs all four and no ``visit``; ``remove`` needs only ``visit``. ``start`` is
    minutes into the shift (see :meth:`Plan.minute_of` for a clock time).
    """

    kind: str
    visit: str = ""
    callsign: str | None = None
    area: int | None = None
    start: int | None = None
    minutes: int | None = None
    by: str = ""
    reason: str = ""


def edit(plan: Plan, change: Change) -> Plan:
    """Return the plan with the change made and listed.

    Raises:
        InputError: when a rule would be broken; it says which, in plain English.
    """
    found = problems(plan, change)
    if found:
        raise InputError(
            "The visit was not changed.", " ".join(found), "Choose another time, area or callsign."
        )
    visits, before, after = _changed(plan, change)
    number = before.id if before else after.id if after else ""
    entry = Edit(
        kind=change.kind,
        visit=number,
        before=describe(plan, before) if before else "",
        after=describe(plan, after) if after else "",
        by=change.by,
        reason=change.reason,
    )
    return replace(plan, visits=_with_travel(plan, visits), edits=(*plan.edits, entry))


def problems(plan: Plan, change: Change) -> tuple[str, ...]:
    """Say in plain English everything that stands against a change; nothing when it is fine."""
    unknown = _unknown(plan, change)
    if unknown:
        return unknown
    visits, _, after = _changed(plan, change)
    found = []
    if after is not None:
        found += _length(plan, after) + _apart(plan, visits, after)
    for callsign in plan.callsigns:
        found += _line(plan, callsign, visits)
    return tuple(dict.fromkeys(found))


def decide(plan: Plan, outcome: str, by: str, on: str, reason: str = "") -> Plan:
    """Return the plan with a named person's decision printed on it.

    Args:
        plan: the plan decided on.
        outcome: "accepted", "accepted with changes" or "rejected".
        by: the name as it is to be printed.
        on: the date as it is to be printed.
        reason: their reason in their words.
    """
    if not by.strip():
        raise InputError(
            "The decision was not recorded.",
            "A plan is decided by a named person, and no name was given.",
            "Give the name and try again.",
        )
    return replace(plan, decision=Decision(outcome, by.strip(), on, reason.strip()))


def describe(plan: Plan, visit: Visit) -> str:
    """A visit in one line."""
    name = plan.area(visit.area).name
    return f"{visit.callsign} {plan.clock(visit.start)} {visit.area} {name}, {visit.minutes} min"


def travel_minutes(plan: Plan, here: Area | Station, there: Area | Station) -> int:
    """Whole minutes between two places by the plan's own rule."""
    metres = math.hypot(here.easting - there.easting, here.northing - there.northing)
    speed = plan.rules.speed_kmh * 1000 / 60
    return math.ceil(round(metres * plan.rules.detour / speed, 6))


def _unknown(plan: Plan, change: Change) -> tuple[str, ...]:
    found = []
    if change.kind not in KINDS:
        found.append(f"A visit can be changed by: {', '.join(KINDS)}.")
    if change.kind != "add" and all(visit.id != change.visit for visit in plan.visits):
        found.append("There is no such visit in this plan.")
    if change.callsign is not None and change.callsign not in plan.callsigns:
        found.append("There is no such callsign in this plan.")
    if change.area is not None and all(area.number != change.area for area in plan.areas):
        found.append("There is no such area in this plan.")
    given = (change.callsign, change.area, change.start, change.minutes)
    if change.kind == "add" and None in given:
        found.append("A new visit needs a callsign, an area, a time and a length.")
    return tuple(found)


def _changed(plan: Plan, change: Change) -> tuple[tuple[Visit, ...], Visit | None, Visit | None]:
    """The visits after the change, and the visit before and after."""
    before = next((visit for visit in plan.visits if visit.id == change.visit), None)
    rest = tuple(visit for visit in plan.visits if visit is not before)
    if change.kind == "remove":
        return rest, before, None
    given = {
        name: value
        for name in ("callsign", "area", "start", "minutes")
        if (value := getattr(change, name)) is not None
    }
    if change.kind == "add":
        before, rest = None, plan.visits
        after = Visit(id=_next_id(plan), travel=0, **given)
    else:
        assert before is not None
        after = replace(before, **given)
    ordered = sorted((*rest, after), key=lambda visit: (visit.start, visit.id))
    return tuple(ordered), before, after


def _next_id(plan: Plan) -> str:
    used = [*(v.id for v in plan.visits), *(v.id for v in plan.proposed)]
    used += [entry.visit for entry in plan.edits]
    return f"V{max((int(one[1:]) for one in used), default=0) + 1:03d}"


def _length(plan: Plan, visit: Visit) -> list[str]:
    low, high = plan.rules.minutes_min, plan.rules.minutes_max
    if low <= visit.minutes <= high:
        return []
    return [f"A visit lasts {low} to {high} minutes in this plan, not {visit.minutes}."]


def _apart(plan: Plan, visits: tuple[Visit, ...], one: Visit) -> list[str]:
    found = []
    for other in visits:
        near = max(one.start - other.end, other.start - one.end) < plan.rules.apart_minutes
        if other.id != one.id and other.area == one.area and near:
            found.append(
                f"{other.callsign} is in area {other.area} from {plan.clock(other.start)} to "
                f"{plan.clock(other.end)}; visits to an area are at least "
                f"{plan.rules.apart_minutes} minutes apart."
            )
    return found


Stop = tuple[int, int, Area | Station | None, str]  # start, end, where (None: where it is), words


def _line(plan: Plan, callsign: str, visits: tuple[Visit, ...]) -> list[str]:
    """What is wrong in one callsign's shift: overlaps, travel, and the ends of the shift."""
    mine = sorted((v for v in visits if v.callsign == callsign), key=lambda v: v.start)
    if not mine:
        return []
    base = plan.station or plan.area(mine[0].area)
    stops: list[Stop] = [
        (v.start, v.end, plan.area(v.area), f"area {v.area} ({plan.area(v.area).name})")
        for v in mine
    ]
    pause = plan.break_of(callsign)
    if pause is not None:
        stops.append((pause.start, pause.end, None, "the break"))
    ends = "the station" if plan.station else "its first area"
    stops = [
        (0, 0, base, "the start of the shift"),
        *sorted(stops, key=lambda stop: stop[:2]),
        (plan.minutes, plan.minutes, base, f"{ends} at the end of the shift"),
    ]
    return _clashes(plan, callsign, stops)


def _clashes(plan: Plan, callsign: str, stops: list[Stop]) -> list[str]:
    found = []
    where = stops[0][2]
    for (_, left, _, leaving), (begin, _, there, going) in pairwise(stops):
        go = 0
        if there is not None and where is not None:
            go = travel_minutes(plan, where, there)
        if begin < left + go:
            many = "minute" if go == 1 else "minutes"
            travel = f", and the way takes {go} {many}" if go else ""
            found.append(
                f"{callsign} cannot be at {going} at {plan.clock(begin)}: "
                f"it is busy with {leaving} until {plan.clock(left)}{travel}."
            )
        where = there or where
    return found


def _with_travel(plan: Plan, visits: tuple[Visit, ...]) -> tuple[Visit, ...]:
    """The same visits with the travel to each worked out again."""
    last: dict[str, Area | Station | None] = dict.fromkeys(plan.callsigns, plan.station)
    out = []
    for visit in sorted(visits, key=lambda v: (v.start, v.id)):
        there, before = plan.area(visit.area), last[visit.callsign]
        go = 0 if before is None else travel_minutes(plan, before, there)
        out.append(replace(visit, travel=go))
        last[visit.callsign] = there
    return tuple(out)
