"""What the address asks of hot spots, and the choices the form offers."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlencode

from peelian import catalogue
from peelian.ground.errors import InputError
from peelian.ground.parameters import parse
from peelian.ground.time import Month
from peelian.web.held import Held

TOOL: Final = "insight.hotspots"
ASKED: Final = ("force", "from", "to", "crime_type", "unit", "measure", "top")
UNITS: Final = (
    ("cell-100", "100 metre squares"),
    ("cell-250", "250 metre squares"),
    ("snap-point", "Published map points"),
    ("lsoa", "Small areas (LSOA)"),
)
MEASURES: Final = (("count", "Number of crimes"), ("rate", "Crimes per 1,000 residents"))
TOPS: Final = ("10", "20", "50", "100", "250", "1000")
_USUAL: Final = {"unit": "cell-250", "measure": "count", "top": "20"}
_YEAR: Final = 12  # months


@dataclass(frozen=True, slots=True)
class Question:
    """The filters as text, complete with what the page fills in."""

    given: Mapping[str, str]
    holding: Held

    def parameters(self) -> Any:
        """The tool's parameters.

        Raises:
            PeelianError: when a value cannot be used or asks what the data cannot support.
        """
        return parse(catalogue.parameters(TOOL), dict(self.given))

    @property
    def query(self) -> str:
        """The filters as they stand in the address."""
        return urlencode({name: value for name, value in self.given.items() if value})


def read(asked: Mapping[str, str], held: tuple[Held, ...], home: str) -> Question:
    """Fill in what the address leaves out: the person's force, its newest twelve months.

    Args:
        asked: the address's query.
        held: what the folder holds, at least one force.
        home: the person's own force, or empty.
    """
    by_force = {one.force: one for one in held}
    force = asked.get("force") or (home if home in by_force else held[0].force)
    holding = by_force.get(force, held[0])
    first, last = _newest_year(holding)
    given = {**_USUAL, "force": force, "from": first, "to": last}
    given |= {name: asked[name].strip() for name in ASKED if asked.get(name, "").strip()}
    return Question({name: given[name] for name in ASKED if name in given}, holding)


def period(first: str, last: str) -> str:
    """Months in words: ``January 2024 to June 2024``; as they are when they are no months."""
    try:
        start, end = Month.parse(first).words, Month.parse(last).words
    except InputError:
        start, end = first, last
    return start if start == end else f"{start} to {end}"


def _newest_year(holding: Held) -> tuple[str, str]:
    last = Month.parse(holding.months[-1])
    first = max(last.plus(1 - _YEAR), Month.parse(holding.months[0]))
    return str(first), str(last)
