"""Which data to judge, and the judgement in six dimensions."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Final

from peelian.ground.parameters import check, param
from peelian.hub.ingest.model import Gap
from peelian.hub.quality.freshness import Freshness

DIMENSIONS: Final[Mapping[str, str]] = {
    "without_place": "completeness",
    "without_identifier": "completeness",
    "without_outcome": "completeness",
    "without_street": "completeness",
    "equal_rows": "uniqueness",
    "repeated_identifiers": "uniqueness",
    "other_month": "consistency",
    "lsoa_2011": "consistency",
    "lsoa_2021": "consistency",
    "set_aside": "validity",
    "outside_force": "accuracy",
}
"""Each count of rows and the dimension of the Government Data Quality Framework it speaks to.

The sixth, timeliness, is in days: how long after its end a month was brought in.
"""


@dataclass(frozen=True, slots=True)
class Parameters:
    """Which records."""

    force: str | None = param(None, help="Only this force.", suggest="force")
    from_: str | None = param(
        None, help="First month, YYYY-MM.", flag="from", label="From month", suggest="month"
    )
    to: str | None = param(None, help="Last month, YYYY-MM.", label="To month", suggest="month")

    def __post_init__(self) -> None:
        check(self)


@dataclass(frozen=True, slots=True)
class Line:
    """The counts of one file, month, force or crime type, or of everything.

    ``days_late`` is the longest time from the end of a month to when it was brought in; negative
    when a month came in before it had ended.
    """

    by: str  # "everything", "file", "month", "force", "crime type"
    name: str
    rows: int
    days_late: int | None
    gaps: int
    without_place: int
    without_identifier: int
    without_outcome: int
    without_street: int
    equal_rows: int
    repeated_identifiers: int
    other_month: int
    lsoa_2011: int
    lsoa_2021: int
    set_aside: int
    outside_force: int

    def share(self, measure: str) -> float:
        """A count as a share of the rows read."""
        read = self.rows + self.set_aside
        return round(getattr(self, measure) / read, 4) if read else 0.0


@dataclass(frozen=True, slots=True)
class Result:
    """The report."""

    lines: tuple[Line, ...]
    gaps: tuple[Gap, ...]
    freshness: Freshness
    marking: str

    @property
    def everything(self) -> Line:
        """The counts of all that was chosen."""
        return self.lines[0]

    def lines_by(self, by: str) -> list[Line]:
        """The lines of one kind."""
        return [line for line in self.lines if line.by == by]

    def dimensions(self) -> list[dict[str, Any]]:
        """One record per measure of everything."""
        whole = self.everything
        found: list[dict[str, Any]] = [
            {
                "dimension": dimension,
                "measure": measure.replace("_", " "),
                "rows": getattr(whole, measure),
                "share": whole.share(measure),
            }
            for measure, dimension in DIMENSIONS.items()
        ]
        gaps = {"dimension": "completeness", "measure": "months or types with a gap"}
        late = {"dimension": "timeliness", "measure": "days from a month's end to its arrival"}
        return [
            *found,
            gaps | {"rows": whole.gaps, "share": None},
            late | {"rows": whole.days_late, "share": None},
        ]

    def summary(self) -> dict[str, Any]:
        """The report in plain JSON types."""
        return {
            "rows": self.everything.rows,
            "freshness": self.freshness.summary(),
            "dimensions": self.dimensions(),
            **{
                f"by_{by.replace(' ', '_')}": [asdict(line) for line in self.lines_by(by)]
                for by in ("force", "month", "crime type", "file")
            },
            "gaps": [asdict(gap) for gap in self.gaps],
            "marking": self.marking,
        }
