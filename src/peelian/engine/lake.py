"""The port to tables of data, and what every implementation of it shares.

A *batch* is the unit of change. Rows are appended with the batch's id; versions of rows that the
batch replaces are listed in the table ``closures``; **one row in the table ``batches`` is the
commit**. A reader sees rows of committed batches only, so a batch is seen whole or not at all,
and "as known on" is a comparison of commit times. Nothing is ever rewritten by an ingest.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Protocol

from peelian.ground.errors import InputError

if TYPE_CHECKING:
    import duckdb


@dataclass(frozen=True, slots=True)
class Batch:
    """One committed change. ``known_from`` is its commit time in UTC unless it was back-dated."""

    uid: str
    kind: str
    known_from: datetime
    detail: str = "{}"


class Lake(Protocol):
    """Where tables live."""

    def connect(self) -> "duckdb.DuckDBPyConnection":
        """Open an engine for queries; no downloadable extensions, no network."""

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the one writer's place.

        Raises:
            BusyError: when another process holds it.
        """

    def begin(self, batch: str) -> None:
        """Note that ``batch`` is being made, so that :meth:`recover` can tell what became of it."""

    def end(self, batch: str) -> None:
        """Note that everything about ``batch`` is done, its place in the ledger included."""

    def append(
        self, batch: str, table: str, connection: "duckdb.DuckDBPyConnection", sql: str
    ) -> int:
        """Add the rows ``sql`` selects to ``table`` as part of ``batch``; return how many."""

    def commit(
        self, batch: str, kind: str, detail: str = "{}", known_from: datetime | None = None
    ) -> Batch:
        """Make everything appended under ``batch`` visible at once."""

    def discard(self, batch: str) -> None:
        """Remove what an uncommitted batch left."""

    def recover(self) -> dict[str, bool]:
        """Settle every batch that was begun and not ended.

        Returns a batch's id -> whether it had been committed; one that had not is discarded.
        """

    def batches(self) -> list[Batch]:
        """Every committed batch, oldest first."""

    def has(self, table: str) -> bool:
        """Whether any committed batch holds rows of ``table``."""

    def attach(
        self,
        connection: "duckdb.DuckDBPyConnection",
        table: str,
        as_known_on: datetime | None = None,
        pending: str | None = None,
    ) -> None:
        """Create the view ``table`` in ``connection``: the rows in force at that time.

        The view has the table's own columns and ``batch_id, known_from, known_to``. A writer may
        see its own uncommitted batch by naming it as ``pending``.

        Raises:
            InputError: when the lake holds no such table.
        """

    def read(self, table: str, as_known_on: datetime | None = None) -> "duckdb.DuckDBPyRelation":
        """Return the rows of ``table`` in force now, or as known at a time."""


CLOSURES = "closures"
"""Versions that a later batch replaced: ``table_name, uid, closes_batch``."""


def connect() -> "duckdb.DuckDBPyConnection":
    """Open an in-memory engine that keeps its hands off the network and of extensions."""
    import duckdb

    connection = duckdb.connect()
    connection.execute("SET autoinstall_known_extensions = false")
    connection.execute("SET autoload_known_extensions = false")
    connection.execute("SET TimeZone = 'UTC'")
    connection.execute("SET enable_progress_bar = false")  # it would write into our output
    return connection


def with_pending(committed: list[Batch], pending: str | None) -> list[Batch]:
    """Add the writer's own batch to what is committed."""
    if pending is None:
        return committed
    return [*committed, Batch(pending, "pending", datetime.now(UTC))]


def no_table(table: str) -> InputError:
    """The error for a table nobody has filled yet, the same in every implementation."""
    return InputError(
        f"There are no {table} in this data folder yet.",
        "Nothing of that kind has been brought in.",
        "Bring in a file first: `peelian hub ingest FILE --data FOLDER`.",
    )


def in_force(source: str, table: str, *, closures: str | None, at: datetime | None) -> str:
    """Write the SELECT for the rows of ``source`` in force at ``at`` (now when ``None``).

    ``source`` and ``closures`` are FROM clauses whose rows carry ``batch_id``; a relation
    ``batches(batch_id, known_from)`` of committed batches must exist in the connection.
    """
    instant = f"TIMESTAMPTZ '{at.isoformat()}'" if at else "TIMESTAMPTZ 'infinity'"
    rows = f"SELECT d.*, b.known_from FROM {source} d JOIN batches b USING (batch_id)"
    if closures is None:
        return (
            f"SELECT *, CAST(NULL AS TIMESTAMPTZ) AS known_to FROM ({rows}) "
            f"WHERE known_from <= {instant}"
        )
    ended = (
        f"SELECT c.uid, c.closes_batch, min(b.known_from) AS known_to FROM {closures} c "
        f"JOIN batches b USING (batch_id) WHERE c.table_name = '{table}' "
        f"AND b.known_from <= {instant} GROUP BY ALL"
    )
    return (
        f"SELECT r.*, e.known_to FROM ({rows}) r LEFT JOIN ({ended}) e "
        "ON e.uid = r.uid AND e.closes_batch = r.batch_id "
        f"WHERE r.known_from <= {instant} AND e.known_to IS NULL"
    )
