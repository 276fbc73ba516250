"""Full ingest beside the bare engine, in the same run, on rows in the published format.

    python bench/hub_ingest.py [--rows 1000000] [--rows 10000000]

The bare pipeline is DuckDB reading the same CSV files and writing one Parquet file: no versions,
no checks, no account. Both are measured in processes of their own: CPU seconds (user and system)
and peak resident memory. The issue asks for at most 2.5 times the CPU, and 3 GB at 10M rows.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

import duckdb

ROWS_PER_FILE = 14_000
FORCES = ("avon-and-somerset", "durham", "kent", "essex", "sussex", "surrey", "dorset", "norfolk")
TYPES = (
    "Violence and sexual offences",
    "Anti-social behaviour",
    "Public order",
    "Shoplifting",
    "Criminal damage and arson",
    "Other theft",
    "Vehicle crime",
    "Burglary",
)
OUTCOMES = ("Under investigation", "Unable to prosecute suspect", "Local resolution", "")
HEADER = {
    "Crime ID": "CASE WHEN asb THEN '' ELSE sha256(i::VARCHAR) END",
    "Month": "'{month}'",
    "Reported by": "'{name}'",
    "Falls within": "'{name}'",
    "Longitude": "CASE WHEN blank THEN '' ELSE printf('%.6f', -3 + (p % 997) / 700.0) END",
    "Latitude": "CASE WHEN blank THEN '' ELSE printf('%.6f', 51 + (p % 1009) / 900.0) END",
    "Location": "'On or near Street ' || (p % 5000)",
    "LSOA code": "'E0101' || lpad((p % 4000)::VARCHAR, 4, '0')",
    "LSOA name": "'Somewhere ' || lpad((p % 4000)::VARCHAR, 4, '0')",
    "Crime type": "types[1 + (p % 8)]",
    "Last outcome category": "CASE WHEN asb THEN '' ELSE outcomes[1 + (p // 8) % 4] END",
    "Context": "''",
}


def generate(folder: Path, rows: int) -> None:
    """Write ``rows`` rows as monthly files of forces, seeded by their own numbers."""
    connection = duckdb.connect()
    names = {force: force.replace("-", " ").title() + " Police" for force in FORCES}
    for number in range(-(-rows // ROWS_PER_FILE)):
        force, month = FORCES[number % len(FORCES)], number // len(FORCES)
        when = f"{2000 + month // 12}-{month % 12 + 1:02d}"
        columns = ", ".join(
            f'{sql.format(month=when, name=names[force])} AS "{column}"'
            for column, sql in HEADER.items()
        )
        start = number * ROWS_PER_FILE
        end = min(start + ROWS_PER_FILE, rows)
        home = folder / when
        home.mkdir(parents=True, exist_ok=True)
        connection.execute(
            f"COPY (SELECT {columns} FROM (SELECT i, (hash(i) % 20000)::BIGINT AS p, "
            f"p % 8 = 1 AS asb, p % 50 = 0 AS blank, {list(TYPES)} AS types, "
            f"{list(OUTCOMES)} AS outcomes "
            f"FROM range({start}, {end}) t(i))) TO '{home / f'{when}-{force}-street.csv'}' (HEADER)"
        )


def bare(folder: Path, out: Path) -> None:
    """DuckDB alone: CSV in, Parquet out."""
    columns = ", ".join(f"'{column}': 'VARCHAR'" for column in HEADER)
    duckdb.connect().execute(
        f"COPY (SELECT * FROM read_csv('{folder}/*/*.csv', auto_detect = false, header = true, "
        f"delim = ',', quote = '\"', escape = '\"', columns = {{{columns}}})) "
        f"TO '{out / 'bare.parquet'}' (FORMAT parquet, COMPRESSION zstd)"
    )


def full(folder: Path, out: Path) -> None:
    """Peelian: every row checked, versioned, accounted for, committed."""
    from peelian.assure.workspace import Workspace
    from peelian.engine.delta import DeltaLake
    from peelian.hub.ingest.model import Parameters
    from peelian.hub.ingest.service import run

    workspace = Workspace(DeltaLake(out / "lake"), bronze=out / "bronze")
    run(workspace, Parameters((folder,)))


def measured(work: str, folder: Path) -> dict[str, float]:
    """Run one side in a process of its own and return its figures."""
    with tempfile.TemporaryDirectory() as out:
        command = [sys.executable, __file__, "--work", work, str(folder), out]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
    return dict(json.loads(done.stdout))


def main() -> None:
    """Print one line per size."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--rows", type=int, action="append", help="how many (repeatable)")
    parser.add_argument("--work", nargs=3, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.work:
        {"bare": bare, "full": full}[given.work[0]](*map(Path, given.work[1:]))
        used = resource.getrusage(resource.RUSAGE_SELF)
        figures = {"cpu": used.ru_utime + used.ru_stime, "mb": used.ru_maxrss / 1024}
        print(json.dumps(figures))
        return
    print(f"{'rows':>11} {'bare CPU s':>11} {'full CPU s':>11} {'ratio':>6} {'full MB':>8}")
    for rows in given.rows or [1_000_000]:
        with tempfile.TemporaryDirectory(dir=os.environ.get("TMPDIR")) as folder:
            generate(Path(folder), rows)
            one, two = measured("bare", Path(folder)), measured("full", Path(folder))
        ratio = two["cpu"] / one["cpu"]
        print(
            f"{rows:>11,} {one['cpu']:>11.1f} {two['cpu']:>11.1f} {ratio:>6.2f} {two['mb']:>8.0f}"
        )


if __name__ == "__main__":
    main()
