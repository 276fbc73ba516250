"""What a tool is handed: the ports, the session, and somewhere to report progress."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Self

from peelian.assure.casework import Casework, MemoryCasework
from peelian.assure.ledger import Ledger
from peelian.assure.session import Session
from peelian.engine.lake import Lake

Progress = Callable[[str, int, int | None], None]
"""``progress(what, done, total)``; ``total`` is ``None`` while it is not known."""


def silent(what: str, done: int, total: int | None) -> None:
    """Report nothing."""


@dataclass(frozen=True, slots=True)
class Workspace:
    """One data folder opened by one session.

    ``bronze`` is where files are kept as received; ``None`` keeps none (in memory).
    """

    lake: Lake
    casework: Casework = field(default_factory=MemoryCasework)
    session: Session = field(default_factory=Session)
    bronze: Path | None = None
    progress: Progress = silent

    @property
    def ledger(self) -> Ledger:
        """The record of what was done."""
        return self.casework.ledger

    def acting_as(self, session: Session, progress: Progress | None = None) -> Self:
        """Return the same ports under another session."""
        return replace(self, session=session, progress=progress or self.progress)
