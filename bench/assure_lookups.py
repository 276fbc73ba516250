"""How many planted misuses of a fictional force's year are found by a small queue of cases.

    python bench/assure_lookups.py FOLDER...

Each folder was made by ``peelian sample force --size force --seed N --tables activity --tables
people``. The weights were chosen on seed 1; give other seeds.
"""

import sys
import tempfile
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "src"))

import duckdb

from peelian.assure.lookups.model import Parameters
from peelian.assure.lookups.service import run
from peelian.assure.workspace import Workspace
from peelian.engine.memory import MemoryLake

RECORDS = """
SELECT 'crime_recording' AS system, split_part(NOMINAL_REF, '/', 2) AS record,
  FORENAMES AS forenames, SURNAME AS surname, ADDRESS AS address, POSTCODE AS postcode
FROM read_parquet('{people}/crime_recording.parquet')
UNION ALL SELECT 'custody', split_part(custody_no, '/', 2), first_name, last_name,
  regexp_replace(address, ', [^,]*$', ''), regexp_extract(address, '[^,]*$')
FROM read_parquet('{people}/custody.parquet')
UNION ALL SELECT 'intelligence', split_part(nominal, '/', 2), split_part(name, ' ', 1),
  regexp_extract(name, '[^ ]*$'), believed_address, NULL
FROM read_parquet('{people}/intelligence.parquet')
UNION ALL SELECT 'command_and_control', split_part(log_no, '/', 2), split_part(caller_name, ' ', 1),
  regexp_extract(caller_name, '[^ ]*$'), location_text, NULL
FROM read_parquet('{people}/command_and_control.parquet')
"""
TRUTH = """
SELECT m."case" AS number, m.kind, l."user", l.system, CAST(l.record AS VARCHAR) AS record, l."at"
FROM read_parquet('{activity}/truth/misuse.parquet') m
JOIN read_parquet('{activity}/lookups.parquet') l USING (lookup)
"""


def measure(folder: Path) -> tuple[Counter, Counter, float]:
    """Planted and found cases by kind, and cases per 100 staff and week."""
    activity, people = folder / "activity", folder / "people"
    with tempfile.TemporaryDirectory() as scratch:
        records = Path(scratch) / "records.parquet"
        duckdb.sql(f"COPY ({RECORDS.format(people=people)}) TO '{records}' (FORMAT parquet)")
        given = Parameters(activity / "lookups.parquet", activity / "staff.parquet", records)
        result = run(Workspace(MemoryLake()), given)
    pairs = {(c.user, c.system, c.record) for c in result.cases if c.record}
    bursts = {(c.user, c.first.date()) for c in result.cases if not c.record}
    planted, found = {}, set()
    for number, kind, user, system, record, at in duckdb.sql(
        TRUTH.format(activity=activity)
    ).fetchall():
        planted[number] = kind
        if (user, system, record) in pairs or (user, at.date()) in bursts:
            found.add(number)
    rate = result.summary()["cases_per_100_staff_and_week"]
    return Counter(planted.values()), Counter(planted[n] for n in found), rate


def main() -> None:
    """Print one table per folder; fail when a target is missed."""
    missed = False
    if not sys.argv[1:]:
        print("No folder of a fictional force was given: nothing to measure.")
    for name in sys.argv[1:]:
        planted, found, rate = measure(Path(name))
        print(f"\n{Path(name).name}\n{'kind':<34}{'planted':>8}{'found':>8}{'recall':>8}")
        for kind, count in sorted(planted.items()):
            print(f"{kind:<34}{count:>8}{found[kind]:>8}{found[kind] / count:>8.2f}")
        recall = found.total() / planted.total()
        print(f"{'all':<34}{planted.total():>8}{found.total():>8}{recall:>8.2f}")
        print(f"cases per 100 staff and week: {rate}")
        missed |= recall < 0.9 or rate > 2
    raise SystemExit(missed)


if __name__ == "__main__":
    main()
