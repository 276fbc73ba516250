"""Read what each ingest recorded of a month it had seen before."""

import json
from typing import Any

from peelian.assure.workspace import Workspace
from peelian.ground.time import Month
from peelian.hub.changes.model import Edition, Parameters, Result
from peelian.hub.ingest.model import Transition

_COLUMNS = (
    "name, kind, force_code, month, known_from, rows_new, rows_changed, rows_unchanged, "
    "rows_removed, changes"
)


def run(workspace: Workspace, parameters: Parameters) -> Result:
    """Return every later edition of the months asked for.

    Raises:
        InputError: when nothing was ever brought in, or the month is none.
    """
    month = str(Month.parse(parameters.month)) if parameters.month else None
    connection = workspace.lake.connect()
    workspace.lake.attach(connection, "files")
    columns = [row[0] for row in connection.execute("DESCRIBE files").fetchall()]
    moves = "transitions" if "transitions" in columns else "'[]'"  # older folders have none
    rows = connection.execute(
        f"SELECT {_COLUMNS}, coalesce({moves}, '[]') FROM files "
        "WHERE rows_changed + rows_unchanged + rows_removed > 0 "
        "AND ($1 IS NULL OR force_code = $1) AND ($2 IS NULL OR month = $2) "
        "ORDER BY known_from DESC, force_code, month, kind",
        [parameters.force, month],
    ).fetchall()
    return Result(tuple(_edition(row) for row in rows))


def _edition(row: tuple[Any, ...]) -> Edition:
    name, kind, force, month, known_from, new, changed, unchanged, removed, changes, moves = row
    return Edition(
        name=name,
        kind=kind,
        force=force,
        month=month,
        known_from=known_from.isoformat(timespec="seconds"),
        rows_new=new,
        rows_changed=changed,
        rows_unchanged=unchanged,
        rows_removed=removed,
        changes=dict(sorted(json.loads(changes).items(), key=lambda pair: -pair[1])),
        transitions=tuple(Transition(**move) for move in json.loads(moves)),
    )
