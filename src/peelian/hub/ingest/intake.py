"""The work of one batch: every part of every file read, checked, paired and appended."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Final

import duckdb
import pyarrow as pa

from peelian.assure.workspace import Progress
from peelian.engine.lake import CLOSURES, Lake
from peelian.ground.errors import InputError
from peelian.hub.ingest import editions, gaps, places, reading
from peelian.hub.ingest.layouts import LAYOUTS
from peelian.hub.ingest.model import FileReport, Gap
from peelian.hub.ingest.reading import ORDINAL, Part

FILES: Final = "files"
QUARANTINE: Final = "quarantine"
GAPS: Final = "gaps"
_GROUP_BYTES: Final = 256 * 1024**2  # files read in one query: few large Parquet files, flat memory


@dataclass(slots=True)
class Intake:
    """One batch being filled.

    Args:
        lake: where rows go.
        batch: the batch's id.
        connection: the engine.
        progress: told how many files are done.
    """

    lake: Lake
    batch: str
    connection: duckdb.DuckDBPyConnection
    progress: Progress
    reports: dict[Part, FileReport] = field(default_factory=dict)

    def bring_in(self, parts: Sequence[Part]) -> None:
        """Append fresh months and new editions of months already held."""
        fresh = [p for p in parts if not self._ordinals(p)]
        for group in _groups(fresh):
            self._fresh(group)
            self.progress("Bringing in files", len(self.reports), len(parts))
        for part in parts:
            if part not in self.reports:
                self._edition(part)
                self.progress("Bringing in files", len(self.reports), len(parts))

    def seen_before(self, part: Part) -> FileReport | None:
        """Return the account of a file whose very bytes are already in the lake."""
        if not self.lake.has(FILES):
            return None
        self.lake.attach(self.connection, FILES)
        row = self.connection.execute(
            f"SELECT rows_read, rows_quarantined FROM {FILES} WHERE sha256 = ? AND kind = ? "
            "AND force_code = ? AND month = ?",
            [part.source.sha256, part.layout.kind, part.force, part.month],
        ).fetchall()
        if not row:
            return None
        read, bad = row[0]
        blank = _blank(part)
        return replace(
            blank,
            rows_read=read,
            rows_unchanged=read - bad,
            rows_quarantined=bad,
            note="This very file was brought in before; nothing changed.",
        )

    def check_not_covered(self, part: Part) -> None:
        """Refuse a part of a month that the lake holds whole from the archive.

        Raises:
            InputError: when its crimes would be counted twice.
        """
        whole = [la.kind for la in LAYOUTS if part.layout.kind in la.replaces]
        if not whole or not self.lake.has(FILES):
            return
        self.lake.attach(self.connection, FILES)
        held = self.connection.execute(
            f"SELECT count(*) FROM {FILES} "
            "WHERE list_contains(?, kind) AND force_code = ? AND month = ?",
            [whole, part.force, part.month],
        ).fetchall()[0][0]
        if held:
            raise InputError(
                f"The file {part.source.name!r} was not brought in.",
                f"The whole month {part.month} of {part.force} is already there from the "
                "published archive, so its crimes would be counted twice.",
                "Leave this month out, or bring it into another data folder.",
            )

    def next_ordinal(self) -> int:
        """The first file number not used yet."""
        if not self.lake.has(FILES):
            return 1
        self.lake.attach(self.connection, FILES)
        highest = self.connection.sql(f"SELECT max(ordinal) FROM {FILES}").fetchall()[0][0]
        return int(highest) + 1

    def find_gaps(self) -> tuple[Gap, ...]:
        """Look for gaps in the lake as it will be, and put them on record."""
        try:
            self.lake.attach(self.connection, "incidents", pending=self.batch)
        except InputError:  # an archive of stops alone has no incidents to look at
            return ()
        found = gaps.find(self.connection)
        self._close_all(GAPS)
        rows = [
            {
                "uid": i,
                "force_code": g.force,
                "month": g.month,
                "crime_type": g.crime_type,
                "observed": g.observed,
                "expected": g.expected,
            }
            for i, g in enumerate(found)
        ]
        self._append_rows(GAPS, rows)
        return found

    def record_files(self) -> None:
        """Put each part's account on record with the batch."""
        rows = [
            {
                "uid": part.ordinal * ORDINAL + i,
                "ordinal": part.ordinal,
                "whole": not part.where,
                "name": report.name,
                "received": part.source.received,
                "sha256": part.source.sha256,
                "kind": report.kind,
                "force_code": report.force,
                "month": report.month,
                "rows_read": report.rows_read,
                "rows_new": report.rows_new,
                "rows_changed": report.rows_changed,
                "rows_unchanged": report.rows_unchanged,
                "rows_removed": report.rows_removed,
                "rows_quarantined": report.rows_quarantined,
                "changes": json.dumps(dict(report.changes), sort_keys=True),
                "transitions": json.dumps([asdict(t) for t in report.transitions]),
            }
            for i, (part, report) in enumerate(self.reports.items())
        ]
        self._append_rows(FILES, rows)

    def _fresh(self, parts: Sequence[Part]) -> None:
        self.look_up(parts)
        self._forget_rejects()
        table = parts[0].layout.table
        good = f"SELECT * EXCLUDE (reason) FROM ({reading.rows(parts)}) WHERE reason IS NULL"
        if self.lake.append(self.batch, table, self.connection, good):
            kept = self._kept(table, parts)
        else:
            kept = dict.fromkeys(parts, 0)
        for part in parts:
            bad = self._quarantine(part, kept[part])
            self._report(part, editions.Outcome(kept[part], 0, 0, 0, {}), bad)

    def _edition(self, part: Part) -> None:
        self.look_up([part])
        self._forget_rejects()
        connection, table = self.connection, part.layout.table
        connection.execute(
            f"CREATE OR REPLACE TEMP TABLE {editions.ARRIVED} AS SELECT * EXCLUDE (reason) "
            f"FROM ({reading.rows([part])}) WHERE reason IS NULL"
        )
        self.lake.attach(connection, table)
        connection.execute(
            f"CREATE OR REPLACE TEMP TABLE {editions.HELD} AS "
            f"SELECT * FROM {editions.ARRIVED} WHERE false UNION ALL BY NAME "  # its columns
            f"SELECT * FROM {table} WHERE {' OR '.join(self._ordinals(part))}"
        )
        outcome = editions.pair(connection, part.layout)
        columns = connection.table(editions.ARRIVED).columns
        self.lake.append(self.batch, table, connection, editions.versions(columns))
        self.lake.append(self.batch, CLOSURES, connection, editions.closures(part.layout))
        good = outcome.new + outcome.changed + outcome.unchanged
        self._report(part, outcome, self._quarantine(part, good))

    def _ordinals(self, part: Part) -> list[str]:
        """SQL conditions, one per file, for the rows held of the part's force and month."""
        if not self.lake.has(FILES):
            return []
        self.lake.attach(self.connection, FILES)
        files = self.connection.execute(
            f"SELECT ordinal, whole FROM {FILES} "
            "WHERE list_contains(?, kind) AND force_code = ? AND month = ?",
            [[part.layout.kind, *part.layout.replaces], part.force, part.month],
        ).fetchall()
        slice_ = f" AND force_code = '{part.force}' AND month = '{part.month}'"
        return [
            f"(uid BETWEEN {n * ORDINAL} AND {(n + 1) * ORDINAL - 1}{'' if whole else slice_})"
            for n, whole in files
        ]

    def look_up(self, parts: Sequence[Part]) -> None:
        """Make the relations that the rows are joined with."""
        self.connection.execute(
            f"CREATE OR REPLACE TEMP TABLE {reading.PARTS} AS {reading.about(parts)}"
        )
        found = self.connection.sql(reading.distinct_points(parts)).to_arrow_table()
        lon = found.column("longitude").to_numpy(zero_copy_only=False)
        lat = found.column("latitude").to_numpy(zero_copy_only=False)
        forces = {p.force for p in parts}
        found = places.points(lon.astype("float64"), lat.astype("float64"), forces)
        for name, table in ((reading.POINTS, found), (reading.VINTAGES, places.vintages())):
            self.connection.register("rows_in", table)
            self.connection.execute(f"CREATE OR REPLACE TEMP TABLE {name} AS SELECT * FROM rows_in")
            self.connection.unregister("rows_in")

    def _kept(self, table: str, parts: Sequence[Part]) -> dict[Part, int]:
        self.lake.attach(self.connection, table, pending=self.batch)
        counted = self.connection.execute(
            f"SELECT uid // {ORDINAL}, force_code, month, count(*) FROM {table} "
            "WHERE batch_id = ? GROUP BY ALL",
            [self.batch],
        ).fetchall()
        return {
            p: sum(
                n
                for ordinal, force, month, n in counted
                if ordinal == p.ordinal and (not p.where or (force, month) == (p.force, p.month))
            )
            for p in parts
        }

    def _quarantine(self, part: Part, good: int) -> int:
        """Keep the part's bad rows with their reasons; return how many there are."""
        rejected = reading.rejected(part)
        broken = self._append_quarantine(part, rejected)
        if part.source.lines == good + broken and not part.where:
            return broken  # every line is accounted for: no need to look for more
        failed = reading.failed(part)
        return broken + self._append_quarantine(part, failed)

    def _append_quarantine(self, part: Part, sql: str) -> int:
        return self.lake.append(
            self.batch,
            QUARANTINE,
            self.connection,
            f"SELECT {part.ordinal * ORDINAL} + source_row AS uid, '{part.layout.kind}' AS kind, "
            f"'{part.force}' AS force_code, '{part.month}' AS month, "
            f"{reading.quoted(part.source.name)} AS source_file, source_row, reason, raw, "
            f"'open' AS classification FROM ({sql})",
        )

    def _report(self, part: Part, outcome: editions.Outcome, bad: int) -> None:
        good = outcome.new + outcome.changed + outcome.unchanged
        self.reports[part] = replace(
            _blank(part),
            rows_read=good + bad,
            rows_new=outcome.new,
            rows_changed=outcome.changed,
            rows_unchanged=outcome.unchanged,
            rows_removed=outcome.removed,
            rows_quarantined=bad,
            changes=outcome.changes,
            transitions=outcome.transitions,
        )

    def _forget_rejects(self) -> None:
        for table in (reading.REJECTS, reading.SCANS):
            self.connection.execute(f"DROP TABLE IF EXISTS {table}")

    def _close_all(self, table: str) -> None:
        if self.lake.has(table):
            self.lake.attach(self.connection, table)
            self.lake.append(
                self.batch,
                CLOSURES,
                self.connection,
                f"SELECT '{table}' AS table_name, uid, batch_id AS closes_batch FROM {table}",
            )

    def _append_rows(self, table: str, rows: list[dict[str, object]]) -> None:
        if rows:
            self.connection.register("rows_in", pa.Table.from_pylist(rows))
            self.lake.append(self.batch, table, self.connection, "SELECT * FROM rows_in")
            self.connection.unregister("rows_in")


def _blank(part: Part) -> FileReport:
    return FileReport(
        name=part.source.name,
        kind=part.layout.kind,
        force=part.force,
        month=part.month,
        rows_read=0,
        rows_new=0,
        rows_changed=0,
        rows_unchanged=0,
        rows_removed=0,
        rows_quarantined=0,
        changes={},
        note=part.source.note,
    )


def _groups(parts: Sequence[Part]) -> Iterator[list[Part]]:
    """Group parts of one layout up to a bounded size."""
    group: list[Part] = []
    size = 0
    for part in sorted(parts, key=lambda p: p.layout.table):
        bytes_ = part.source.path.stat().st_size
        full = size + bytes_ > _GROUP_BYTES
        if group and (full or group[0].layout is not part.layout):
            yield group
            group, size = [], 0
        group.append(part)
        size += bytes_
    if group:
        yield group
