"""The SQL of the report: all records in one relation, counted in one pass over all groupings."""

from collections.abc import Sequence
from typing import Final

GROUPS: Final = {
    "everything": "()",
    "force": "(force_code)",
    "month": "(month)",
    "crime type": "(crime_type)",
    "file": "(source_file)",
}
_NAMES: Final = {"force": "force_code", "month": "month", "crime type": "crime_type"}


def records(table: str, columns: Sequence[str], where: str) -> str:
    """SELECT what the report needs of one table's rows, whatever columns it has."""
    published = [c for c in columns if c.startswith("source_") and c not in _OURS]

    def column(name: str, otherwise: str = "NULL") -> str:
        return name if name in columns else otherwise

    return (
        f"SELECT '{table}' AS table_name, source_file, force_code, month, "
        f"{column('crime_type', 'CAST(NULL AS VARCHAR)')} AS crime_type, known_from, flags, "
        f"source_record_id, outcome, {column('lsoa_vintage', 'CAST(NULL AS VARCHAR)')} AS vintage, "
        f"hash({', '.join(published)}) AS content, false AS aside FROM {table}{where}"
    )


def set_aside(where: str) -> str:
    """SELECT the quarantined rows in the same shape."""
    return (
        "SELECT kind AS table_name, source_file, force_code, month, NULL AS crime_type, "
        "known_from, []::VARCHAR[] AS flags, NULL AS source_record_id, NULL AS outcome, "
        f"NULL AS vintage, NULL AS content, true AS aside FROM quarantine{where}"
    )


def counts(relation: str) -> str:
    """SELECT the counts of every grouping at once."""
    ends = "try_strptime(month || '-01', '%Y-%m-%d') + INTERVAL 1 MONTH"
    return (
        "SELECT GROUPING_ID(force_code, month, crime_type, source_file) AS grouped, "
        "coalesce(force_code, month, crime_type, source_file, '') AS name, "
        "count(*) FILTER (NOT aside) AS rows, "
        f"max(date_diff('day', {ends}, timezone('Europe/London', known_from))) AS days_late, "
        f"{_flagged('no_place')} AS without_place, "
        "count(*) FILTER (NOT aside AND source_record_id IS NULL) AS without_identifier, "
        "count(*) FILTER (NOT aside AND outcome IS NULL) AS without_outcome, "
        f"{_flagged('no_street')} AS without_street, "
        "count(content) - count(DISTINCT content) AS equal_rows, "
        "count(source_record_id) - count(DISTINCT source_record_id) AS repeated_identifiers, "
        f"{_flagged('other_month')} AS other_month, "
        "count(*) FILTER (vintage = '2011') AS lsoa_2011, "
        "count(*) FILTER (vintage = '2021') AS lsoa_2021, "
        f"count(*) FILTER (aside) AS set_aside, {_flagged('outside_force')} AS outside_force "
        f"FROM ({relation}) GROUP BY GROUPING SETS ({', '.join(GROUPS.values())}) ORDER BY 1, 2"
    )


GROUPED: Final = {
    0b1111: "everything",
    0b0111: "force",
    0b1011: "month",
    0b1101: "crime type",
    0b1110: "file",
}
"""What DuckDB's GROUPING_ID means: a bit is set for a column that is not grouped by."""

_OURS: Final = ("source_system", "source_record_id", "source_file", "source_row")


def _flagged(word: str) -> str:
    return f"count(*) FILTER (list_contains(flags, '{word}'))"
