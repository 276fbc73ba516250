"""How long each size of the fictional force takes, how large it is, and how much memory it needs.

    python bench/sample_force.py [--size small] [--size force] [--size national]

Each size is made in a process of its own: CPU seconds (user and system), peak resident memory,
rows and bytes. The issue asks: `small` under 20 s and 30 MB; `force` under 600 s on two cores and
3 GB of memory; `national` without holding 43 forces in memory.
"""

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from peelian.assure.workspace import Workspace
from peelian.engine.memory import MemoryLake
from peelian.sample.force.model import SIZES, Parameters
from peelian.sample.force.service import run

TARGETS = {"small": (20, 3.0, 30), "force": (1200, 3.0, None), "national": (None, 3.0, None)}


def main() -> None:
    """Measure the sizes asked for and print a table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--size", action="append", choices=tuple(SIZES))
    options.add_argument("--child", metavar="SIZE", help=argparse.SUPPRESS)
    given = options.parse_args()
    if given.child:
        print(json.dumps(one(given.child)))
        return
    print(f"{'size':<10}{'CPU s':>8}{'wall s':>8}{'GB':>7}{'MB on disk':>12}{'rows':>14}  within")
    for size in given.size or ["small"]:
        words = [sys.executable, __file__, "--child", size]
        done = subprocess.run(words, capture_output=True, check=True, text=True)
        found = json.loads(done.stdout.splitlines()[-1])
        print(
            f"{size:<10}{found['cpu']:>8.1f}{found['wall']:>8.1f}{found['gb']:>7.2f}"
            f"{found['mb']:>12.1f}{found['rows']:>14,}  {_within(size, found)}"
        )


def one(size: str) -> dict[str, float]:
    """Make one size and measure it."""
    with tempfile.TemporaryDirectory() as scratch:
        start = time.perf_counter()
        result = run(Workspace(MemoryLake()), Parameters(out=Path(scratch) / "s", size=size))
        wall = time.perf_counter() - start
        used = resource.getrusage(resource.RUSAGE_SELF)
        files = [p for p in Path(scratch).rglob("*") if p.is_file()]
        return {
            "cpu": used.ru_utime + used.ru_stime,
            "wall": wall,
            "gb": used.ru_maxrss / 1e6,
            "mb": sum(p.stat().st_size for p in files) / 1e6,
            "rows": result.summary()["rows"],
        }


def _within(size: str, found: dict[str, float]) -> str:
    cpu, memory, disk = TARGETS[size]
    kept = [
        cpu is None or found["cpu"] < cpu,
        found["gb"] < memory,
        disk is None or found["mb"] < disk,
    ]
    return "yes" if all(kept) else "NO"


if __name__ == "__main__":
    main()
