"""Correct a row, replay it through the checks it failed, and undo that: each is one batch.

The row that is set aside is closed, not deleted, and the corrected one has the number of the row in
its file, so that both stay askable as they were known. The audit log has row numbers and column
names, never what a row says.
"""

import json
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

import duckdb

from peelian.assure.ledger import Event
from peelian.assure.workspace import Workspace
from peelian.engine.lake import CLOSURES
from peelian.ground.errors import InputError
from peelian.hub.ingest.intake import QUARANTINE, Intake
from peelian.hub.ingest.layouts import LAYOUTS, Layout
from peelian.hub.ingest.replay import part_of, replay
from peelian.hub.repair.model import Parameters, Result, Waiting

NAME: Final = "hub.repair"


def run(workspace: Workspace, parameters: Parameters) -> Result:
    """List, show, correct or undo.

    Raises:
        InputError: for a row that does not wait, or a correction that does not pass the checks.
        BusyError: while an ingest is at work.
    """
    done, values = "", {}
    if parameters.undo and parameters.row is not None:
        _undo(workspace, parameters.row)
        done = "The correction was taken back; the row waits again."
    elif parameters.corrections and parameters.row is not None:
        _correct(workspace, parameters.row, parameters.corrections)
        done = "The row was corrected and brought in."
    elif parameters.row is not None:
        values = _values(_waiting_row(workspace, parameters.row)[1])
    return Result(done, tuple(_waiting(workspace)), values)


def _waiting(workspace: Workspace) -> Iterator[Waiting]:
    if workspace.lake.has(QUARANTINE):
        rows = (
            workspace.lake.read(QUARANTINE)
            .order("uid")
            .project("uid, source_file, source_row, force_code, month, reason")
        )
        yield from (Waiting(*row) for row in rows.fetchall())


def _waiting_row(workspace: Workspace, row: int) -> tuple[Layout, str, tuple[str, str, str]]:
    """The layout of a waiting row, its words, and its force, month and file."""
    if workspace.lake.has(QUARANTINE):
        found = (
            workspace.lake.read(QUARANTINE)
            .filter(f"uid = {row}")
            .project("kind, raw, force_code, month, source_file")
            .fetchall()
        )
        if found:
            kind, raw, *about = found[0]
            return next(one for one in LAYOUTS if one.kind == kind), raw, tuple(about)
    raise _refused("No row with this number waits.", "List the rows that do: leave out --row.")


def _values(raw: str) -> dict[str, str]:
    try:
        values = json.loads(raw)
    except ValueError:
        values = None
    if not isinstance(values, dict):
        raise _refused(
            "The line could not be taken apart into columns.",
            "Correct it in a copy of its file and bring that in.",
        )
    return {str(k): str(v) for k, v in values.items()}


def _correct(workspace: Workspace, row: int, corrections: dict[str, str]) -> None:
    layout, raw, about = _waiting_row(workspace, row)
    values = _values(raw)
    unknown = [column for column in corrections if column not in layout.header]
    if unknown:
        raise _refused(
            "A column is not one of the file's.", f"The columns are: {', '.join(layout.header)}."
        )
    with _batch(workspace) as (batch, intake), tempfile.TemporaryDirectory() as scratch:
        part = part_of(layout, values | corrections, row, about, Path(scratch))
        reason = replay(intake, part, row)
        if reason:
            raise _refused(f"The row does not pass yet: {reason}", "Correct that as well.")
        _close(intake, QUARANTINE, row)
        intake.find_gaps()
        workspace.lake.commit(batch, NAME)
    _tell(workspace, "row.corrected", row, columns=sorted(corrections))


def _undo(workspace: Workspace, row: int) -> None:
    repairs = {b.uid: b.known_from for b in workspace.lake.batches() if b.kind == NAME}
    for layout in LAYOUTS:
        if workspace.lake.has(layout.table):
            version = workspace.lake.read(layout.table).filter(f"uid = {row}").project("batch_id")
            found = [batch for (batch,) in version.fetchall() if batch in repairs]
            if found:
                _take_back(workspace, layout.table, row, repairs[found[0]])
                return
    raise _refused("This row was not corrected here.", "Check the number of the row.")


def _take_back(workspace: Workspace, table: str, row: int, corrected: Any) -> None:
    before = corrected - timedelta(microseconds=1)
    with _batch(workspace) as (batch, intake):
        lake, connection = workspace.lake, intake.connection
        _close(intake, table, row)
        lake.attach(connection, QUARANTINE, before)
        kept = "* EXCLUDE (batch_id, known_from, known_to)"
        lake.append(
            batch, QUARANTINE, connection, f"SELECT {kept} FROM {QUARANTINE} WHERE uid = {row}"
        )
        intake.find_gaps()
        lake.commit(batch, NAME + ".undone")
    _tell(workspace, "row.correction-undone", row)


def _close(intake: Intake, table: str, row: int) -> None:
    intake.lake.attach(intake.connection, table)
    intake.lake.append(
        intake.batch,
        CLOSURES,
        intake.connection,
        f"SELECT '{table}' AS table_name, uid, batch_id AS closes_batch FROM {table} "
        f"WHERE uid = {row}",
    )


@contextmanager
def _batch(workspace: Workspace) -> Iterator[tuple[str, Intake]]:
    """One change, seen whole or not at all."""
    lake = workspace.lake
    with lake.writing():
        lake.recover()
        batch = uuid.uuid4().hex
        lake.begin(batch)
        connection: duckdb.DuckDBPyConnection = lake.connect()
        try:
            yield batch, Intake(lake, batch, connection, workspace.progress)
        except BaseException:
            lake.discard(batch)
            raise
        finally:
            lake.end(batch)


def _tell(workspace: Workspace, kind: str, row: int, **detail: Any) -> None:
    workspace.ledger.append(Event(kind, workspace.session.actor, NAME, str(row), detail))


def _refused(why: str, next_step: str) -> InputError:
    return InputError("Nothing was repaired.", why, next_step)
