"""The plan itself: areas, callsigns, visits, and what a reader must know about them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, Self

from peelian.ground.time import LONDON
from peelian.patrol.plan.model.clock import after, minute_of
from peelian.patrol.plan.model.plain import from_plain, to_plain

WAITING: Final = "waiting for a named decision"
NO_HOURS: Final = "Times are spread evenly: this data does not show what hour crime happens."
EVEN: Final = "Times are spread evenly over the shift."
NOT_GROUNDS: Final = "Being in this area is not grounds to stop or search anyone."

Ring = tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Source:
    """What the hot spots were made from, as their file says; empty where it says nothing."""

    force: str
    from_: str
    to: str
    crime_type: str
    time_precision: str
    place_precision: str
    classification: str
    attribution: str


@dataclass(frozen=True, slots=True)
class Rules:
    """The limits the plan was made within; hand edits are held to the same."""

    minutes_min: int
    minutes_max: int
    apart_minutes: int
    visits_min: int
    break_minutes: int
    share: float
    mode: str
    speed_kmh: float
    detour: float


@dataclass(frozen=True, slots=True)
class Station:
    """Where callsigns start and end: degrees (WGS 84) and metres (EPSG:27700)."""

    longitude: float
    latitude: float
    easting: float
    northing: float


@dataclass(frozen=True, slots=True)
class Area:
    """One patrol area.

    ``outline`` holds the outer ring in degrees, first point repeated at the end; ``need`` is in
    the unit of the hot spots (usually crimes a month).
    """

    number: int
    name: str
    reason: str
    need: float
    longitude: float
    latitude: float
    easting: float
    northing: float
    outline: Ring
    hot_spots: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Visit:
    """One callsign in one area, from ``start`` (minutes into the shift) for ``minutes``.

    ``travel`` is the minutes needed to get there from where the callsign was before.
    """

    id: str
    callsign: str
    area: int
    start: int
    minutes: int
    travel: int

    @property
    def end(self) -> int:
        """Minutes into the shift at which it ends."""
        return self.start + self.minutes


@dataclass(frozen=True, slots=True)
class Break:
    """A callsign's break, taken where the callsign is."""

    callsign: str
    start: int
    minutes: int

    @property
    def end(self) -> int:
        """Minutes into the shift at which it ends."""
        return self.start + self.minutes


@dataclass(frozen=True, slots=True)
class Edit:
    """A change made by hand, apart from what the tool proposed."""

    kind: str
    visit: str
    before: str
    after: str
    by: str
    reason: str


@dataclass(frozen=True, slots=True)
class Decision:
    """What a named person decided about the plan."""

    outcome: str
    by: str
    on: str
    reason: str


@dataclass(frozen=True, slots=True)
class Plan:
    """A recommendation for one shift. Nothing acts on it before a named person decides."""

    title: str
    start: str  # London time with its offset, ISO 8601
    minutes: int
    seed: int
    rules: Rules
    station: Station | None
    source: Source
    areas: tuple[Area, ...]
    callsigns: tuple[str, ...]
    visits: tuple[Visit, ...]  # as they stand, edits included
    breaks: tuple[Break, ...]
    proposed: tuple[Visit, ...]  # as the tool made them
    edits: tuple[Edit, ...]
    assumptions: tuple[str, ...]
    limits: tuple[str, ...]
    left_out: int  # hot spots in the file that are in no area of this plan
    marking: str
    inputs_sha256: str
    decision: Decision | None = None

    @property
    def status(self) -> str:
        """Where the plan stands, as printed on every export."""
        if self.decision is None:
            return WAITING
        return f"{self.decision.outcome} by {self.decision.by} on {self.decision.on}"

    @property
    def starts(self) -> datetime:
        """The start as an aware London time."""
        return datetime.fromisoformat(self.start).astimezone(LONDON)

    @property
    def hours_sentence(self) -> str:
        """What the plan may say about the hours crime happens at."""
        return EVEN if self.source.time_precision in {"minute", "interval"} else NO_HOURS

    def at(self, minute: int) -> datetime:
        """London time ``minutes`` into the shift."""
        return after(self.starts, minute)

    def clock(self, minute: int) -> str:
        """The clock time, with BST or GMT when the clocks change during the shift."""
        when = self.at(minute)
        changes = self.at(0).utcoffset() != self.at(self.minutes).utcoffset()
        return f"{when:%H:%M} {when.tzname()}" if changes else f"{when:%H:%M}"

    def minute_of(self, text: str) -> int:
        """Minutes into the shift of a clock time ``HH:MM``; of a repeated hour, the first."""
        return minute_of(self.starts, self.minutes, text)

    def area(self, number: int) -> Area:
        """The area with this number."""
        return next(area for area in self.areas if area.number == number)

    def of(self, callsign: str) -> tuple[Visit, ...]:
        """A callsign's visits in order of time."""
        mine = (visit for visit in self.visits if visit.callsign == callsign)
        return tuple(sorted(mine, key=lambda visit: visit.start))

    def break_of(self, callsign: str) -> Break | None:
        """A callsign's break, if the shift has one."""
        return next((one for one in self.breaks if one.callsign == callsign), None)

    def to_payload(self) -> dict[str, Any]:
        """The whole plan in plain JSON types."""
        plain: dict[str, Any] = to_plain(self)
        return plain

    @classmethod
    def from_payload(cls, payload: Mapping[str, Any]) -> Self:
        """Read what :meth:`to_payload` wrote.

        Raises:
            InputError: when it is not such a plan.
        """
        return from_plain(cls, payload)

    def summary(self) -> dict[str, Any]:
        """The plan in brief: what ``--json`` prints."""
        return {
            "title": self.title,
            "start": self.start,
            "end": self.at(self.minutes).isoformat(),
            "status": self.status,
            "marking": self.marking,
            "areas": len(self.areas),
            "callsigns": list(self.callsigns),
            "visits": len(self.visits),
            "visit_minutes": sum(visit.minutes for visit in self.visits),
            "travel_minutes": sum(visit.travel for visit in self.visits),
            "hot_spots_left_out": self.left_out,
            "edits": len(self.edits),
            "hours": self.hours_sentence,
            "assumptions": list(self.assumptions),
            "limits": list(self.limits),
            "seed": self.seed,
            "inputs_sha256": self.inputs_sha256,
        }
