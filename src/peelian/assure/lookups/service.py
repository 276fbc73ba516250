"""Read three tables, gather what speaks for a review, and return the strongest cases."""

from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from peelian.assure.lookups import kernel
from peelian.assure.lookups.model import Case, Parameters, Result
from peelian.assure.workspace import Workspace
from peelian.ground.errors import InputError

if TYPE_CHECKING:
    import duckdb

BURST: Final = 20  # look-ups by one person within half an hour
_SELDOM: Final = 0.03  # share below which a reason is seldom given
_BURST_SCORE: Final = 20.0

_PREPARE: Final = """
CREATE TEMP TABLE l AS SELECT row_number() OVER () AS id, "at" AS moment, "user", system,
  CAST(record AS VARCHAR) AS record, coalesce(reason, '') AS reason,
  coalesce(incident, 0) <> 0 AS linked FROM read_parquet($lookups);
CREATE TEMP TABLE s AS SELECT "user", lower(first_name) AS first_name,
  lower(last_name) AS last_name, lower(address) AS address,
  lower(regexp_replace(address, '^(Flat \\d+, )?\\d+ ', '')) AS street
  FROM read_parquet($staff);
CREATE TEMP TABLE r AS SELECT system, CAST(record AS VARCHAR) AS record, lower(surname) AS surname,
  lower(split_part(forenames, ' ', 1)) AS forename, lower(address) AS address,
  lower(regexp_replace(address, '^(Flat \\d+, )?\\d+ ', '')) AS street
  FROM read_parquet($records);
CREATE TEMP TABLE seldom AS SELECT reason FROM l WHERE reason <> '' GROUP BY 1
  HAVING count(*) < $seldom * (SELECT count(*) FROM l);
"""
_PAIRS: Final = """
WITH around AS (
  SELECT *, max(moment) FILTER (linked) OVER (PARTITION BY "user" ORDER BY moment
      ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS before,
    min(moment) FILTER (linked) OVER (PARTITION BY "user" ORDER BY moment
      ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING) AS after FROM l),
pairs AS (
  SELECT "user", system, record, min(moment) AS first, count(*) AS again,
    bool_or(reason = '') AS unsaid, bool_or(reason IN (SELECT reason FROM seldom)) AS seldom,
    bool_or(coalesce(moment - before, INTERVAL 1 DAY) > INTERVAL 4 HOUR
      AND coalesce(after - moment, INTERVAL 1 DAY) > INTERVAL 4 HOUR) AS alone
  FROM around WHERE NOT linked GROUP BY 1, 2, 3),
crowds AS (SELECT system, record, count(*) FILTER (NOT linked) AS unlinked, count(*) AS every,
  count(DISTINCT "user") FILTER (NOT linked) AS crowd FROM l GROUP BY 1, 2),
shares AS (SELECT system, avg(CASE WHEN linked THEN 0.0 ELSE 1.0 END) AS share FROM l GROUP BY 1),
named AS (SELECT DISTINCT first_name, last_name FROM s),
colleagues AS (SELECT DISTINCT first_name, last_name, address FROM s)
SELECT p."user", p.system, p.record, p.first, p.again, c.crowd,
  c.unlinked, c.every, h.share, p.unsaid, p.seldom, p.alone,
  coalesce(r.forename = s.first_name AND r.surname = s.last_name, false) AS name,
  coalesce(r.address = s.address, false) AS address,
  coalesce(r.street = s.street, false) AS street,
  coalesce(r.surname = s.last_name, false) AS surname,
  k.address IS NOT NULL AS colleague, n.last_name IS NOT NULL AS named
FROM pairs p JOIN crowds c USING (system, record) JOIN shares h USING (system)
JOIN s USING ("user")
LEFT JOIN r ON r.system = p.system AND r.record = p.record
LEFT JOIN colleagues k ON k.first_name = r.forename AND k.last_name = r.surname
  AND k.address = r.address
LEFT JOIN named n ON n.first_name = r.forename AND n.last_name = r.surname
QUALIFY row_number() OVER (PARTITION BY p."user", p.system, p.record ORDER BY r.address) = 1
"""
_BURSTS: Final = """
WITH counted AS (SELECT "user", moment, record, system, id, count(*) OVER (PARTITION BY "user"
  ORDER BY moment RANGE BETWEEN CURRENT ROW AND INTERVAL 30 MINUTE FOLLOWING) AS many
  FROM l WHERE NOT linked)
SELECT "user", max(many), min(moment), max(moment) FROM counted WHERE many >= $burst
GROUP BY "user", date_trunc('day', moment)
"""


