"""What can be asked of the data folder, and the answer."""

from dataclasses import dataclass, field
from typing import Any

import duckdb

from peelian.ground.parameters import check, param


@dataclass(frozen=True, slots=True)
class Parameters:
    """Which rows."""

    table: str = param(
        help="Which records.",
        label="Records",
        choices=("incidents", "stops", "outcomes"),
        positional=True,
    )
    as_known_on: str | None = param(
        None,
        help="The picture as it was known on a date (its end, in London) or at an instant.",
        flag="as-known-on",
        label="As known on",
    )
    force: str | None = param(None, help="Only this force.", suggest="force")
    from_: str | None = param(
        None, help="First month, YYYY-MM.", flag="from", label="From month", suggest="month"
    )
    to: str | None = param(None, help="Last month, YYYY-MM.", label="To month", suggest="month")
    crime_type: str | None = param(
        None, help="Only this crime type.", flag="crime-type", suggest="crime_type"
    )

    def __post_init__(self) -> None:
        check(self)


@dataclass(frozen=True, slots=True)
class Result:
    """The rows, not yet fetched, and what they are.

    ``rows`` reads from the lake when it is used; ``marking`` goes on every export.
    """

    table: str
    rows: duckdb.DuckDBPyRelation = field(repr=False)
    count: int
    forces: tuple[str, ...]
    months: tuple[str, ...]
    marking: str

    def summary(self) -> dict[str, Any]:
        """The answer without the rows."""
        return {
            "table": self.table,
            "rows": self.count,
            "forces": list(self.forces),
            "months": list(self.months),
            "marking": self.marking,
        }
