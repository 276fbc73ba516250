"""How long a large plan takes, and how its travel compares with always going to the nearest area.

    python bench/patrol_plan.py

Both schedules keep the same rules (visit length, two hours between visits to an area, the break,
the way back). The baseline takes the nearest allowed area as early as it may; ours also spreads
visits over the shift. CPU time, best of three. The places are made up: uniform at random in a
square, need Pareto-distributed, always the same.
"""

import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import numpy as np

from peelian.ground.geography import to_degrees
from peelian.patrol.plan.kernel.dose import most_visits, share_out
from peelian.patrol.plan.kernel.schedule import (
    Problem,
    Timetable,
    nearest_neighbour,
    schedule,
    travel_minutes,
)
from peelian.patrol.plan.model import Parameters
from peelian.patrol.plan.service import make_plan

T = TypeVar("T")
SHIFT, PAUSE, SPEED = 480, 30, 25_000 / 60
CASES = ((20, 4, 4), (20, 8, 10), (60, 20, 20), (200, 40, 30))  # areas, callsigns, km across


def problem(areas: int, units: int, km: float, *, station: bool) -> Problem:
    """A made-up evening of ``areas`` in a square ``km`` wide; the station is in the middle."""
    rng = np.random.default_rng(areas * 1000 + units)
    x, y = np.vstack([rng.random((areas, 2)) * km * 1000, [[km * 500, km * 500]]]).T
    travel = travel_minutes(x, y, SPEED, 1.3)
    near = float(np.median(np.sort(travel[:areas, :areas], axis=1)[:, 3]))
    total = units * int((SHIFT - PAUSE) * 0.75 / (12.5 + near))
    visits = share_out(rng.pareto(1.5, areas) + 1, total, 1, most_visits(SHIFT, 15, 120))
    return Problem(
        x[:areas], y[:areas], travel, visits, units, SHIFT, 10, 15, 120, PAUSE, station=station
    )


def spread(table: Timetable) -> float:
    """Busiest half hour's visits over the mean of all half hours: 1 is perfectly even."""
    counts = np.bincount(table.start // 30, minlength=SHIFT // 30)
    return float(counts.max() / counts.mean())


def timed(work: Callable[[], T]) -> tuple[float, T]:
    """Best CPU time of three, and the last result."""
    best = float("inf")
    for _ in range(3):
        began = time.process_time()
        result = work()
        best = min(best, time.process_time() - began)
    return best, result


def line(name: str, seconds: float, table: Timetable, wanted: int) -> str:
    """One row of the table."""
    made, travel = len(table.area), table.travel.sum() / len(table.area)
    return (
        f"  {name:<18}{seconds:7.3f} s {made:5d} of {wanted:4d} visits "
        f"{travel:7.2f} min travel a visit   busiest half hour x{spread(table):.2f}"
    )


def main() -> None:
    """Print the comparison and the time of the whole tool."""
    for areas, units, km in CASES:
        for station in (False, True):
            p = problem(areas, units, km, station=station)
            wanted = int(p.visits.sum())
            ours_s, ours = timed(lambda p=p: schedule(p, np.random.default_rng(1)))
            base_s, base = timed(lambda p=p: nearest_neighbour(p, np.random.default_rng(1)))
            where = "from a station" if station else "from the first area"
            print(f"{areas} areas, {units} callsigns, 8 hours, {km} km across, {where}")
            print(line("peelian", ours_s, ours, wanted))
            print(line("nearest neighbour", base_s, base, wanted))
            ratio = (ours.travel.sum() / len(ours.area)) / (base.travel.sum() / len(base.area))
            print(f"  travel a visit: {ratio:.2f} of the baseline")
    whole()


def whole() -> None:
    """Time the whole tool, from GeoJSON to plan, for 200 areas and 40 callsigns."""
    rng = np.random.default_rng(5)
    corner = np.array([[520_000.0], [165_000.0]])
    east, north = rng.random((2, 200)) * 30_000 + corner
    lon, lat = to_degrees(east, north)
    features = [
        {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": [float(a), float(b)]},
            "properties": {"per_month": float(w)},
        }
        for a, b, w in zip(lon, lat, rng.pareto(1.5, 200) + 1, strict=True)
    ]
    asked = Parameters(
        hotspots=Path("none"), units=40, start="2026-06-30 14:00", hours=8, areas=200
    )
    collection = {"type": "FeatureCollection", "features": features}
    seconds, plan = timed(lambda: make_plan(collection, asked))
    print(
        f"whole tool: 200 hot spots in {len(plan.areas)} areas, 40 callsigns, "
        f"{len(plan.visits)} visits: {seconds:.2f} s CPU"
    )


if __name__ == "__main__":
    main()
