"""Match a republished month with what is already held, as a multiset of rows.

Rows have no usable key: an identifier may repeat or be blank and identical rows are different
incidents. So rows are paired in three passes, each numbering equal rows so that *n* equal rows
here pair with at most *n* there: (1) equal in every published column: unchanged; (2) equal in all
but the columns expected to change (the outcome): changed; (3) the same identifier: changed. What
is left is new on this side and removed on the other.

Hashes for this are computed here and never stored: the engine's hash differs between versions.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import duckdb

from peelian.hub.ingest.layouts import Layout, column_of
from peelian.hub.ingest.model import Transition

ARRIVED: Final = "arrived"  # the new edition's good rows: as `reading.rows` selects them
HELD: Final = "held"  # the rows in force of the same force and month
PAIRS: Final = "pairs"  # (arrived_uid, held_uid, how)


@dataclass(frozen=True, slots=True)
class Outcome:
    """How many rows of an edition met which fate, and which columns changed how often and how."""

    new: int
    changed: int
    unchanged: int
    removed: int
    changes: dict[str, int]
    transitions: tuple[Transition, ...] = ()


def pair(connection: duckdb.DuckDBPyConnection, layout: Layout) -> Outcome:
    """Fill the table ``pairs`` from the tables ``arrived`` and ``held``."""
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE {PAIRS} (arrived_uid BIGINT, held_uid BIGINT, how VARCHAR)"
    )
    _match(connection, layout.columns, "unchanged")
    _match(connection, layout.lasting, "changed")
    if layout.identifier:
        _match(connection, (layout.identifier,), "changed", given=layout.identifier)
    counts = dict(connection.sql(f"SELECT how, count(*) FROM {PAIRS} GROUP BY how").fetchall())
    return Outcome(
        new=_count(connection, ARRIVED) - sum(counts.values()),
        changed=counts.get("changed", 0),
        unchanged=counts.get("unchanged", 0),
        removed=0 if layout.partial else _count(connection, HELD) - sum(counts.values()),
        changes=_changes(connection, layout),
        transitions=tuple(_transitions(connection, layout)),
    )


def versions(columns: Sequence[str]) -> str:
    """SELECT the rows to append: new ones as they are, changed ones under their lasting uid."""
    rest = ", ".join(f"a.{c}" for c in columns if c != "uid")
    return (
        f"SELECT coalesce(p.held_uid, a.uid) AS uid, {rest} FROM {ARRIVED} a "
        f"LEFT JOIN {PAIRS} p ON p.arrived_uid = a.uid "
        "WHERE p.how IS DISTINCT FROM 'unchanged'"
    )


def closures(layout: Layout) -> str:
    """SELECT the versions this edition ends: changed rows and, of a whole month, removed ones."""
    ended = "p.how = 'changed'" if layout.partial else "p.how IS DISTINCT FROM 'unchanged'"
    return (
        f"SELECT '{layout.table}' AS table_name, h.uid, h.batch_id AS closes_batch FROM {HELD} h "
        f"LEFT JOIN {PAIRS} p ON p.held_uid = h.uid WHERE {ended}"
    )


def _match(
    connection: duckdb.DuckDBPyConnection, by: Sequence[str], how: str, given: str = ""
) -> None:
    columns = ", ".join(by)
    only = f" AND {given} <> ''" if given else ""

    def numbered(table: str, side: str) -> str:
        nth = f"row_number() OVER (PARTITION BY {columns} ORDER BY uid) AS nth"
        return (
            f"SELECT uid, {columns}, {nth} FROM {table} "
            f"WHERE uid NOT IN (SELECT {side} FROM {PAIRS}){only}"
        )

    connection.execute(
        f"INSERT INTO {PAIRS} SELECT a.uid, h.uid, '{how}' "
        f"FROM ({numbered(ARRIVED, 'arrived_uid')}) a "
        f"JOIN ({numbered(HELD, 'held_uid')}) h USING ({columns}, nth)"
    )


def _changes(connection: duckdb.DuckDBPyConnection, layout: Layout) -> dict[str, int]:
    counted = ", ".join(f"count_if(a.{c} <> h.{c})" for c in layout.columns)
    row = connection.sql(
        f"SELECT {counted} FROM {PAIRS} p JOIN {ARRIVED} a ON a.uid = p.arrived_uid "
        f"JOIN {HELD} h ON h.uid = p.held_uid WHERE p.how = 'changed'"
    ).fetchall()[0]
    return {name: n for name, n in zip(layout.header, row, strict=True) if n}


def _transitions(connection: duckdb.DuckDBPyConnection, layout: Layout) -> Iterator[Transition]:
    """Count the changes of coded columns from word to word, the most frequent first."""
    for header in layout.coded:
        column = column_of(header)
        rows = connection.sql(
            f"SELECT h.{column}, a.{column}, count(*) FROM {PAIRS} p "
            f"JOIN {ARRIVED} a ON a.uid = p.arrived_uid JOIN {HELD} h ON h.uid = p.held_uid "
            f"WHERE p.how = 'changed' AND a.{column} <> h.{column} "
            "GROUP BY ALL ORDER BY 3 DESC, 1, 2"
        ).fetchall()
        yield from (Transition(header, *row) for row in rows)


def _count(connection: duckdb.DuckDBPyConnection, table: str) -> int:
    return int(connection.sql(f"SELECT count(*) FROM {table}").fetchall()[0][0])
