"""What unusual look-ups are sought in, and what is found."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from peelian.ground.parameters import Governance, Kind, check, param


@dataclass(frozen=True, slots=True)
class Parameters:
    """Three Parquet files, and how many cases reviewers can look at."""

    lookups: Path = param(
        help="Look-ups: at, user, system, record, reason, incident (empty or 0 for none).",
        kind=Kind.FILE,
    )
    staff: Path = param(
        help="Staff: user, first_name, last_name, address, postcode.", kind=Kind.FILE
    )
    records: Path = param(
        help="Records of people: system, record, forenames, surname, address, postcode.",
        kind=Kind.FILE,
    )
    per_hundred: float = param(
        2.0,
        help="Most cases to review in a week for every hundred members of staff.",
        label="Cases per 100 staff and week",
        minimum=0.1,
        maximum=20,
        governance=Governance.GOVERNED,
    )

    def __post_init__(self) -> None:
        check(self)


@dataclass(frozen=True, slots=True)
class Case:
    """One member of staff and one record (or one burst), with what speaks for a review."""

    user: str
    system: str
    record: str
    first: datetime
    lookups: int
    score: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Result:
    """The cases to review, the strongest first."""

    cases: tuple[Case, ...]
    staff: int
    weeks: float

    def summary(self) -> dict[str, Any]:
        """Counts only: who it is about is for the review queue."""
        return {
            "cases": len(self.cases),
            "staff": self.staff,
            "weeks": round(self.weeks, 1),
            "cases_per_100_staff_and_week": round(
                100 * len(self.cases) / max(1, self.staff) / max(self.weeks, 1e-9), 2
            ),
        }
