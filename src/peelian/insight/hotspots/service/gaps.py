"""Months that are known to be incomplete: a fall there would be a fall of the records."""

from collections.abc import Iterable
from typing import Final

import duckdb

from peelian.engine.lake import Lake

_EVERYTHING: Final = ("all", "")
_MATERIAL: Final = 0.05


def incomplete(
    lake: Lake, connection: duckdb.DuckDBPyConnection, force: str, crime_type: str | None
) -> frozenset[str]:
    """Return the months of a force that the lake's ``gaps`` flag for this question.

    For one crime type: gaps of that type or of everything. For all types together: gaps of
    everything, and months in which single types fall short by more than 5% of what the month holds.
    """
    if not lake.has("gaps"):
        return frozenset()
    lake.attach(connection, "gaps")
    columns = [row[0] for row in connection.execute("DESCRIBE gaps").fetchall()]
    column = "force_code" if "force_code" in columns else "force"
    rows = connection.execute(
        f"SELECT DISTINCT month, coalesce(crime_type, ''), observed, expected FROM gaps "
        f"WHERE {column} = ? ORDER BY ALL",
        [force],
    ).fetchall()
    if crime_type is not None:
        return frozenset(m for m, kind, *_ in rows if kind in (*_EVERYTHING, crime_type))
    whole = {m for m, kind, *_ in rows if kind in _EVERYTHING}
    return frozenset(whole | _short_months(connection, force, rows))


def _short_months(
    connection: duckdb.DuckDBPyConnection, force: str, rows: Iterable[tuple[str, str, float, float]]
) -> set[str]:
    short: dict[str, float] = {}
    for month, _, observed, expected in rows:
        short[month] = short.get(month, 0.0) + max(float(expected) - float(observed), 0.0)
    held = dict(
        connection.execute(
            "SELECT month, count(*) FROM incidents WHERE force_code = ? GROUP BY month", [force]
        ).fetchall()
    )
    return {m for m, missing in short.items() if missing > _MATERIAL * held.get(m, 0)}
