"""One county of a run with the parts that several tables are made from, each drawn once."""

from dataclasses import dataclass
from functools import cached_property
from typing import Final

from peelian.sample.force.crime.risk import Risk
from peelian.sample.force.incidents import assemble
from peelian.sample.force.model import Size
from peelian.sample.force.people.known import Known
from peelian.sample.force.place.build import build
from peelian.sample.force.place.model import Place
from peelian.sample.force.programmes.plan import Programmes, plan

# How much larger or smaller than the average force each of the 43 is.
_FACTORS: Final = (3.4, 2.5, 2.1, 1.9, 1.6, 1.5, 1.4, 1.4, 1.3, 1.2, 1.2, 1.1, 1.1, 1.0, 1.0)


@dataclass(frozen=True)
class World:
    """County ``index`` of the run; parts are drawn on first use."""

    size: Size
    seed: int
    index: int = 0

    @property
    def factor(self) -> float:
        """This force's size beside the average."""
        if self.size.forces == 1:
            return 1.0
        return _FACTORS[self.index] if self.index < len(_FACTORS) else 0.95 - 0.02 * self.index / 2

    @cached_property
    def place(self) -> Place:
        """The county."""
        return build(self.seed, self.index, int(self.size.people * self.factor))

    @cached_property
    def risk(self) -> Risk:
        """Where crime is likely."""
        return Risk(self.place, self.seed)

    @cached_property
    def programmes(self) -> Programmes:
        """What was done about crime."""
        return plan(self.risk, self.seed, self.size.zones, self.size.gated_areas)

    @cached_property
    def incidents(self) -> assemble.Incidents:
        """What happened and was recorded."""
        yearly = self.size.incidents_a_year * self.factor
        return assemble.draw(self.risk, self.seed, yearly, self.programmes, self.size.hot_places)

    @cached_property
    def known(self) -> Known:
        """Everybody the force knows."""
        stops = self.size.incidents_a_year // 13
        return Known(
            self.seed, self.place, self.risk, self.incidents, self.size.person_records, stops
        )
