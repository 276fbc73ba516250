"""Which editions to look at, and how they differ from what was held before."""

from dataclasses import asdict, dataclass
from typing import Any

from peelian.ground.parameters import check, param
from peelian.hub.ingest.model import Transition


@dataclass(frozen=True, slots=True)
class Parameters:
    """Which editions."""

    force: str | None = param(None, help="Only this force.", suggest="force")
    month: str | None = param(None, help="Only this month, YYYY-MM.", suggest="month")

    def __post_init__(self) -> None:
        check(self)


@dataclass(frozen=True, slots=True)
class Edition:
    """A later edition of a month, beside the one it replaced."""

    name: str
    kind: str
    force: str
    month: str
    known_from: str
    rows_new: int
    rows_changed: int
    rows_unchanged: int
    rows_removed: int
    changes: dict[str, int]
    transitions: tuple[Transition, ...]

    @property
    def sentences(self) -> tuple[str, ...]:
        """The difference in words: one line per column, one per transition."""
        columns = tuple(
            f"{column}: {n:,} {'row' if n == 1 else 'rows'}" for column, n in self.changes.items()
        )
        moves = tuple(
            f"{t.before or '(blank)'} → {t.after or '(blank)'}: {t.rows:,}"
            for t in self.transitions
        )
        return columns + moves


@dataclass(frozen=True, slots=True)
class Result:
    """The editions, newest first."""

    editions: tuple[Edition, ...]

    def summary(self) -> dict[str, Any]:
        """The editions, and one table of all transitions, in plain JSON types."""
        return {
            "editions": [
                {k: v for k, v in asdict(e).items() if k != "transitions"} for e in self.editions
            ],
            "transitions": [
                {
                    "force": e.force,
                    "month": e.month,
                    "known_from": e.known_from,
                    "column": t.column,
                    "before": t.before or "(blank)",
                    "after": t.after or "(blank)",
                    "rows": t.rows,
                }
                for e in self.editions
                for t in e.transitions
            ],
        }
