"""Which row to repair and how; what waits and what was done."""

from dataclasses import asdict, dataclass
from typing import Any

from peelian.ground.errors import InputError
from peelian.ground.parameters import check, param


@dataclass(frozen=True, slots=True)
class Parameters:
    """Without a row: list what waits. With one: show it, correct it, or undo its correction."""

    row: int | None = param(None, help="The number of the row, from the list.", minimum=0)
    set_: tuple[str, ...] = param(
        (), help="Corrections as Column=value; the row is then replayed.", flag="set"
    )
    undo: bool = param(False, help="Take the correction of this row back.")

    def __post_init__(self) -> None:
        check(self)
        if (self.set_ or self.undo) and self.row is None:
            raise _refused("No row was named.", "Give its number with --row.")
        if self.set_ and self.undo:
            raise _refused("A row is either corrected or undone.", "Leave one of them out.")
        if any("=" not in one for one in self.set_):
            raise _refused(
                "A correction has to be written as Column=value.",
                'Write it like --set "Month=2024-01".',
            )

    @property
    def corrections(self) -> dict[str, str]:
        """Column to new value."""
        pairs = (one.split("=", 1) for one in self.set_)
        return {column.strip(): value for column, value in pairs}


@dataclass(frozen=True, slots=True)
class Waiting:
    """A row that was set aside; what it says is shown only when it is asked for by number."""

    row: int
    file: str
    line: int
    force: str
    month: str
    reason: str


@dataclass(frozen=True, slots=True)
class Result:
    """What waits after the work, and what was done."""

    done: str
    waiting: tuple[Waiting, ...]
    values: dict[str, str]

    def summary(self) -> dict[str, Any]:
        """Plain JSON types."""
        return {
            "done": self.done,
            "values": self.values,
            "rows_waiting": len(self.waiting),
            "waiting": [asdict(one) for one in self.waiting],
        }


def _refused(why: str, next_step: str) -> InputError:
    return InputError("Nothing was repaired.", why, next_step)
