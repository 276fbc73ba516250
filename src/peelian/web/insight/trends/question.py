"""What the address asks of trends, and the choices the form offers."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlencode

from peelian import catalogue
from peelian.ground.parameters import parse
from peelian.web.held import Held

TOOL: Final = "insight.trends"
ASKED: Final = ("force", "from", "crime_type", "unit", "fdr")
UNITS: Final = (("lsoa", "Small areas (LSOA)"), ("force", "The whole force"))
RULES: Final = (
    ("", "1 in 100 series by luck"),
    ("0.1", "At most 1 alert in 10 by luck"),
    ("0.2", "At most 2 alerts in 10 by luck"),
)
HISTORY: Final = 12  # months before the first one that can be tested


@dataclass(frozen=True, slots=True)
class Question:
    """The filters as text, complete with what the page fills in."""

    given: Mapping[str, str]
    holding: Held

    def parameters(self) -> Any:
        """The tool's parameters.

        Raises:
            PeelianError: when a value cannot be used.
        """
        return parse(catalogue.parameters(TOOL), dict(self.given))

    @property
    def query(self) -> str:
        """The filters as they stand in the address."""
        return urlencode({name: value for name, value in self.given.items() if value})

    @property
    def months(self) -> tuple[str, ...]:
        """Months that can be tested, newest first."""
        return tuple(reversed(self.holding.months[HISTORY:]))


def read(asked: Mapping[str, str], held: tuple[Held, ...], home: str) -> Question:
    """Fill in what the address leaves out: the person's force and its newest month."""
    by_force = {one.force: one for one in held}
    force = asked.get("force") or (home if home in by_force else held[0].force)
    holding = by_force.get(force, held[0])
    given = {"unit": "lsoa", "force": force, "from": holding.months[-1]}
    given |= {name: asked[name].strip() for name in ASKED if asked.get(name, "").strip()}
    return Question({name: given[name] for name in ASKED if name in given}, holding)
