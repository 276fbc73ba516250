"""Bring files into the lake as one batch: seen whole, or not at all."""

import shutil
import tempfile
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from peelian.assure.ledger import Event
from peelian.assure.workspace import Workspace
from peelian.engine.lake import Lake
from peelian.ground.codes import force_slug
from peelian.ground.errors import InputError
from peelian.ground.time import known_on
from peelian.hub.ingest import answers, reading
from peelian.hub.ingest.intake import Intake
from peelian.hub.ingest.layouts import STOPS, Layout
from peelian.hub.ingest.layouts.layout import MONTH
from peelian.hub.ingest.model import FileReport, Gap, Parameters, Result
from peelian.hub.ingest.reading import Part
from peelian.hub.ingest.sources import Bronze, Source, gather
from peelian.hub.ingest.text import as_utf8

NAME: Final = "hub.ingest"
ROW_TABLES: Final = ("incidents", "stops", "outcomes")


def run(workspace: Workspace, parameters: Parameters) -> Result:
    """Bring in every file below ``parameters.paths``.

    Raises:
        InputError: for input that cannot be used; nothing of the batch is kept then.
        BusyError: when another ingest is at work on the same folder.
    """
    with workspace.lake.writing(), _folders(workspace) as (bronze, scratch):
        recovered = _settle(workspace)
        try:
            gathered = gather(parameters.paths, bronze, scratch)
            sources = [as_utf8(source, scratch) for source in answers.converted(gathered, scratch)]
        except BaseException:
            bronze.forget()
            raise
        batch, files, gaps = _as_batch(workspace, bronze, sources, parameters.known_from)
    return Result(batch, files, current_rows(workspace.lake), gaps, recovered)


def _as_batch(
    workspace: Workspace, bronze: Bronze, sources: Sequence[Source], known_from: str | None
) -> tuple[str, tuple[FileReport, ...], tuple[Gap, ...]]:
    """Fill and commit one batch, or leave nothing of it.

    A batch that was committed before something failed stays open: the next ingest settles it.
    """
    lake, batch = workspace.lake, uuid.uuid4().hex
    lake.begin(batch)
    _tell(workspace, "ingest.intended", batch, files=len(sources))
    try:
        files, gaps = _fill(workspace, batch, sources, known_from)
    except BaseException:
        if all(done.uid != batch for done in lake.batches()):
            lake.discard(batch)
            bronze.forget()
            _tell(workspace, "ingest.discarded", batch)
            lake.end(batch)
        raise
    lake.end(batch)
    return batch, files, gaps


def current_rows(lake: Lake) -> int:
    """Count the rows in force over all kinds of records."""
    return sum(
        int(lake.read(table).count("*").fetchall()[0][0]) for table in ROW_TABLES if lake.has(table)
    )


def _settle(workspace: Workspace) -> tuple[str, ...]:
    """Finish or discard what an ingest that was killed left behind; say which."""
    said = []
    for batch, kept in workspace.lake.recover().items():
        _tell(workspace, "ingest.settled", batch, kept=int(kept))
        fate = "was complete and stands" if kept else "was incomplete and was discarded"
        said.append(f"An earlier ingest that was interrupted {fate}.")
    return tuple(said)


def _fill(
    workspace: Workspace, batch: str, sources: Sequence[Source], known_from: str | None
) -> tuple[tuple[FileReport, ...], tuple[Gap, ...]]:
    lake = workspace.lake
    intake = Intake(lake, batch, lake.connect(), workspace.progress)
    parts = _without_copies(list(_parts(intake, sources)))
    seen = {p: account for p in parts if (account := intake.seen_before(p))}
    unseen = [p for p in parts if p not in seen]
    for part in unseen:
        intake.check_not_covered(part)
    intake.bring_in(unseen)
    gaps = intake.find_gaps()
    if unseen:
        intake.record_files()
        lake.commit(batch, NAME, known_from=known_on(known_from) if known_from else None)
        rows = sum(r.rows_read for r in intake.reports.values())
        _tell(workspace, "ingest.committed", batch, rows=rows)
    else:
        lake.discard(batch)
        _tell(workspace, "ingest.unchanged", batch)
    return tuple((seen | intake.reports)[p] for p in parts), gaps


def _parts(intake: Intake, sources: Sequence[Source]) -> Iterator[Part]:
    """Number the files and say which force and month each holds."""
    for ordinal, source in enumerate(sources, start=intake.next_ordinal()):
        layout, header = reading.recognise(source)
        if source.force and source.month and source.kind == layout.kind:
            yield Part(source, layout, header, ordinal, source.force, source.month)
        else:
            yield from _by_content(intake, source, layout, header, ordinal)


def _by_content(
    intake: Intake, source: Source, layout: Layout, header: tuple[str, ...], ordinal: int
) -> Iterator[Part]:
    """Split a file whose name says nothing by the force and month its rows name."""
    if layout is STOPS:
        raise InputError(
            f"The file {source.name!r} was not brought in.",
            "Stop and search files do not say inside which force they are from.",
            "Give it its published name, like 2024-01-avon-and-somerset-stop-and-search.csv.",
        )
    any_month = Part(source, layout, header, ordinal, "", "2000-01")
    found = intake.connection.sql(
        f"SELECT DISTINCT source_reported_by, source_month FROM ({reading.published(any_month)}) "
        f"WHERE regexp_matches(source_month, {MONTH}) ORDER BY ALL"
    ).fetchall()
    if not found:
        raise InputError(
            f"The file {source.name!r} was not brought in.",
            "No row of it names a month as YYYY-MM.",
            "Check that the columns are not swapped and the file is as published.",
        )
    for i, (force, month) in enumerate(found):
        here = (
            f"source_reported_by = {reading.quoted(force)} "
            f"AND source_month = {reading.quoted(month)}"
        )
        no_month = f"NOT regexp_matches(source_month, {MONTH})"
        where = f"({here} OR {no_month})" if i == 0 else f"({here})"
        yield Part(source, layout, header, ordinal, force_slug(force), month, where)


def _without_copies(parts: Sequence[Part]) -> list[Part]:
    """Drop a file named twice; refuse two different ones for one force and month.

    Raises:
        InputError: when nobody can know which of two files is the later edition.
    """
    first: dict[tuple[str, str, str], Part] = {}
    for part in parts:
        key = (part.layout.kind, part.force, part.month)
        other = first.setdefault(key, part)
        if other.source.sha256 != part.source.sha256:
            raise InputError(
                "Nothing was brought in.",
                f"Two files claim {part.layout.kind} of {part.force} for {part.month}: "
                f"{other.source.name!r} and {part.source.name!r}.",
                "Bring in the earlier edition first and the later one after it.",
            )
    return list(first.values())


@contextmanager
def _folders(workspace: Workspace) -> Iterator[tuple[Bronze, Path]]:
    """Where received files are kept, and a place to unpack that is cleared in any case."""
    scratch = Path(tempfile.mkdtemp(prefix="peelian-"))
    try:
        yield Bronze(workspace.bronze or scratch / "bronze"), scratch
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def _tell(workspace: Workspace, kind: str, batch: str, **detail: int) -> None:
    workspace.ledger.append(Event(kind, workspace.session.actor, NAME, batch, detail))
