"""One corrected row, read through the checks and lookups of its whole file."""

import csv
from collections.abc import Mapping
from pathlib import Path

from peelian.hub.ingest import reading
from peelian.hub.ingest.intake import Intake
from peelian.hub.ingest.layouts import Layout
from peelian.hub.ingest.reading import ORDINAL, Part
from peelian.hub.ingest.sources import Source


def part_of(
    layout: Layout, values: Mapping[str, str], uid: int, about: tuple[str, str, str], folder: Path
) -> Part:
    """Write the row into a file of its own and describe it as the file it came from.

    Args:
        layout: the kind of file.
        values: published column to corrected value.
        uid: the row's number in the lake.
        about: the row's force, month and file name.
        folder: where the file may stand.
    """
    force, month, name = about
    path = folder / "row.csv"
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(layout.header)
        writer.writerow([values.get(column, "") for column in layout.header])
    source = Source(name, path, sha256="", received="", lines=1)
    return Part(source, layout, layout.header, uid // ORDINAL, force, month)


def replay(intake: Intake, part: Part, uid: int) -> str:
    """Append the row to the intake's batch; return why not, or nothing."""
    intake.look_up([part])
    intake.connection.execute(
        f"CREATE OR REPLACE TEMP TABLE replayed AS SELECT * REPLACE ({uid} AS uid, "
        f"{uid % ORDINAL}::BIGINT AS source_row) FROM ({reading.rows([part])})"
    )
    found = intake.connection.sql("SELECT reason FROM replayed").fetchall()
    if not found:
        return "It does not fit into the columns."
    if found[0][0] is None:
        good = "SELECT * EXCLUDE (reason) FROM replayed"
        intake.lake.append(intake.batch, part.layout.table, intake.connection, good)
    return str(found[0][0] or "")
