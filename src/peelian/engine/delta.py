"""The lake on disk: Delta tables whose Parquet files DuckDB writes and reads.

Each table is partitioned by ``batch_id``; DuckDB writes the files and deltalake records them, so
that neither library holds the rows twice. The Delta log carries row counts and nothing else of
the data: its column statistics would keep personal values in clear text after erasure.
"""

import json
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final, TypeVar

import duckdb
import pyarrow as pa
from deltalake import DeltaTable, write_deltalake
from deltalake.transaction import AddAction
from filelock import FileLock, Timeout

from peelian.engine import lake
from peelian.engine.lake import CLOSURES, Batch
from peelian.ground.errors import BusyError

_BATCHES: Final = "batches"
_OPEN: Final = ".open"
_T = TypeVar("_T")
_NO_STATISTICS: Final = {"delta.dataSkippingNumIndexedCols": "0"}
_BATCH_SCHEMA: Final = pa.schema(
    [
        pa.field("batch_id", pa.string()),
        pa.field("kind", pa.string()),
        pa.field("known_from", pa.timestamp("us", "UTC")),
        pa.field("detail", pa.string()),
    ]
)


class DeltaLake:
    """Delta tables below one folder.

    Args:
        root: the folder; made when missing.
    """

    def __init__(self, root: Path) -> None:
        self._root = root
        self._known: dict[Path, tuple[str, list[Any]]] = {}
        root.mkdir(parents=True, exist_ok=True)

    def connect(self) -> duckdb.DuckDBPyConnection:
        """Open an engine for queries; what does not fit in memory spills below the lake."""
        connection = lake.connect()
        spill = str(self._root / ".spill").replace("'", "''")
        connection.execute(f"SET temp_directory = '{spill}'")
        return connection

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the one writer's place, across processes; the lock dies with its holder."""
        lock = FileLock(self._root / ".writer.lock")
        try:
            lock.acquire(timeout=0)
        except Timeout:
            raise BusyError(
                "Another change to this data is being made.",
                "Only one can be made at a time.",
                "Wait until it has finished and try again.",
            ) from None
        try:
            yield
        finally:
            lock.release()

    def begin(self, batch: str) -> None:
        """Note on disk that the batch is being made."""
        (self._root / _OPEN).mkdir(exist_ok=True)
        (self._root / _OPEN / batch).touch()

    def end(self, batch: str) -> None:
        """Note that the batch is done."""
        (self._root / _OPEN / batch).unlink(missing_ok=True)

    def append(
        self, batch: str, table: str, connection: duckdb.DuckDBPyConnection, sql: str
    ) -> int:
        """Write the rows ``sql`` selects to a new Parquet file and record it."""
        home = self._root / table
        folder = home / f"batch_id={batch}"
        folder.mkdir(parents=True, exist_ok=True)
        part = folder / f"part-{len(list(folder.iterdir())):05d}.parquet"
        target = str(part).replace("'", "''")
        counted = connection.execute(
            f"COPY ({sql}) TO '{target}' (FORMAT parquet, COMPRESSION zstd)"
        ).fetchall()
        rows = int(counted[0][0])
        if rows == 0:
            part.unlink()
            return 0
        schema = connection.sql(f"SELECT * FROM ({sql}) LIMIT 0").to_arrow_table().schema
        self._record(home, schema, batch, part, rows)
        return rows

    def commit(
        self, batch: str, kind: str, detail: str = "{}", known_from: datetime | None = None
    ) -> Batch:
        """Write the one row that makes the batch visible."""
        done = Batch(batch, kind, known_from or datetime.now(UTC), detail)
        row = pa.table(
            {
                "batch_id": [done.uid],
                "kind": [done.kind],
                "known_from": pa.array([done.known_from], pa.timestamp("us", "UTC")),
                "detail": [done.detail],
            },
            schema=_BATCH_SCHEMA,
        )
        write_deltalake(
            self._root / _BATCHES, row, mode="append", configuration=dict(_NO_STATISTICS)
        )
        return done

    def discard(self, batch: str) -> None:
        """Remove what an uncommitted batch left: first its records, then its files."""
        for home in self._tables():
            if self._is_delta(home):
                table = DeltaTable(home)
                if any(p.get("batch_id") == batch for p in table.partitions()):
                    table.delete(f"batch_id = '{batch}'")
            shutil.rmtree(home / f"batch_id={batch}", ignore_errors=True)

    def recover(self) -> dict[str, bool]:
        """Settle every batch that was begun and not ended."""
        committed = {b.uid for b in self.batches()}
        begun = sorted(p.name for p in (self._root / _OPEN).glob("*"))
        fates = {batch: batch in committed for batch in begun}
        for batch, kept in fates.items():
            if not kept:
                self.discard(batch)
            self.end(batch)
        return fates

    def batches(self) -> list[Batch]:
        """Every committed batch, oldest first."""
        return list(self._remembered(self._root / _BATCHES, _read_batches))

    def has(self, table: str) -> bool:
        """Whether any committed batch holds rows of ``table``."""
        return bool(self._files(table, {b.uid for b in self.batches()}))

    def attach(
        self,
        connection: duckdb.DuckDBPyConnection,
        table: str,
        as_known_on: datetime | None = None,
        pending: str | None = None,
    ) -> None:
        """Create the view ``table`` over the active files of committed batches."""
        seen = lake.with_pending(self.batches(), pending)
        uids = {b.uid for b in seen}
        files = self._files(table, uids)
        if not files:
            raise lake.no_table(table)
        values = ", ".join(f"('{b.uid}', TIMESTAMPTZ '{b.known_from.isoformat()}')" for b in seen)
        connection.execute(
            "CREATE OR REPLACE TEMP VIEW batches AS "
            f"SELECT * FROM (VALUES {values}) v(batch_id, known_from)"
        )
        closures = self._files(CLOSURES, uids)
        sql = lake.in_force(
            _parquet(files),
            table,
            closures=_parquet(closures) if closures else None,
            at=as_known_on,
        )
        connection.execute(f"CREATE OR REPLACE TEMP VIEW {table} AS {sql}")

    def read(self, table: str, as_known_on: datetime | None = None) -> duckdb.DuckDBPyRelation:
        """Return the rows in force."""
        connection = self.connect()
        self.attach(connection, table, as_known_on)
        return connection.table(table)

    def _tables(self) -> list[Path]:
        hidden = (".", "_")
        return [
            p
            for p in sorted(self._root.iterdir())
            if p.is_dir() and not p.name.startswith(hidden) and p.name != _BATCHES
        ]

    @staticmethod
    def _is_delta(home: Path) -> bool:
        return (home / "_delta_log").is_dir()

    def _files(self, table: str, committed: set[str]) -> list[str]:
        home = self._root / table
        active = self._remembered(home, _read_active)
        return [str(home / path) for path, batch in active if batch in committed]

    def _remembered(self, home: Path, read: Callable[[Path], list[_T]]) -> list[_T]:
        """What ``read`` finds in a table, read again only when the table's log has grown."""
        log = home / "_delta_log"
        newest = max((entry.name for entry in log.glob("*.json")), default="")
        if not newest:
            return []
        known = self._known.get(home)
        if known is None or known[0] != newest:
            known = self._known[home] = (newest, read(home))
        return known[1]

    @staticmethod
    def _record(home: Path, schema: pa.Schema, batch: str, part: Path, rows: int) -> None:
        full = schema.append(pa.field("batch_id", pa.string()))
        table = DeltaTable.create(
            home,
            full,
            mode="ignore",
            partition_by=["batch_id"],
            configuration=dict(_NO_STATISTICS),
        )
        action = AddAction(
            path=f"batch_id={batch}/{part.name}",
            size=part.stat().st_size,
            partition_values={"batch_id": batch},
            modification_time=int(time.time() * 1000),
            data_change=True,
            stats=json.dumps({"numRecords": rows}),
        )
        table.create_write_transaction([action], "append", full, partition_by=["batch_id"])


def _read_batches(home: Path) -> list[Batch]:
    # Read by DuckDB: deltalake's own reader leaves a thread that aborts Python at exit.
    files = _parquet([str(uri) for uri in DeltaTable(home).file_uris()], partitioned=False)
    columns = "batch_id, kind, known_from, detail"
    found = lake.connect().sql(f"SELECT {columns} FROM {files} ORDER BY known_from, batch_id")
    return [Batch(*row) for row in found.fetchall()]


def _read_active(home: Path) -> list[tuple[str, str]]:
    """A table's active files and the batch of each, in a lasting order."""
    actions = pa.table(DeltaTable(home).get_add_actions(flatten=True))
    paths = actions.column("path").to_pylist()
    return sorted(zip(paths, actions.column("partition.batch_id").to_pylist(), strict=True))


def _parquet(files: list[str], *, partitioned: bool = True) -> str:
    quoted = ", ".join("'" + f.replace("'", "''") + "'" for f in files)
    partition = "hive_partitioning = true, hive_types = {'batch_id': VARCHAR}, "
    return f"read_parquet([{quoted}], {partition if partitioned else ''}union_by_name = true)"
