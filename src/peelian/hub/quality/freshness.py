"""How fresh the data is: the latest month and when it came. Every page with a number shows it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from peelian.engine.lake import Lake
from peelian.ground.time import LONDON, Month


@dataclass(frozen=True, slots=True)
class Freshness:
    """The latest month there is, and when data was last brought in."""

    latest_month: str | None
    brought_in: datetime | None

    @property
    def words(self) -> str:
        """The same for a reader."""
        if self.latest_month is None or self.brought_in is None:
            return "No data has been brought in yet."
        day = self.brought_in.astimezone(LONDON)
        month = Month.parse(self.latest_month).words
        return f"Data up to {month}, brought in {day.day} {day:%B %Y}."

    def summary(self) -> dict[str, Any]:
        """Plain JSON types."""
        came = self.brought_in.isoformat(timespec="seconds") if self.brought_in else None
        return {"latest_month": self.latest_month, "brought_in": came, "words": self.words}


def freshness(lake: Lake, force: str | None = None) -> Freshness:
    """Tell how fresh the data of all forces, or of one, is. Reads the list of files only."""
    if not lake.has("files"):
        return Freshness(None, None)
    connection = lake.connect()
    lake.attach(connection, "files")
    month, came = connection.execute(
        "SELECT max(month), max(known_from) FROM files WHERE $1 IS NULL OR force_code = $1",
        [force],
    ).fetchall()[0]
    return Freshness(month, came)
