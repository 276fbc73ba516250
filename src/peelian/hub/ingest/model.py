"""What ingest is asked and what it answers."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from peelian.ground.parameters import Kind, check, param


@dataclass(frozen=True, slots=True)
class Parameters:
    """What to bring in."""

    paths: tuple[Path, ...] = param(
        help="Files, folders or zip archives as downloaded from data.police.uk.",
        label="Files",
        kind=Kind.FILES,
        positional=True,
    )
    known_from: str | None = param(
        None,
        help="Back-date an archive: the day or instant since when its content was known.",
        flag="known-from",
    )

    def __post_init__(self) -> None:
        check(self)


@dataclass(frozen=True, slots=True)
class Transition:
    """How many rows of an edition had one word in a column before and another one after."""

    column: str
    before: str
    after: str
    rows: int


@dataclass(frozen=True, slots=True)
class FileReport:
    """One file's account: every row it held is in exactly one of the counts.

    ``rows_read = rows_new + rows_changed + rows_unchanged + rows_quarantined``; ``rows_removed``
    are rows of an earlier edition that this one no longer holds.
    """

    name: str
    kind: str
    force: str
    month: str
    rows_read: int
    rows_new: int
    rows_changed: int
    rows_unchanged: int
    rows_removed: int
    rows_quarantined: int
    changes: Mapping[str, int]
    note: str = ""
    transitions: tuple[Transition, ...] = ()


@dataclass(frozen=True, slots=True)
class Gap:
    """A month of a crime type (or of everything: ``all``) at an implausibly low level."""

    force: str
    month: str
    crime_type: str
    observed: int
    expected: float


@dataclass(frozen=True, slots=True)
class Result:
    """The account of one ingest."""

    batch: str
    files: tuple[FileReport, ...]
    rows_current: int
    gaps: tuple[Gap, ...]
    recovered: tuple[str, ...] = ()

    def summary(self) -> dict[str, Any]:
        """The account in plain JSON types."""
        return {
            "batch": self.batch,
            "files": [asdict(f) for f in self.files],
            "rows_current": self.rows_current,
            "gaps": [asdict(g) for g in self.gaps],
            "recovered": list(self.recovered),
        }
