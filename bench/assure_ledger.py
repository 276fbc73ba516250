"""How fast the audit log grows and is checked, on SQLite with every commit made durable.

python bench/assure_ledger.py
"""

import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "src"))

import peelian  # noqa: E402 - after the path
from peelian.assure import verify  # noqa: E402 - after the path
from peelian.assure.ledger import Event  # noqa: E402 - after the path

ENTRIES, BATCH = 100_000, 1_000
APPEND_PER_SECOND, VERIFY_SECONDS = 5_000, 2.0


def main() -> None:
    """Print the table; fail when a target is missed."""
    with tempfile.TemporaryDirectory() as folder:
        with peelian.open(folder) as desk:
            begin, cpu = time.perf_counter(), time.process_time()
            for start in range(0, ENTRIES, BATCH):
                desk.workspace.ledger.append_many(
                    Event("run.started", f"a{n}", "hub.read", f"r{n}", {"n": n})
                    for n in range(start, start + BATCH)
                )
            grown, grown_cpu = time.perf_counter() - begin, time.process_time() - cpu
            begin = time.perf_counter()
            for n in range(200):
                desk.workspace.ledger.append(Event("run.started", f"b{n}", "hub.read"))
            single = 200 / (time.perf_counter() - begin)
            begin, cpu = time.perf_counter(), time.process_time()
            found = verify.run(desk.workspace, verify.Parameters())
            checked, checked_cpu = time.perf_counter() - begin, time.process_time() - cpu
        script = ROOT / "scripts" / "verify_ledger.py"
        begin = time.perf_counter()
        subprocess.run([sys.executable, script, f"{folder}/casework.sqlite3"], check=True)
        alone = time.perf_counter() - begin
    assert found.entries["record"] == ENTRIES + 200
    rate = ENTRIES / grown
    print(f"\n{'':<34}{'wall':>12}{'CPU':>12}")
    print(f"{'append, batches of 1,000 (per s)':<34}{rate:>12,.0f}{ENTRIES / grown_cpu:>12,.0f}")
    print(f"{'append, one by one (per s)':<34}{single:>12,.0f}")
    print(f"{'verify 100,200 entries (s)':<34}{checked:>12.2f}{checked_cpu:>12.2f}")
    print(f"{'the independent verifier (s)':<34}{alone:>12.2f}")
    # A commit that is durable waits for the disk, so the clock on the wall decides.
    met = rate >= APPEND_PER_SECOND and checked <= VERIFY_SECONDS
    print(f"\ntargets (5,000 per s; 2 s), by the wall clock: {'met' if met else 'MISSED'}")
    raise SystemExit(not met)


if __name__ == "__main__":
    main()
