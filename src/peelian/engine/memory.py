"""The lake in memory: the oracle that the real one is compared with."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import duckdb
import pyarrow as pa

from peelian.engine import lake
from peelian.engine.lake import CLOSURES, Batch
from peelian.ground.errors import BusyError


class MemoryLake:
    """Arrow tables in a dictionary, under the same contract as the lake on disk."""

    def __init__(self) -> None:
        self._rows: dict[str, dict[str, list[pa.Table]]] = {}  # table -> batch -> parts
        self._batches: list[Batch] = []
        self._open: set[str] = set()
        self._lock = threading.Lock()

    def connect(self) -> duckdb.DuckDBPyConnection:
        """Open an engine for queries."""
        return lake.connect()

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the one writer's place."""
        if not self._lock.acquire(blocking=False):
            raise BusyError(
                "Another change to this data is being made.",
                "Only one can be made at a time.",
                "Wait until it has finished and try again.",
            )
        try:
            yield
        finally:
            self._lock.release()

    def begin(self, batch: str) -> None:
        """Note that the batch is being made."""
        self._open.add(batch)

    def end(self, batch: str) -> None:
        """Note that the batch is done."""
        self._open.discard(batch)

    def append(
        self, batch: str, table: str, connection: duckdb.DuckDBPyConnection, sql: str
    ) -> int:
        """Add the rows ``sql`` selects."""
        rows = connection.sql(sql).to_arrow_table()
        if rows.num_rows:
            self._rows.setdefault(table, {}).setdefault(batch, []).append(rows)
        return int(rows.num_rows)

    def commit(
        self, batch: str, kind: str, detail: str = "{}", known_from: datetime | None = None
    ) -> Batch:
        """Make the batch visible."""
        done = Batch(batch, kind, known_from or datetime.now(UTC), detail)
        self._batches.append(done)
        return done

    def discard(self, batch: str) -> None:
        """Remove what an uncommitted batch left."""
        for parts in self._rows.values():
            parts.pop(batch, None)

    def recover(self) -> dict[str, bool]:
        """Settle every batch that was begun and not ended."""
        committed = {b.uid for b in self._batches}
        fates = {batch: batch in committed for batch in sorted(self._open)}
        for batch, kept in fates.items():
            if not kept:
                self.discard(batch)
            self.end(batch)
        return fates

    def batches(self) -> list[Batch]:
        """Every committed batch, oldest first."""
        return list(self._batches)

    def has(self, table: str) -> bool:
        """Whether any committed batch holds rows of ``table``."""
        return bool(self._parts(table, {b.uid for b in self._batches}))

    def attach(
        self,
        connection: duckdb.DuckDBPyConnection,
        table: str,
        as_known_on: datetime | None = None,
        pending: str | None = None,
    ) -> None:
        """Create the view ``table``."""
        seen = lake.with_pending(self._batches, pending)
        uids = {b.uid for b in seen}
        parts = self._parts(table, uids)
        if not parts:
            raise lake.no_table(table)
        self._register(connection, f"_{table}", parts)
        connection.register(
            "batches",
            pa.table(
                {
                    "batch_id": [b.uid for b in seen],
                    "known_from": pa.array([b.known_from for b in seen], pa.timestamp("us", "UTC")),
                }
            ),
        )
        closures = self._parts(CLOSURES, uids)
        if closures:
            self._register(connection, f"_{CLOSURES}", closures)
        sql = lake.in_force(
            f"_{table}", table, closures=f"_{CLOSURES}" if closures else None, at=as_known_on
        )
        connection.execute(f"CREATE OR REPLACE TEMP VIEW {table} AS {sql}")

    def read(self, table: str, as_known_on: datetime | None = None) -> duckdb.DuckDBPyRelation:
        """Return the rows in force."""
        connection = self.connect()
        self.attach(connection, table, as_known_on)
        return connection.table(table)

    def _parts(self, table: str, seen: set[str]) -> list[pa.Table]:
        return [
            rows.append_column("batch_id", pa.array([batch] * rows.num_rows, pa.string()))
            for batch, parts in self._rows.get(table, {}).items()
            if batch in seen
            for rows in parts
        ]

    @staticmethod
    def _register(connection: duckdb.DuckDBPyConnection, name: str, parts: list[pa.Table]) -> None:
        connection.register(name, pa.concat_tables(parts, promote_options="permissive"))
