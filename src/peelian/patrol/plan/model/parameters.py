"""What a planner may ask for, with its limits."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from peelian.ground.errors import InputError
from peelian.ground.geography import GREAT_BRITAIN
from peelian.ground.parameters import Governance, Kind, check, param
from peelian.patrol.plan.model.clock import read_start

MODES: Final = {"foot": 4.5, "cycle": 13.0, "car": 25.0}  # km/h, door to door in a town


@dataclass(frozen=True, slots=True)
class Parameters:
    """Which hot spots, who is on duty, when, and the rules of a visit."""

    hotspots: Path = param(
        help="Hot spots as GeoJSON: from the hot spots tool, or any polygons or points.",
        label="Hot spots file",
        kind=Kind.FILE,
    )
    units: int = param(
        help="How many callsigns are on duty.", label="Callsigns on duty", minimum=1, maximum=100
    )
    start: str = param(
        help='When the shift starts, London time, written "YYYY-MM-DD HH:MM".',
        label="Shift starts",
    )
    hours: float = param(
        help="How long the shift is.", label="Shift length", unit="hours", minimum=1, maximum=24
    )
    seed: int = param(
        1,
        help="A whole number; the same inputs and seed always give the same plan.",
        minimum=0,
        maximum=2**63 - 1,
    )
    areas: int | None = param(
        None,
        help="At most this many patrol areas; as many as the callsigns can serve when left out.",
        label="Most patrol areas",
        minimum=1,
        maximum=500,
    )
    minutes_min: int = param(
        10,
        help="Shortest visit (Koper 1995: 10 to 15 minutes).",
        label="Shortest visit",
        unit="minutes",
        minimum=1,
        maximum=120,
    )
    minutes_max: int = param(
        15, help="Longest visit.", label="Longest visit", unit="minutes", minimum=1, maximum=120
    )
    apart_minutes: int = param(
        120,
        help="No callsign returns to an area sooner than this after the last visit ended.",
        label="Time between visits to an area",
        unit="minutes",
        minimum=0,
        maximum=720,
    )
    visits_min: int = param(
        1, help="Fewest visits each chosen area must get.", minimum=1, maximum=12
    )
    share: float = param(
        0.75,
        help="Share of the shift for planned visits and travel; the rest stays free for calls.",
        label="Share of the shift to plan",
        minimum=0.1,
        maximum=1,
    )
    break_minutes: int = param(
        30,
        help="One break for each callsign, in shifts of at least four hours; 0 for none.",
        label="Break",
        unit="minutes",
        minimum=0,
        maximum=120,
    )
    station: str = param(
        "",
        help='Where callsigns start and end, written "longitude,latitude"; '
        "each one's first area when left out.",
    )
    callsigns: str = param(
        "",
        help="Their names, separated by commas; made up when left out.",
        label="Names of the callsigns",
    )
    mode: str = param("car", help="How callsigns travel between areas.", choices=tuple(MODES))
    speed_kmh: float | None = param(
        None,
        help="Speed between areas; by mode when left out (foot 4.5, cycle 13, car 25).",
        label="Speed",
        unit="km/h",
        minimum=1,
        maximum=130,
    )
    max_distance_km: float | None = param(
        None,
        help="Leave out areas farther than this from the station (or from the neediest area).",
        label="Farthest area",
        unit="km",
        minimum=0.1,
        maximum=500,
    )
    detour: float = param(
        1.3,
        help="Travel is the straight line times this.",
        minimum=1,
        maximum=3,
        governance=Governance.GOVERNED,
    )
    across_metres: float = param(
        500.0,
        help="Neighbouring hot spots are joined while the area stays within this distance across.",
        label="Widest joined area",
        unit="metres",
        minimum=0,
        maximum=5000,
        governance=Governance.GOVERNED,
    )
    radius_metres: float = param(
        100.0,
        help="A hot spot given as a point or line becomes an area with this radius.",
        label="Radius around a point",
        unit="metres",
        minimum=10,
        maximum=1000,
        governance=Governance.GOVERNED,
    )

    def __post_init__(self) -> None:
        object.__setattr__(self, "hotspots", Path(self.hotspots))  # notebooks give text
        check(self)
        if self.minutes_min > self.minutes_max:
            raise InputError(
                "The limits on the length of a visit contradict each other.",
                f"The shortest is {self.minutes_min} minutes, the longest {self.minutes_max}.",
                "Make the shortest no longer than the longest.",
            )
        _ = self.starts, self.station_at, self.callsign_names

    @property
    def starts(self) -> datetime:
        """The start as an aware London time."""
        return read_start(self.start)

    @property
    def minutes(self) -> int:
        """Length of the shift in minutes."""
        return round(self.hours * 60)

    @property
    def speed(self) -> float:
        """Speed in km/h."""
        return self.speed_kmh if self.speed_kmh is not None else MODES[self.mode]

    @property
    def station_at(self) -> tuple[float, float] | None:
        """Longitude and latitude of the station, if one was given."""
        if not self.station.strip():
            return None
        try:
            longitude, latitude = (float(part) for part in self.station.split(","))
        except ValueError:
            longitude = latitude = float("nan")
        west, south, east, north = GREAT_BRITAIN
        if not (west <= longitude <= east and south <= latitude <= north):
            raise InputError(
                "The station's place could not be used.",
                "It has to be two numbers in Great Britain: longitude, a comma, latitude.",
                'Write it like "-0.0922,51.5155" (degrees, WGS 84).',
            )
        return longitude, latitude

    @property
    def callsign_names(self) -> tuple[str, ...]:
        """One name for each unit."""
        if not self.callsigns.strip():
            return tuple(f"P{number}" for number in range(1, self.units + 1))
        names = tuple(name.strip() for name in self.callsigns.split(",") if name.strip())
        if len(names) != self.units or len(set(names)) != len(names):
            raise InputError(
                "The callsigns do not match the units.",
                f"There are {self.units} units and {len(set(names))} different callsigns.",
                "Give one callsign for each unit, separated by commas.",
            )
        return names
