"""What the page shows of a sample: one month as recorded, and what truly happened in it."""

import json
import math
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Final

from peelian.engine.lake import connect
from peelian.ground.geography import to_degrees
from peelian.sample.force.place.pmtiles import Archive
from peelian.sample.force.store import MANIFEST

HOME: Final = "fiction"  # the folder below the data folder where the sample lives
_CORNERS: Final = 40
_MOST: Final = 15_000  # points on one map
ORIGINS: Final = {
    "background": "by chance",
    "hot place": "in a hot place",
    "near repeat": "set off by an earlier crime",
    "displaced": "moved from a protected area",
}


@dataclass(frozen=True)
class Sample:
    """A finished sample of one force below the data folder."""

    root: Path
    manifest: dict[str, Any]

    @cached_property
    def tiles(self) -> Archive:
        """Its base map."""
        return Archive(self.root / "place" / "basemap.pmtiles")

    def rows(self, sql: str, *given: Any) -> list[tuple[Any, ...]]:
        """Answer a query; ``{name}`` in it is a Parquet file of the sample."""
        parts = sql.split("{")
        for part in parts[1:]:
            name = part.split("}")[0]
            file = (self.root / f"{name}.parquet").as_posix().replace("'", "''")
            sql = sql.replace("{" + name + "}", f"'{file}'")
        return connect().execute(sql, list(given)).fetchall()

    @cached_property
    def months(self) -> list[str]:
        """The months it holds, newest first."""
        found = self.rows(
            "SELECT DISTINCT strftime(timezone('Europe/London', reported_at), '%Y-%m') AS m "
            "FROM {incidents/incidents} ORDER BY m DESC"
        )
        return [month for (month,) in found]


