"""What hot spots answers."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, Final


@dataclass(frozen=True, slots=True)
class Hotspot:
    """One place, with everything a reader needs to judge it.

    ``ratio_to_average`` compares the ranked measure with its mean over all places of the force
    that have such crime (for rates: with the rate of the whole force). ``stability`` is the share
    of complete periods in which the place was in the top set. ``last_year_count`` is the same
    months a year before; ``None`` when the lake does not hold them all. ``rate`` is incidents per
    1,000 residents over the whole period.
    """

    id: str
    rank: int
    name: str
    count: int
    per_month: float
    ratio_to_average: float
    last_year_count: int | None
    trend: str
    stability: float | None
    top_periods: int
    share_of_total: float
    harm: float | None
    rate: float | None
    residents: int | None
    reason: str
    easting: float | None
    northing: float | None
    longitude: float | None
    latitude: float | None
    lsoa_code: str
    top_crime_types: tuple[tuple[str, int], ...]
    busiest: tuple[tuple[str, int], ...]
    geometry: Mapping[str, Any]

    def row(self) -> dict[str, Any]:
        """The place in plain JSON types, without its shape."""
        plain = {f.name: getattr(self, f.name) for f in fields(self) if f.name != "geometry"}
        for name in ("top_crime_types", "busiest"):
            plain[name] = [{"name": n, "count": c} for n, c in plain[name]]
        return plain


@dataclass(frozen=True, slots=True)
class Concentration:
    """How few places hold how much of the crime.

    ``places`` are all places with any incident of any type in these months; ``gini`` is the
    generalised coefficient, which allows for fewer crimes than places. ``curve`` pairs shares of
    places with shares of incidents, from the hottest place down.
    """

    places: int
    places_with_crime: int
    gini: float
    places_for_25: int
    places_for_50: int
    share_of_places_for_25: float
    share_of_places_for_50: float
    curve: tuple[tuple[float, float], ...]

    def plain(self) -> dict[str, Any]:
        """The figures in plain JSON types."""
        figures = {f.name: getattr(self, f.name) for f in fields(self)}
        return {**figures, "curve": [list(point) for point in self.curve]}


_HEADER_ONLY: Final = ("hotspots", "concentration")


@dataclass(frozen=True, slots=True)
class Result:
    """The hot spots and what they rest on.

    ``months`` were analysed; ``missing_months`` are not in the lake; ``incomplete_months`` are
    flagged as gaps and are left out of trend and stability. ``incidents`` fit the question;
    of these ``without_place`` have no place and ``outside_force`` lie outside the force's area:
    neither is on the map.
    """

    tool: str
    version: str
    force: str
    from_: str
    to: str
    crime_type: str | None
    unit: str
    measure: str
    period: str
    incidents: int
    without_place: int
    outside_force: int
    months: tuple[str, ...]
    missing_months: tuple[str, ...]
    incomplete_months: tuple[str, ...]
    periods: int
    average: float
    force_trend: str
    last_year_incidents: int | None
    time_precision: str
    place_precision: str
    classification: str
    marking: str
    harm_source: str
    attribution: tuple[str, ...]
    generated_from_batches: tuple[str, ...]
    notes: tuple[str, ...]
    concentration: Concentration
    hotspots: tuple[Hotspot, ...]

    def header(self) -> dict[str, Any]:
        """Everything but the places, in plain JSON types."""
        plain: dict[str, Any] = {}
        for item in fields(self):
            if item.name not in _HEADER_ONLY:
                value = getattr(self, item.name)
                plain[item.name.rstrip("_")] = list(value) if isinstance(value, tuple) else value
        return {**plain, "concentration": self.concentration.plain()}

    def summary(self) -> dict[str, Any]:
        """The result in plain JSON types."""
        return {**self.header(), "hotspots": [spot.row() for spot in self.hotspots]}
