"""A year of look-ups: who looked at which record, when, and why they said they did."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.random import Generator

from peelian.sample.force import calendar
from peelian.sample.force.chance import Ints, choose, exponential, heavy
from peelian.sample.force.people.involved import SHARES
from peelian.sample.force.people.known import Known

SYSTEMS: Final = tuple(SHARES)
REASONS: Final = (
    *("investigation", "attending a call", "custody", "intelligence research", "vetting"),
    *("safeguarding", "test"),
)
YEAR_FROM: Final = calendar.START + 731 * calendar.DAY  # 1 January 2025
YEAR_DAYS: Final = 365
A_SHIFT: Final = 3.7  # look-ups by one person
_STARTS: Final = np.array([7, 14, 22]) * 3600
_LONG: Final = 8.5 * 3600


@dataclass(frozen=True, slots=True)
class Lookups:
    """Look-ups in wall-clock seconds; ``incident`` and ``reason`` are -1 when not given."""

    at: Ints
    user: Ints
    system: Ints
    record: Ints
    reason: Ints
    incident: Ints

    def take(self, rows: Ints) -> "Lookups":
        """Chosen rows."""
        return Lookups(*(column[rows] for column in self.columns()))

    def columns(self) -> tuple[Ints, Ints, Ints, Ints, Ints, Ints]:
        """The six columns in order."""
        return self.at, self.user, self.system, self.record, self.reason, self.incident


def join(parts: list[Lookups]) -> Lookups:
    """Put several sets end to end."""
    return Lookups(*(np.concatenate(c) for c in zip(*(p.columns() for p in parts), strict=True)))


def works(user: Ints, day: Ints) -> tuple[Ints, Ints]:
    """Whether each person works on a day (1 or 0), and the second their shift starts.

    A rota of four days on and two off; the shift moves on after each block.
    """
    turn = (day + user * 5) // 6
    on = ((day + user * 5) % 6 < 4).astype(np.int64)
    return on, _STARTS[(turn + user) % 3]


def ordinary(rng: Generator, known: Known, staff: int) -> Lookups:
    """Look-ups made for work: about incidents of the last days, by people on shift."""
    user, day = np.divmod(np.arange(staff * YEAR_DAYS), YEAR_DAYS)
    on, start = works(user, day)
    busy = heavy(rng, 0.6, staff)
    count = rng.poisson(A_SHIFT * busy[user] * on)
    row = np.repeat(np.arange(user.size), count)
    second = (rng.random(row.size) * _LONG).astype(np.int64)
    at = YEAR_FROM + day[row] * calendar.DAY + start[row] + second
    order = np.argsort(at, kind="stable")
    at, row = at[order], row[order]
    return _about(rng, known, at, user[row])


def _about(rng: Generator, known: Known, at: Ints, user: Ints) -> Lookups:
    """Choose what each look-up was about: somebody in a recent crime, or somebody else."""
    crimes = known.incidents
    entries = known.entries["crime_recording"]
    by_incident = np.argsort(entries.incident, kind="stable")
    linked = entries.incident[by_incident]
    day = max(1.0, crimes.uid.size / calendar.DAYS)
    back = 1 + exponential(rng, 4 * day, at.size).astype(np.int64)
    recent = np.clip(np.searchsorted(crimes.reported, at) - back, 0, crimes.uid.size - 1)
    place = np.minimum(np.searchsorted(linked, recent), linked.size - 1)
    incident = linked[place]
    system = np.zeros(at.size, dtype=np.int64)
    record = by_incident[place]
    other = rng.random(at.size) < 0.3  # people found in another system
    system = np.where(other, 1 + choose(rng, np.array([0.5, 0.25, 0.25]), at.size), system)
    sizes = np.array([known.entries[s].person.size for s in SYSTEMS])
    anyone = (rng.random(at.size) * sizes[system]).astype(np.int64)
    record = np.where(other, anyone, record)
    reason = choose(rng, np.array([0.42, 0.3, 0.1, 0.08, 0.02, 0.07, 0.01]), at.size)
    unlinked = rng.random(at.size) < np.where(other, 0.45, 0.07)
    reason = np.where(rng.random(at.size) < 0.06, -1, reason)
    return Lookups(at, user, system, record, reason, np.where(unlinked, -1, incident))
