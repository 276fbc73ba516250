"""Hot spots on 18 months of Avon and Somerset (261,809 rows): time, persistence, false alarms.

Time is compared with a plain pandas script that only counts; both read the same Parquet files of
the lake. Run: python bench/insight_hotspots.py [shared data]
"""

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from peelian.assure.workspace import Workspace
from peelian.engine.delta import DeltaLake
from peelian.insight.hotspots.kernel import trend
from peelian.insight.hotspots.model import Parameters
from peelian.insight.hotspots.service import run
from tests.incident_rows import as_incidents, fill, published

FORCE, ARCHIVE = "avon-and-somerset", "avon-and-somerset_street_2023-01_2024-06.zip"
CASES: dict[str, dict[str, str]] = {
    "250 m squares, all types": {},
    "100 m squares, all types": {"unit": "cell-100"},
    "map points, all types": {"unit": "snap-point"},
    "small areas, rate": {"unit": "lsoa", "measure": "rate"},
    "250 m squares, burglary": {"crime_type": "burglary"},
}


def baseline(folder: Path) -> int:
    """Count 250 m squares with pandas: counts only, no names, trend or baseline."""
    frame = pd.concat(
        pd.read_parquet(f, columns=["month", "easting", "northing"])
        for f in folder.rglob("incidents/**/*.parquet")
    )
    frame = frame.dropna()
    cells = [np.floor(frame[c] / 250) for c in ("easting", "northing")]
    return int(frame.groupby([*cells, "month"]).size().max())


def measured(work: Callable[[], object], times: int = 7) -> tuple[float, float]:
    """Return the median CPU and wall time in milliseconds after one warm-up."""
    work()
    runs = []
    for _ in range(times):
        wall, cpu = time.perf_counter(), time.process_time()
        work()
        runs.append((time.process_time() - cpu, time.perf_counter() - wall))
    cpus, walls = zip(*runs, strict=True)
    return 1000 * float(np.median(cpus)), 1000 * float(np.median(walls))


def persistence(folder: Path, places: int = 100) -> tuple[float, float, int]:
    """Return the share of located incidents that the top places of 2023 hold, then and in 2024."""
    found = run(
        Workspace(lake=DeltaLake(folder)), Parameters(FORCE, "2023-01", "2023-12", top=places)
    )
    top = {spot.id for spot in found.hotspots}
    later = run(
        Workspace(lake=DeltaLake(folder)), Parameters(FORCE, "2024-01", "2024-06", top=1000)
    )
    located = later.incidents - later.without_place - later.outside_force
    again = sum(spot.count for spot in later.hotspots if spot.id in top)
    return sum(s.share_of_total for s in found.hotspots), again / located, located


def false_alarms(*, bursty: bool, lists: int = 2000) -> float:
    """Return how often a list of 20 holds any rising or falling place when nothing changes."""
    rng = np.random.default_rng(20240630)
    wrong = 0
    for _ in range(lists):
        mean = rng.gamma(2, 3, size=(300, 1)) * np.ones((1, 12))
        draw = rng.negative_binomial(mean, 0.5) if bursty else rng.poisson(mean)
        counts = draw.astype(np.float64)
        top = np.argsort(-counts.sum(axis=1))[:20]
        halves = counts[top, :6].sum(axis=1), counts[top, 6:].sum(axis=1)
        words = trend.words(*halves, 0.5, trend.dispersion(counts))
        wrong += any(word in (trend.RISING, trend.FALLING) for word in words)
    return wrong / lists


def main() -> None:
    """Print the table."""
    here = Path(__file__).resolve().parents[1]
    shared = Path(sys.argv[1]) if len(sys.argv) > 1 else here.parent / "shared" / "data"
    rows = published(shared / "police_uk" / ARCHIVE, FORCE)
    with tempfile.TemporaryDirectory() as folder:
        fill(DeltaLake(Path(folder)), as_incidents(rows, FORCE))
        print(f"{len(rows):,} incidents, 18 months; median of 7 runs, lake opened each time")
        print(f"{'case':32}{'CPU ms':>10}{'wall ms':>10}{'CPU / pandas':>14}")
        base, wall = measured(lambda: baseline(Path(folder)))
        print(f"{'pandas: counts of squares only':32}{base:>10.0f}{wall:>10.0f}{1:>14.2f}")
        for name, given in CASES.items():
            asked = Parameters(FORCE, "2023-01", "2024-06", **given)

            def work(asked: Parameters = asked) -> object:
                return run(Workspace(lake=DeltaLake(Path(folder))), asked)

            cpu, wall = measured(work)
            print(f"{name:32}{cpu:>10.0f}{wall:>10.0f}{cpu / base:>14.2f}")
        then, again, located = persistence(Path(folder))
        print(f"\nthe 100 busiest squares of 2023 held {then:.1%} of its located incidents")
        print(f"and {again:.1%} of those of January to June 2024 (n = {located:,})")
    print(
        "\nlists of 20 with any false rising or falling, of 2,000 where nothing changes (wanted 5%)"
    )
    for name, bursty in (("Poisson", False), ("twice as bursty", True)):
        print(f"{name:32}{false_alarms(bursty=bursty):>10.1%}")


if __name__ == "__main__":
    main()
