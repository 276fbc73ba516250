"""What hot spots is asked."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

from peelian.ground.errors import InputError, RefusedError
from peelian.ground.parameters import Governance, Kind, check, param
from peelian.ground.time import Month, known_on


class Unit(StrEnum):
    """What counts as one place."""

    CELL_100 = "cell-100"
    CELL_250 = "cell-250"
    SNAP_POINT = "snap-point"
    LSOA = "lsoa"

    @property
    def size(self) -> int:
        """The side of a cell in metres; 0 when the unit is not a cell."""
        return {Unit.CELL_100: 100, Unit.CELL_250: 250}.get(self, 0)

    def words(self, count: int) -> str:
        """Return what people call one, or several."""
        one = {
            Unit.CELL_100: "100 metre square",
            Unit.CELL_250: "250 metre square",
            Unit.SNAP_POINT: "map point",
            Unit.LSOA: "small area",
        }[self]
        return one if count == 1 else one + "s"


class Measure(StrEnum):
    """What the places are ranked by."""

    COUNT = "count"
    RATE = "rate"
    HARM = "harm"


class By(StrEnum):
    """The finest detail asked for; data that is too coarse is refused."""

    PLACE = "place"
    DAY = "day"
    HOUR = "hour"
    ADDRESS = "address"


MONTHS_MOST: Final = 120


@dataclass(frozen=True, slots=True)
class Parameters:
    """Which incidents, which places, ranked how."""

    force: str = param(
        help="The police force, by its short name in published files.", suggest="force"
    )
    from_: str = param(help="The first month, like 2024-01.", label="From", suggest="month")
    to: str = param(help="The last month, like 2024-06.", suggest="month")
    crime_type: str | None = param(
        None, help="One crime type; all of them when left out.", suggest="crime_type"
    )
    unit: str = param(
        Unit.CELL_250.value,
        help="What counts as one place: a square of 100 or 250 metres, a published map point, "
        "or a small area (LSOA).",
        label="Kind of place",
        choices=tuple(Unit),
    )
    measure: str = param(
        Measure.COUNT.value,
        help="Rank places by incidents, by incidents per 1,000 residents (small areas only), "
        "or by harm (needs a file of harm weights).",
        label="Rank by",
        choices=tuple(Measure),
    )
    harm_weights: Path | None = param(
        None,
        help="A published list of harm weights: CSV with crime_type and weight, and its name, "
        "version and source in comment lines.",
        kind=Kind.FILE,
        governance=Governance.GOVERNED,
    )
    top: int = param(20, help="How many hot spots to list.", minimum=1, maximum=1000)
    period: str = param(
        "month",
        help="Judge how lasting a hot spot is by months or by quarters.",
        choices=("month", "quarter"),
    )
    by: str = param(
        By.PLACE.value,
        help="The finest detail wanted; refused when the data cannot support it.",
        label="Detail",
        choices=tuple(By),
    )
    as_known_on: str | None = param(
        None, help="Look back: use what was known on this day or at this instant."
    )
    top_share: float = param(
        0.1,
        help="The share of places that counts as the top when judging how lasting a hot spot is.",
        minimum=0.01,
        maximum=0.5,
        governance=Governance.GOVERNED,
    )

    def __post_init__(self) -> None:
        check(self)
        _check_months(self.months)
        if self.as_known_on is not None:
            known_on(self.as_known_on)
        if self.measure == Measure.RATE and self.unit != Unit.LSOA:
            raise RefusedError(
                "No rate was worked out.",
                "A rate needs the number of residents, which is known for small areas only.",
                "Choose small areas (lsoa), or rank by count.",
            )
        if self.measure == Measure.HARM and self.harm_weights is None:
            raise RefusedError(
                "No harm was worked out.",
                "Harm needs published weights, and Peelian ships none of its own making.",
                "Give a file of weights with its name, version and source (harm_weights).",
            )

    @property
    def months(self) -> tuple[Month, Month]:
        """The first and the last month."""
        return Month.parse(self.from_), Month.parse(self.to)


def _check_months(months: tuple[Month, Month]) -> None:
    first, last = months
    if last < first:
        raise InputError(
            "The months are the wrong way round.",
            f"The last month ({last}) is before the first ({first}).",
            "Swap them and try again.",
        )
    if len(first.until(last)) > MONTHS_MOST:
        raise InputError(
            "The period is too long.",
            f"It spans more than {MONTHS_MOST} months.",
            "Choose a shorter one.",
        )
