"""A plan in the rows its page shows."""

from dataclasses import dataclass
from typing import Any

from peelian.patrol.plan.model import Plan
from peelian.web.shades import shades

COLOURS = 8  # callsigns are told apart by this many colours, and always by name


@dataclass(frozen=True, slots=True)
class Stop:
    """A visit or a break in one callsign's shift."""

    time: str
    minutes: int
    travel: int
    area: int
    name: str
    visit: str  # empty for a break
    changed: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One callsign's shift."""

    callsign: str
    colour: int
    stops: tuple[Stop, ...]
    visits: int
    patrol: int  # minutes in areas
    travel: int  # minutes between them


@dataclass(frozen=True, slots=True)
class AreaRow:
    """One patrol area of the list."""

    number: int
    name: str
    reason: str
    level: int
    visits: int
    minutes: int


def lines(plan: Plan) -> tuple[Line, ...]:
    """Every callsign's shift in order of time."""
    proposed = {visit.id: visit for visit in plan.proposed}
    return tuple(_line(plan, name, index, proposed) for index, name in enumerate(plan.callsigns))


def areas(plan: Plan) -> tuple[AreaRow, ...]:
    """The patrol areas, neediest first, with what each gets."""
    levels, _ = shades([area.need for area in plan.areas], 2)
    return tuple(
        AreaRow(
            number=area.number,
            name=area.name,
            reason=area.reason,
            level=level,
            visits=sum(visit.area == area.number for visit in plan.visits),
            minutes=sum(visit.minutes for visit in plan.visits if visit.area == area.number),
        )
        for area, level in zip(plan.areas, levels, strict=True)
    )


def features(plan: Plan) -> dict[str, Any]:
    """Areas and each callsign's way between them, as the map reads them."""
    found = [
        _feature(
            {"type": "Polygon", "coordinates": [[list(point) for point in area.outline]]},
            id=row.number,
            rank=row.number,
            number=row.number,
            level=row.level,
            at=[area.longitude, area.latitude],
            title=f"Area {row.number}. {row.name}",
            text=f"{row.reason} {_visits(row)}",
        )
        for area, row in zip(plan.areas, areas(plan), strict=True)
    ]
    places = {area.number: [area.longitude, area.latitude] for area in plan.areas}
    base = [[plan.station.longitude, plan.station.latitude]] if plan.station else []
    for index, name in enumerate(plan.callsigns):
        way = [*base, *(places[visit.area] for visit in plan.of(name)), *base]
        if len(way) > 1:
            line = {"type": "LineString", "coordinates": way}
            text = "The order of its visits; lines are straight and follow no road."
            found.append(
                _feature(
                    line,
                    id=f"way-{name}",
                    way=name,
                    callsign=index % COLOURS,
                    title=name,
                    text=text,
                )
            )
    return {"type": "FeatureCollection", "features": found}


def _line(plan: Plan, name: str, index: int, proposed: dict[str, Any]) -> Line:
    visits = plan.of(name)
    stops = [
        (
            visit.start,
            Stop(
                time=f"{plan.clock(visit.start)} to {plan.clock(visit.end)}",
                minutes=visit.minutes,
                travel=visit.travel,
                area=visit.area,
                name=plan.area(visit.area).name,
                visit=visit.id,
                changed=_changed(visit, proposed.get(visit.id)),
            ),
        )
        for visit in visits
    ]
    pause = plan.break_of(name)
    if pause is not None:
        time = f"{plan.clock(pause.start)} to {plan.clock(pause.end)}"
        stops.append((pause.start, Stop(time, pause.minutes, 0, 0, "Break", "", changed=False)))
    return Line(
        callsign=name,
        colour=index % COLOURS,
        stops=tuple(stop for _, stop in sorted(stops, key=lambda pair: pair[0])),
        visits=len(visits),
        patrol=sum(visit.minutes for visit in visits),
        travel=sum(visit.travel for visit in visits),
    )


def _changed(visit: Any, before: Any) -> bool:
    if before is None:
        return True
    kept = (visit.callsign, visit.area, visit.start, visit.minutes)
    return kept != (before.callsign, before.area, before.start, before.minutes)


def _visits(row: AreaRow) -> str:
    times = "1 visit" if row.visits == 1 else f"{row.visits} visits"
    return f"{times}, {row.minutes} minutes in all."


def _feature(geometry: dict[str, Any], **properties: Any) -> dict[str, Any]:
    return {"type": "Feature", "properties": properties, "geometry": geometry}
