"""Everybody one force knows, and what goes into each of its systems; drawn on first use."""

from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np

from peelian.sample.force.chance import stream
from peelian.sample.force.crime.risk import Risk
from peelian.sample.force.incidents.assemble import Incidents
from peelian.sample.force.people import involved
from peelian.sample.force.people.population import People, populate
from peelian.sample.force.place.model import Place

PER_PERSON: Final = 2.3  # records


@dataclass(frozen=True)
class Known:
    """Everybody one force knows. ``records`` is the number in its four systems together."""

    seed: int
    place: Place
    risk: Risk
    incidents: Incidents
    records: int
    stops_a_year: int

    @cached_property
    def people(self) -> People:
        """True identities."""
        return populate(self._rng("people"), self.place, round(self.records / PER_PERSON))

    @cached_property
    def entries(self) -> dict[str, involved.Entries]:
        """What goes into each system."""
        return involved.entries(
            self._rng("entries"), self.place, self.people, self.incidents, self.records
        )

    @cached_property
    def stops(self) -> involved.Stops:
        """Stops and searches."""
        return involved.stops(self._rng("stops"), self.risk, self.people, self.stops_a_year * 3)

    def _rng(self, part: str) -> np.random.Generator:
        return stream(self.seed, part, self.place.force)
