"""Figures of the fictional force beside published data: what the realism report is made of.

Every function returns plain numbers: first of the real files, then of the fiction. The real files
are test data: only totals and shares leave this module.
"""

import zipfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import duckdb
import numpy as np
from scipy.spatial import cKDTree

from peelian.ground.geography import to_grid

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared" / "data"
NAMES = {
    "crime_type": "Crime type",
    "longitude": "Longitude",
    "latitude": "Latitude",
    "month": "Month",
    "outcome": "Last outcome category",
}


@dataclass(frozen=True)
class Street:
    """Published street crime of one force as columns of text; empty where a value is missing."""

    crime_type: np.ndarray
    longitude: np.ndarray
    latitude: np.ndarray
    month: np.ndarray
    outcome: np.ndarray


def unpacked(archive: Path, into: Path) -> Path:
    """Unpack an archive of the test data to a scratch folder."""
    with zipfile.ZipFile(archive) as files:
        files.extractall(into)
    return into


def street(folder: Path) -> Street:
    """Read all street files below a folder."""
    columns = ", ".join(f"coalesce(\"{name}\", '') AS {short}" for short, name in NAMES.items())
    rows = duckdb.connect().sql(
        f"SELECT {columns} FROM read_csv('{folder.as_posix()}/**/*-street.csv', header = true, "
        "delim = ',', quote = '\"', escape = '\"', all_varchar = true)"
    )
    found = rows.fetchnumpy()
    return Street(**{name: np.asarray(found[name], dtype=object) for name in NAMES})


def stops(folder: Path) -> dict[str, np.ndarray]:
    """Read all stop-and-search files below a folder: local hour, weekday and ethnicity seen."""
    rows = duckdb.connect().sql(
        "SELECT timezone('Europe/London', \"Date\"::TIMESTAMPTZ) AS local, "
        "coalesce(\"Officer-defined ethnicity\", '') AS seen, "
        "coalesce(\"Outcome\", '') LIKE '%no further action%' AS nothing "
        f"FROM read_csv('{folder.as_posix()}/**/*-stop-and-search.csv', header = true, "
        "delim = ',', quote = '\"', escape = '\"', all_varchar = true)"
    )
    found = rows.fetchnumpy()
    return {name: np.asarray(values) for name, values in found.items()}


def concentration(data: Street, shares: tuple[float, ...]) -> list[float]:
    """The share of located crime at the busiest ``shares`` of places that have any."""
    located = data.longitude != ""
    counts = Counter(zip(data.longitude[located], data.latitude[located], strict=True))
    sizes = np.sort(np.array(list(counts.values())))[::-1]
    total = np.cumsum(sizes) / sizes.sum()
    return [float(total[max(0, round(share * sizes.size) - 1)]) for share in shares]


def mix(values: np.ndarray, names: list[str]) -> list[float]:
    """The share of each name."""
    counts = Counter(values.tolist())
    total = sum(counts.values())
    return [counts[name] / total for name in names]


def overdispersion(data: Street, names: list[str]) -> list[float]:
    """Variance over mean of monthly counts around a straight line, by crime type."""
    found = []
    for name in names:
        months = Counter(data.month[data.crime_type == name].tolist())
        counts = np.array([months[m] for m in sorted(months)], dtype=np.float64)
        time = np.arange(counts.size)
        rest = counts - np.polyval(np.polyfit(time, counts, 1), time)
        found.append(float(rest.var(ddof=2) / counts.mean()))
    return found


def without_place(data: Street, names: list[str]) -> list[float]:
    """The share without coordinates, by crime type."""
    return [float((data.longitude[data.crime_type == name] == "").mean()) for name in names]


def knox(points: np.ndarray, days: np.ndarray, seed: int = 1, runs: int = 99) -> np.ndarray:
    """Knox ratios: pairs near in space and time over what shuffled dates give.

    Rows are the same place, to 100, 200, 300 and 400 metres; columns are weeks 1 to 4.
    """
    pairs = cKDTree(points).query_pairs(400, output_type="ndarray")
    away = np.hypot(*(points[pairs[:, 0]] - points[pairs[:, 1]]).T)
    edges = [[0, 1, 100, 200, 300, 400.0001], [0, 7, 14, 21, 28]]

    def near(when: np.ndarray) -> np.ndarray:
        apart = np.abs(when[pairs[:, 0]] - when[pairs[:, 1]])
        return np.histogram2d(away, apart, bins=edges)[0]

    rng = np.random.default_rng(seed)
    expected = np.mean([near(rng.permutation(days)) for _ in range(runs)], axis=0)
    return near(days) / expected


def by_hour(local: np.ndarray) -> list[float]:
    """Shares of the 24 hours of local times."""
    hour = (local.astype("datetime64[h]").astype(np.int64)) % 24
    return (np.bincount(hour, minlength=24) / hour.size).tolist()


def by_weekday(local: np.ndarray) -> list[float]:
    """Shares of Monday to Sunday of local times."""
    day = (local.astype("datetime64[D]").astype(np.int64) + 3) % 7
    return (np.bincount(day, minlength=7) / day.size).tolist()


def by_month(local: np.ndarray) -> list[float]:
    """Shares of January to December."""
    month = local.astype("datetime64[M]").astype(np.int64) % 12
    return (np.bincount(month, minlength=12) / month.size).tolist()


def snapped_metres(data: Street) -> float:
    """The median distance in metres from a used point to the next used point."""
    located = data.longitude != ""
    pairs = np.unique(np.c_[data.longitude[located], data.latitude[located]].astype(float), axis=0)
    east, north = to_grid(pairs[:, 0], pairs[:, 1])
    points = np.c_[east, north]
    return float(np.median(cKDTree(points).query(points, k=2)[0][:, 1]))


def distinct(texts: list[str], tokens: int) -> list[float]:
    """Shares of different 1-, 2-, 3- and 4-grams among the first ``tokens`` words."""
    words: list[str] = []
    for text in texts:
        words += text.lower().split()
        if len(words) >= tokens:
            break
    words = words[:tokens]
    found = []
    for n in range(1, 5):
        grams = [tuple(words[i : i + n]) for i in range(len(words) - n + 1)]
        found.append(len(set(grams)) / len(grams))
    return found
