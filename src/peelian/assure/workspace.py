"""What a tool is handed: the ports, the session, and somewhere to report progress."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Self

from peelian.assure.card import Card
from peelian.assure.casework import Casework, MemoryCasework
from peelian.assure.guarded import GuardedLake
from peelian.assure.guarded_casework import GuardedCasework
from peelian.assure.ledger import Ledger
from peelian.assure.session import Session
from peelian.engine.lake import Lake

Progress = Callable[[str, int, int | None], None]
"""``progress(what, done, total)``; ``total`` is ``None`` while it is not known."""


def silent(what: str, done: int, total: int | None) -> None:
    """Report nothing."""


def no_cards() -> Iterable[Card]:
    """List no tools: a workspace that was not made by a door."""
    return ()


@dataclass(frozen=True, slots=True)
class Workspace:
    """One data folder opened by one session, which sees of it what its mode allows.

    ``bronze`` is where files are kept as received; ``None`` keeps none (in memory). ``cards``
    lists the tools of this build.
    """

    lake: Lake
    casework: Casework = field(default_factory=MemoryCasework)
    session: Session = field(default_factory=Session)
    bronze: Path | None = None
    progress: Progress = silent
    cards: Callable[[], Iterable[Card]] = no_cards
    checked: bool = False  # only a run that passed its checks sets this

    def __post_init__(self) -> None:
        guarded = GuardedLake(self.lake, self.session, checked=self.checked)
        object.__setattr__(self, "lake", guarded)
        object.__setattr__(self, "casework", GuardedCasework(self.casework, self.session))

    @property
    def ledger(self) -> Ledger:
        """The record of what was done."""
        return self.casework.ledger

    def acting_as(self, session: Session, progress: Progress | None = None) -> Self:
        """Return the same ports under another session, not yet checked for anything."""
        return replace(self, session=session, progress=progress or self.progress, checked=False)