def find(home: Path) -> Sample | None:
    """The sample in a data folder, when there is a finished one with a map and incidents."""
    root = home / HOME
    try:
        manifest = json.loads((root / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    whole = manifest.get("finished") and {"place", "incidents"} <= set(manifest.get("tables", {}))
    return Sample(root, manifest) if whole and manifest.get("size") != "national" else None


_MONTH: Final = "strftime(timezone('Europe/London', i.reported_at), '%Y-%m') = ?"


def recorded(sample: Sample, month: str, *, truth: bool) -> dict[str, Any]:
    """The month's located incidents as GeoJSON points; with their origin when truth is on."""
    rows = sample.rows(
        "SELECT i.longitude, i.latitude, i.crime_type, coalesce(i.street, ''), t.origin "
        "FROM {incidents/incidents} i JOIN {incidents/truth/incidents} t USING (uid) "
        f"WHERE {_MONTH} AND i.longitude IS NOT NULL ORDER BY i.uid LIMIT {_MOST}",
        month,
    )
    features = []
    for longitude, latitude, kind, street, origin in rows:
        said = {"type": kind, "street": street} | ({"origin": origin} if truth else {})
        features.append(_point(longitude, latitude, said))
    return _collection(features)


def planted(sample: Sample, month: str) -> dict[str, Any]:
    """What no force would know: hot places, crimes set off by others, and prevented crimes."""
    features = []
    for x, y, radius, kind, count in _hot(sample, month):
        features.append(_circle(x, y, 2 * radius, {"shows": "hot place", "type": kind, "n": count}))
    links = sample.rows(
        "SELECT p.easting, p.northing, c.easting, c.northing, i.crime_type "
        "FROM {incidents/incidents} i JOIN {incidents/truth/incidents} c USING (uid) "
        "JOIN {incidents/truth/incidents} p ON p.uid = c.parent_uid "
        f"WHERE {_MONTH} AND c.parent_uid > 0",
        month,
    )
    for *ends, kind in links:
        said = {"shows": "link", "type": kind}
        features.append(_feature("LineString", [_degrees(*ends[:2]), _degrees(*ends[2:])], said))
    lost = sample.rows(
        "SELECT easting, northing, true_type, prevented_by FROM {incidents/truth/prevented} "
        "WHERE strftime(timezone('Europe/London', would_have_happened_at), '%Y-%m') = ?",
        month,
    )
    for x, y, kind, by in lost:
        longitude, latitude = _degrees(x, y)
        features.append(_point(longitude, latitude, {"shows": "prevented", "type": kind, "by": by}))
    return _collection(features)


def by_beat(sample: Sample, month: str) -> list[tuple[str, int, int]]:
    """Beats by recorded incidents: name, all, of which violence."""
    return [
        (beat, count, violence)
        for beat, count, violence in sample.rows(
            "SELECT coalesce(i.beat, 'no place recorded'), count(*), "
            "count(*) FILTER (crime_type LIKE 'violence%') FROM {incidents/incidents} i "
            f"WHERE {_MONTH} GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 25",
            month,
        )
    ]


def by_origin(sample: Sample, month: str) -> list[tuple[str, int]]:
    """How the month's incidents came about."""
    found = dict(
        sample.rows(
            "SELECT t.origin, count(*) FROM {incidents/incidents} i "
            f"JOIN {{incidents/truth/incidents}} t USING (uid) WHERE {_MONTH} GROUP BY 1",
            month,
        )
    )
    return [(words, int(found.get(origin, 0))) for origin, words in ORIGINS.items()]


def hot_places(sample: Sample, month: str) -> list[dict[str, Any]]:
    """The hot places at work in the month, as a table has them."""
    return [
        {"type": kind, "radius": round(2 * radius), "count": count}
        for _, _, radius, kind, count in _hot(sample, month)
    ]


def other_truths(sample: Sample, month: str) -> dict[str, int]:
    """Counts of what else was planted in the month."""
    wrong = sample.rows(
        "SELECT count(*) FROM {incidents/incidents} i "
        "JOIN {incidents/truth/incidents} t USING (uid) "
        f"WHERE {_MONTH} AND t.true_type <> i.crime_type",
        month,
    )
    lost = sample.rows(
        "SELECT count(*) FROM {incidents/truth/prevented} "
        "WHERE strftime(timezone('Europe/London', would_have_happened_at), '%Y-%m') = ?",
        month,
    )
    return {"recorded as another type": wrong[0][0], "prevented by a programme": lost[0][0]}


def _hot(sample: Sample, month: str) -> list[tuple[Any, ...]]:
    """Middle, radius, type and count of each hot place with a crime in the month."""
    return sample.rows(
        "SELECT avg(t.easting), avg(t.northing), h.radius, h.crime_type, count(*) "
        "FROM {incidents/incidents} i JOIN {incidents/truth/incidents} t USING (uid) "
        "JOIN {incidents/truth/hot_places} h USING (hot_place) "
        f"WHERE {_MONTH} AND t.origin = 'hot place' "
        "GROUP BY h.hot_place, h.radius, h.crime_type ORDER BY 5 DESC, 4",
        month,
    )


def _degrees(x: float, y: float) -> list[float]:
    import numpy as np

    longitude, latitude = to_degrees(np.array([x]), np.array([y]))
    return [round(float(longitude[0]), 6), round(float(latitude[0]), 6)]


def _circle(x: float, y: float, radius: float, said: dict[str, Any]) -> dict[str, Any]:
    turns = [2 * math.pi * k / _CORNERS for k in range(_CORNERS + 1)]
    ring = [_degrees(x + radius * math.cos(t), y + radius * math.sin(t)) for t in turns]
    return _feature("Polygon", [ring], said)


def _point(longitude: float, latitude: float, said: dict[str, Any]) -> dict[str, Any]:
    return _feature("Point", [longitude, latitude], said)


def _feature(kind: str, coordinates: Any, said: dict[str, Any]) -> dict[str, Any]:
    shape = {"type": kind, "coordinates": coordinates}
    return {"type": "Feature", "properties": said, "geometry": shape}


def _collection(features: list[dict[str, Any]]) -> dict[str, Any]:
    return {"type": "FeatureCollection", "features": features}
