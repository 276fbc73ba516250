"""What an ingest did, for its result page: the gaps it found and the rows it set aside."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from peelian.assure.workspace import Workspace
from peelian.web.inventory import Gap

_NUMBERS: Final = 20  # row numbers named per reason


@dataclass(frozen=True, slots=True)
class SetAside:
    """Rows of one file that could not be used, for one reason."""

    file: str
    reason: str
    rows: int
    numbers: str


def of(workspace: Workspace, result: Mapping[str, Any]) -> dict[str, Any]:
    """Return the gaps and what was set aside; reasons and row numbers, never what a row says."""
    return {
        "gaps": [Gap(**gap) for gap in result["gaps"]],
        "set_aside": _set_aside(workspace, result["batch"]),
    }


def _set_aside(workspace: Workspace, batch: str) -> list[SetAside]:
    if not workspace.lake.has("quarantine"):
        return []
    connection = workspace.lake.connect()
    workspace.lake.attach(connection, "quarantine")
    rows = connection.execute(
        "SELECT source_file, reason, count(*), "
        f"list(source_row ORDER BY source_row)[1:{_NUMBERS}] FROM quarantine "
        "WHERE batch_id = ? GROUP BY ALL ORDER BY ALL",
        [batch],
    ).fetchall()
    return [SetAside(file, reason, n, _named(n, first)) for file, reason, n, first in rows]


def _named(rows: int, first: list[int]) -> str:
    words = ", ".join(f"{number:,}" for number in first)
    return f"{words} and {rows - len(first):,} more" if rows > len(first) else words