def run(workspace: Workspace, parameters: Parameters) -> Result:
    """Find the cases to review."""
    connection = workspace.lake.connect()
    try:
        _prepare(connection, parameters)
    except Exception:  # noqa: BLE001 - DuckDB names what it could not bind; people need the columns
        raise InputError(
            "The look-ups could not be read.",
            "A file is not Parquet or lacks a column it needs.",
            "See the columns each file needs with `peelian assure lookups --help`.",
        ) from None
    return find(connection, parameters.per_hundred)


def find(connection: "duckdb.DuckDBPyConnection", per_hundred: float) -> Result:
    """Rank pairs of a user and a record, and bursts, and keep what reviewers can look at."""
    table = connection.sql(_PAIRS).to_arrow_table()
    column = {n: table.column(n).to_numpy(zero_copy_only=False) for n in _NUMBERS}
    near = {n: column[n].astype(bool) for n in ("name", "address", "street", "surname")}
    colleague = column["colleague"].astype(bool) & ~near["name"]
    signs = {
        "same name": near["name"],
        "same address": near["address"] & ~near["name"],
        "same street": near["street"] & ~near["address"] & ~near["name"],
        "same surname": near["surname"] & ~(near["name"] | near["address"] | near["street"]),
        "a colleague's name and address": colleague,
        "a colleague's name": column["named"].astype(bool) & ~colleague & ~near["name"],
        "no reason given": column["unsaid"].astype(bool),
        "a reason seldom given": column["seldom"].astype(bool),
        "no work around that time": column["alone"].astype(bool),
    }
    again, crowd = column["again"].astype(float), column["crowd"].astype(float)
    unlinked, whole = column["unlinked"].astype(float), column["every"].astype(float)
    odd = kernel.surprise(unlinked, whole, column["share"].astype(float))
    scores = kernel.score(signs, again, odd)
    staff, weeks = _size(connection)
    most = int(per_hundred * staff / 100 * weeks)
    bursts = _bursts(connection)[:most]
    picked = kernel.strongest(scores, most - len(bursts))
    rows = table.select(["user", "system", "record", "first", "again"]).take(picked).to_pylist()
    cases = [
        Case(
            user=row["user"],
            system=row["system"],
            record=row["record"],
            first=row["first"],
            lookups=row["again"],
            score=float(scores[i]),
            reasons=_reasons(signs, int(i), again[i], crowd[i]),
        )
        for i, row in zip(picked, rows, strict=True)
    ]
    return Result((*bursts, *cases), staff, weeks)


_NUMBERS: Final = (
    *("again", "crowd", "unlinked", "every", "share", "unsaid", "seldom", "alone"),
    *("name", "address", "street", "surname", "colleague", "named"),
)


def _prepare(connection: "duckdb.DuckDBPyConnection", parameters: Parameters) -> None:
    given = {
        "lookups": f"'{_quoted(parameters.lookups)}'",
        "staff": f"'{_quoted(parameters.staff)}'",
        "records": f"'{_quoted(parameters.records)}'",
        "seldom": str(_SELDOM),
    }
    sql = _PREPARE
    for name, value in given.items():
        sql = sql.replace(f"${name}", value)
    connection.execute(sql)


def _quoted(path: object) -> str:
    return str(path).replace("'", "''")


def _size(connection: "duckdb.DuckDBPyConnection") -> tuple[int, float]:
    staff = connection.execute("SELECT count(*) FROM s").fetchall()[0][0]
    begin, end = connection.execute("SELECT min(moment), max(moment) FROM l").fetchall()[0]
    weeks = (end - begin).total_seconds() / 604_800 if begin else 0.0
    return int(staff), float(weeks)


def _bursts(connection: "duckdb.DuckDBPyConnection") -> list[Case]:
    found: list[Any] = connection.execute(_BURSTS.replace("$burst", str(BURST))).fetchall()
    made = [_burst(str(user), int(many), first) for user, many, first, _ in found]
    return sorted(made, key=lambda c: (-c.lookups, c.user))


def _burst(user: str, many: int, first: datetime) -> Case:
    why = (f"{many} look-ups within half an hour, none linked to an incident",)
    return Case(user, "", "", first, many, _BURST_SCORE, why)


def _reasons(
    signs: dict[str, kernel.Booleans], place: int, again: float, crowd: float
) -> tuple[str, ...]:
    found = ["no linked incident", *(name for name, seen in signs.items() if seen[place])]
    if again > 1:
        found.append(f"{int(again)} times")
    if crowd > np.float64(2):
        found.append(f"{int(crowd)} people looked up the same record")
    return tuple(found)
