"""What describes the few places that are listed: streets, crime types, centre, busiest times."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Final

import duckdb
import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from peelian.insight.hotspots.model import By
from peelian.insight.hotspots.service import words

_DAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_TYPES: Final = 3


@dataclass(slots=True)
class Detail:
    """One place's incidents, described. ``east, north`` sum whole metres over ``located``."""

    streets: Counter[str] = field(default_factory=Counter)
    types: Counter[str] = field(default_factory=Counter)
    lsoas: Counter[tuple[str, str]] = field(default_factory=Counter)
    times: Counter[str] = field(default_factory=Counter)
    east: int = 0
    north: int = 0
    located: int = 0

    @property
    def centre(self) -> tuple[float, float]:
        """Mean of the incidents' points in metres; NaN when none has a point."""
        if not self.located:
            return float("nan"), float("nan")
        return self.east / self.located, self.north / self.located

    def first(self, what: Counter[str], most: int) -> list[tuple[str, int]]:
        """Return the most frequent, ties in alphabetical order."""
        return sorted(what.items(), key=lambda item: (-item[1], item[0]))[:most]

    @property
    def lsoa(self) -> tuple[str, str]:
        """The small area most incidents lie in: code and name."""
        found = sorted(self.lsoas.items(), key=lambda item: (-item[1], item[0]))
        return found[0][0] if found else ("", "")

    @property
    def street_names(self) -> list[str]:
        """Street names, most frequent first."""
        return [name for name, _ in self.first(self.streets, len(self.streets)) if name]

    @property
    def top_types(self) -> tuple[tuple[str, int], ...]:
        """The most frequent crime types."""
        return tuple(self.first(self.types, _TYPES))


def describe(
    connection: duckdb.DuckDBPyConnection, a: NDArray[np.int64], b: NDArray[np.int64], by: By
) -> list[Detail]:
    """Describe the places with keys ``a, b``, in their order, from the table ``placed``."""
    connection.register("tops", pa.table({"a": a, "b": b, "place": np.arange(a.size)}))
    details = [Detail() for _ in range(a.size)]
    rows = connection.execute(
        "SELECT place, location_name, crime_type, lsoa_code, lsoa_name, count(*), count(easting), "
        "sum(round(easting)::BIGINT), sum(round(northing)::BIGINT) "
        "FROM placed JOIN tops USING (a, b) WHERE lost = 0 AND wanted AND month_index >= 0 "
        "GROUP BY ALL ORDER BY ALL"
    ).fetchall()
    for place, street, crime_type, code, name, n, points, east, north in rows:
        detail = details[place]
        detail.streets[words.street(street)] += n
        detail.types[crime_type or ""] += n
        if code:
            detail.lsoas[code, name or ""] += n
        detail.located += points
        detail.east += int(east or 0)
        detail.north += int(north or 0)
    if by in (By.DAY, By.HOUR):
        _add_times(connection, details, by)
    return details


def _add_times(connection: duckdb.DuckDBPyConnection, details: list[Detail], by: By) -> None:
    part = "isodow" if by is By.DAY else "hour"
    rows = connection.execute(
        f"SELECT place, date_part('{part}', occurred_from AT TIME ZONE 'Europe/London')::INT, "
        "count(*) FROM placed JOIN tops USING (a, b) "
        "WHERE lost = 0 AND wanted AND month_index >= 0 AND occurred_from IS NOT NULL "
        "GROUP BY ALL ORDER BY ALL"
    ).fetchall()
    for place, value, n in rows:
        label = _DAYS[value - 1] if by is By.DAY else f"{value:02d}:00 to {(value + 1) % 24:02d}:00"
        details[place].times[label] += n
