"""Hot spots as rows for people, and as CSV."""

import csv
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from peelian.ground.cells import safe
from peelian.insight.hotspots.model import Hotspot, Result

_COLUMNS: Final[tuple[tuple[str, Callable[[Hotspot], Any]], ...]] = (
    ("Rank", lambda s: s.rank),
    ("Place", lambda s: s.name),
    ("Incidents", lambda s: s.count),
    ("Per month", lambda s: s.per_month),
    ("Times the average", lambda s: s.ratio_to_average),
    ("Same months last year", lambda s: s.last_year_count),
    ("Trend", lambda s: s.trend),
    ("Periods among the top", lambda s: s.top_periods),
    ("Share of periods among the top", lambda s: s.stability),
    ("Share of incidents on the map", lambda s: s.share_of_total),
    ("Per 1,000 residents", lambda s: s.rate),
    ("Harm", lambda s: s.harm),
    ("Reason", lambda s: s.reason),
    ("Main crime types", lambda s: ", ".join(f"{name} {n:,}" for name, n in s.top_crime_types)),
    ("Easting", lambda s: s.easting),
    ("Northing", lambda s: s.northing),
    ("Longitude", lambda s: s.longitude),
    ("Latitude", lambda s: s.latitude),
    ("LSOA", lambda s: s.lsoa_code),
    ("Id", lambda s: s.id),
)


def header() -> list[str]:
    """The columns' headings."""
    return [heading for heading, _ in _COLUMNS]


def rows(result: Result) -> list[list[Any]]:
    """One row per hot spot, safe to open in a spreadsheet."""
    return [[safe(value(spot)) for _, value in _COLUMNS] for spot in result.hotspots]


def about(result: Result) -> list[tuple[str, Any]]:
    """What the list rests on, as pairs of words and values; the marking comes first."""
    plain = [
        ("Marking", result.marking or "none"),
        ("Tool", f"{result.tool} {result.version}"),
        ("Force", result.force),
        ("Months", f"{result.from_} to {result.to}"),
        ("Crime type", result.crime_type or "all types"),
        ("Kind of place", result.unit),
        ("Ranked by", result.measure),
        ("Incidents", result.incidents),
        ("Incidents without a place", result.without_place),
        ("Incidents outside the force's area", result.outside_force),
        ("Average per place", result.average),
        ("The whole force", result.force_trend),
        ("Time is known to the", result.time_precision),
        ("Places are", result.place_precision),
        ("Classification", result.classification),
        ("Harm weights", result.harm_source or "none"),
        ("Made from batches", ", ".join(result.generated_from_batches)),
    ]
    notes = [("Note", note) for note in result.notes]
    credits_ = [("Attribution", line) for line in result.attribution]
    return [(words, safe(value)) for words, value in [*plain, *notes, *credits_]]


def write_csv(result: Result, path: Path) -> None:
    """Save the list as CSV; the marking and attribution are in its last columns."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([*header(), "Marking", "Attribution"])
        tail = [safe(result.marking), safe(" ".join(result.attribution))]
        writer.writerows([*row, *tail] for row in rows(result))
