"""Who had to do with which incident, and who was stopped and searched."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.random import Generator

from peelian.sample.force import calendar
from peelian.sample.force.chance import Floats, Ints, choose, exponential
from peelian.sample.force.crime.risk import Risk, Spots
from peelian.sample.force.crime.types import SLUGS, hourly
from peelian.sample.force.incidents.assemble import Incidents
from peelian.sample.force.people.population import People
from peelian.sample.force.place.model import Place

ROLES: Final = ("victim", "suspect", "witness", "caller")
VICTIM, SUSPECT, WITNESS, CALLER = range(4)
SHARES: Final = {
    "crime_recording": 0.50,
    "command_and_control": 0.30,
    "custody": 0.10,
    "intelligence": 0.10,
}
# Planted: how often each census group is stopped beside its share of those known to police, and
# how often something is found. Unequal find rates at unequal stop rates are what a fairness
# check should discover.
STOP_FACTOR: Final = np.array([1.0, 1.5, 3.2, 1.9, 1.4])
FIND_RATE: Final = np.array([0.27, 0.25, 0.21, 0.25, 0.24])


@dataclass(frozen=True, slots=True)
class Entries:
    """Records to be written in one system: who, about which incident (-1 none), how, when."""

    person: Ints
    incident: Ints
    role: Ints
    seconds: Ints


@dataclass(frozen=True, slots=True)
class Stops:
    """Stops and searches."""

    person: Ints
    seconds: Ints
    spots: Spots
    found: Ints
    reason: Ints
    vehicle: Ints


class Neighbours:
    """People by the area they live in."""

    def __init__(self, place: Place, people: People) -> None:
        area = place.addresses.area[people.address]
        self._order = np.argsort(area, kind="stable")
        self._count = np.bincount(area, minlength=len(place.areas.codes))
        self._first = np.cumsum(self._count) - self._count

    def near(self, rng: Generator, area: Ints) -> Ints:
        """Somebody living in each area, or anybody when nobody known lives there."""
        nth = (rng.random(area.size) * self._count[area]).astype(np.int64)
        local = self._order[np.minimum(self._first[area] + nth, self._order.size - 1)]
        anybody = rng.integers(0, self._order.size, area.size)
        return np.where(self._count[area] > 0, local, anybody)


def entries(
    rng: Generator, place: Place, people: People, incidents: Incidents, records: int
) -> dict[str, Entries]:
    """Share ``records`` among the four systems."""
    neighbours = Neighbours(place, people)
    area = place.segments.area[incidents.true.spots.segment]
    counts = {name: round(records * share) for name, share in SHARES.items()}
    crimes = np.flatnonzero(incidents.kind != SLUGS.index("anti-social-behaviour"))
    crime = crimes[rng.integers(0, crimes.size, counts["crime_recording"])]
    role = choose(rng, np.array([0.5, 0.22, 0.28]), crime.size)
    local = neighbours.near(rng, area[crime])
    suspected = choose(rng, people.offending, crime.size)
    stranger = (role == SUSPECT) & (rng.random(crime.size) < 0.75)
    person = np.where(stranger, suspected, local)
    wait = exponential(rng, 1.5 * calendar.DAY, crime.size).astype(np.int64)
    seconds = np.minimum(incidents.reported[crime] + wait, calendar.END - 60)
    made = {"crime_recording": Entries(person, crime, role, seconds)}
    suspects = rng.permutation(np.flatnonzero(role == SUSPECT))[: counts["custody"]]
    made["custody"] = Entries(
        person[suspects], crime[suspects], role[suspects], seconds[suspects] + 3600
    )
    call = rng.integers(0, incidents.uid.size, counts["command_and_control"])
    caller = neighbours.near(rng, area[call])
    made["command_and_control"] = Entries(
        caller, call, np.full(call.size, CALLER), incidents.reported[call]
    )
    known = choose(rng, people.offending, counts["intelligence"])
    when = calendar.START + rng.integers(0, calendar.DAYS * calendar.DAY, known.size)
    made["intelligence"] = Entries(
        known, np.full(known.size, -1), np.full(known.size, SUSPECT), when
    )
    return made


def stops(rng: Generator, risk: Risk, people: People, count: int) -> Stops:
    """Draw stops and searches."""
    weight = people.offending * STOP_FACTOR[people.group]
    person = choose(rng, weight, count)
    spots = risk.draw(rng, "drugs", count)
    day = np.sort(rng.integers(0, calendar.DAYS, count))
    hour = choose(rng, hourly("patrol"), count)
    seconds = calendar.START + day * calendar.DAY + hour * 3600 + rng.integers(0, 3600, count)
    found = (rng.random(count) < FIND_RATE[people.group[person]]).astype(np.int64)
    reason = choose(rng, _reasons(), count)
    vehicle = choose(rng, np.array([0.75, 0.235, 0.015]), count)
    return Stops(person, seconds, spots, found, reason, vehicle)


def _reasons() -> Floats:
    return np.array([0.56, 0.2, 0.11, 0.06, 0.05, 0.01, 0.01])
