"""Hot spots on 18 months of Avon and Somerset (261,809 rows): time against a plain pandas script.

Both read the same Parquet files of the lake. Run: python bench/insight_hotspots.py [shared data]
"""

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests.incident_rows import as_incidents, fill, published

from peelian.assure.workspace import Workspace
from peelian.engine.delta import DeltaLake
from peelian.insight.hotspots.model import Parameters
from peelian.insight.hotspots.service import run

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


if __name__ == "__main__":
    main()
