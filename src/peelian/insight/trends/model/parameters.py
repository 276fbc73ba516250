"""What trends is asked."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from peelian.ground.errors import InputError
from peelian.ground.parameters import Governance, Kind, check, param


class Method(StrEnum):
    """The detector."""

    FARRINGTON = "farrington"
    NOUFAILY = "noufaily"
    POLICE = "police"


class Period(StrEnum):
    """What one row of a series covers."""

    WEEK = "week"
    MONTH = "month"
    INDEX = "index"

    @property
    def frequency(self) -> int:
        """Periods in a year when nothing else is said."""
        return 12 if self is Period.MONTH else 52


class Unit(StrEnum):
    """The areas incidents of the lake are counted in."""

    FORCE = "force"
    LSOA = "lsoa"

    @property
    def words(self) -> str:
        """What people call one."""
        return "whole force" if self is Unit.FORCE else "small area"


@dataclass(frozen=True, slots=True)
class Parameters:
    """Which series, which detector, from when on."""

    series: Path | None = param(
        None,
        help="a file of series (CSV, may end in .gz): series, period, count and optionally "
        "exposure, incomplete; left out, incidents of the data folder are counted",
        label="File of series",
        kind=Kind.FILE,
        positional=True,
    )
    method: Method = param(
        Method.POLICE,
        help="farrington (1996), noufaily (2013), or police: all series together, for many short "
        "ones",
        governance=Governance.GOVERNED,
    )
    period: Period = param(
        Period.MONTH, help="what one row covers: week 2024-W07, month 2024-03, index 1, 2, 3"
    )
    frequency: int | None = param(
        None,
        help="periods in a year; 52 for weeks and indices, 12 for months when left out",
        minimum=2,
        maximum=366,
        unit="periods",
    )
    from_: str = param(
        "",
        help="first period to test; the last one of the data when left out",
        label="From",
        flag="from",
    )
    alpha: float = param(
        0.01,
        help="share of series that may be called by chance",
        label="False alarm rate",
        minimum=0.00001,
        maximum=0.2,
        governance=Governance.GOVERNED,
    )
    fdr: float | None = param(
        None,
        help="instead, the share of false alarms among the alarms of a period",
        label="False discovery rate",
        minimum=0.001,
        maximum=0.5,
        governance=Governance.GOVERNED,
    )
    force: str = param("", help="whose incidents to count, without a file", suggest="force")
    unit: Unit = param(Unit.LSOA, help="the areas to count them in")
    crime_type: str = param("", help="one crime type; every type when empty", suggest="crime_type")

    def __post_init__(self) -> None:
        check(self)
        for name, kind in (("method", Method), ("period", Period), ("unit", Unit)):
            object.__setattr__(self, name, kind(getattr(self, name)))  # words given in Python
        if self.series is not None and self.force:
            raise InputError(
                "It is not clear what to look at.",
                "Both a file of series and a force were given.",
                "Give one of them.",
            )

    @property
    def per_year(self) -> int:
        """Periods in a year."""
        return self.frequency or self.period.frequency
