"""The lake as a session may read it: a practice session never gets operational rows."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from peelian.assure.session import Mode, Session
from peelian.engine.lake import Batch, Lake
from peelian.ground.errors import NotAllowedError
from peelian.ground.records import Classification

if TYPE_CHECKING:
    import duckdb

HOUSEKEEPING: Final = frozenset({"files", "gaps", "batches", "closures"})
"""Tables that say which files came when and how many rows they had, and nothing out of them."""


class GuardedLake:
    """The same lake, asked through one session.

    Rows say how open they are in the column ``classification``; a table without it counts as
    operational. Outside practice, rows that are neither open nor synthetic are handed only to a
    run that passed its checks.
    """

    def __init__(self, lake: Lake, session: Session, *, checked: bool = False) -> None:
        self.inner: Lake = lake.inner if isinstance(lake, GuardedLake) else lake
        self._session = session
        self._checked = checked

    def connect(self) -> "duckdb.DuckDBPyConnection":
        """Open an engine for queries."""
        return self.inner.connect()

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the one writer's place."""
        with self.inner.writing():
            yield

    def append(
        self, batch: str, table: str, connection: "duckdb.DuckDBPyConnection", sql: str
    ) -> int:
        """Add rows to a batch."""
        return self.inner.append(batch, table, connection, sql)

    def commit(
        self, batch: str, kind: str, detail: str = "{}", known_from: datetime | None = None
    ) -> Batch:
        """Make a batch visible."""
        return self.inner.commit(batch, kind, detail, known_from)

    def discard(self, batch: str) -> None:
        """Remove what an uncommitted batch left."""
        self.inner.discard(batch)

    def recover(self) -> dict[str, bool]:
        """Finish or discard batches that were never committed."""
        return self.inner.recover()

    def batches(self) -> list[Batch]:
        """Every committed batch."""
        return self.inner.batches()

    def has(self, table: str) -> bool:
        """Whether there are rows."""
        return self.inner.has(table)

    def attach(
        self, connection: "duckdb.DuckDBPyConnection", table: str, *args: Any, **kwargs: Any
    ) -> None:
        """Create the view ``table``, unless this session may not read it.

        Raises:
            NotAllowedError: in practice, when any row in it is operational or unlabelled.
        """
        self.inner.attach(connection, table, *args, **kwargs)
        try:
            self._check(connection, table)
        except BaseException:
            connection.execute(f"DROP VIEW IF EXISTS {table}")
            raise

    def read(self, table: str, as_known_on: datetime | None = None) -> "duckdb.DuckDBPyRelation":
        """Return the rows in force, unless this session may not read them."""
        connection = self.connect()
        self.attach(connection, table, as_known_on)
        return connection.table(table)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.inner, name)

    def _check(self, connection: "duckdb.DuckDBPyConnection", table: str) -> None:
        if table in HOUSEKEEPING or (self._checked and self._session.mode is not Mode.SANDBOX):
            return
        columns = {d[0] for d in connection.execute(f"DESCRIBE {table}").fetchall()}
        found: set[str] = {Classification.OPERATIONAL}
        if "classification" in columns:
            rows = connection.execute(f"SELECT DISTINCT classification FROM {table}").fetchall()
            found = {str(r[0]) for r in rows}
        self._session.check_may_read(found)
        if found - {Classification.OPEN, Classification.SYNTHETIC}:
            raise NotAllowedError(
                "The data were not opened.",
                "Some of them are operational, and no checked run of a tool stands behind this.",
                "Use a tool that is approved for this purpose.",
            )
