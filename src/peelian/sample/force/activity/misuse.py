"""Seven kinds of misuse, planted among ordinary look-ups and kept as truth."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.random import Generator

from peelian.sample.force import calendar
from peelian.sample.force.activity.lookups import YEAR_DAYS, YEAR_FROM, Lookups, works
from peelian.sample.force.chance import Ints
from peelian.sample.force.people.known import Known

KINDS: Final = (
    *("own record", "family or household", "neighbour", "colleague"),
    *("former partner, again and again", "person in the news", "many records in one go"),
)
_MOST_TRIES: Final = 60


@dataclass(frozen=True, slots=True)
class Planted:
    """Misuses: the look-ups, and for each its case and kind."""

    lookups: Lookups
    case: Ints
    kind: Ints


class Planter:
    """Finds staff and targets for each kind."""

    def __init__(self, rng: Generator, known: Known, person_of: Ints) -> None:
        self.rng, self.known, self.person_of = rng, known, person_of
        entries = known.entries["crime_recording"]
        self.record_of = np.full(known.people.count, -1)
        self.record_of[entries.person] = np.arange(entries.person.size)
        self.by_house = np.argsort(known.people.household, kind="stable")
        segment = known.place.addresses.segment[known.people.address]
        self.segment = segment
        self.by_street = np.argsort(segment, kind="stable")
        recorded = np.flatnonzero(self.record_of >= 0)
        self.recorded = recorded
        self.famous = self.rng.choice(recorded, 5)
        self.rows: list[tuple[int, int, int, int, int]] = []  # at, user, record, case, kind

    def plant(self, cases: int) -> Planted:
        """Plant ``cases`` of each kind."""
        case = 0
        for kind in range(len(KINDS)):
            for _ in range(cases):
                user, target = self._pair(kind)
                self._act(kind, case, user, target)
                case += 1
        at, user, record, number, kinds = np.array(sorted(self.rows), dtype=np.int64).T
        n = at.size
        reason = np.where(self.rng.random(n) < 0.5, -1, self.rng.integers(0, 7, n))
        nothing = np.full(n, -1)
        made = Lookups(at, user, np.zeros(n, dtype=np.int64), record, reason, nothing)
        return Planted(made, number, kinds)

    def _pair(self, kind: int) -> tuple[int, int]:
        """A member of staff and the person looked up, who has a record."""
        user, target = 0, int(self.recorded[0])
        for _ in range(_MOST_TRIES):
            user = int(self.rng.integers(0, self.person_of.size))
            target = self._target(kind, user)
            if target >= 0 and self.record_of[target] >= 0:
                return user, target
        return user, int(self.rng.choice(self.recorded))

    def _target(self, kind: int, user: int) -> int:
        me = int(self.person_of[user])
        if kind == 0:
            return me
        if kind == 1:
            return self._one_of(self.by_house, self.known.people.household, me)
        if kind == 2:
            return self._one_of(self.by_street, self.segment, me)
        if kind == 3:
            other = int(self.rng.integers(0, self.person_of.size))
            return int(self.person_of[other]) if other != user else -1
        if kind == 5:
            return int(self.rng.choice(self.famous))
        return int(self.rng.choice(self.recorded))

    def _one_of(self, order: Ints, group: Ints, me: int) -> int:
        """Another person of the same household or street, -1 for none."""
        sorted_group = group[order]
        low, high = np.searchsorted(sorted_group, [group[me], group[me] + 1])
        others = order[low:high]
        others = others[(others != me) & (self.record_of[others] >= 0)]
        return int(self.rng.choice(others)) if others.size else -1

    def _act(self, kind: int, case: int, user: int, target: int) -> None:
        """Write the look-ups of one case."""
        record = int(self.record_of[target])
        if kind == 4:
            for _ in range(int(self.rng.integers(6, 21))):
                self.rows.append((self._moment(user), user, record, case, kind))
        elif kind == 6:
            begin = self._moment(user)
            count = int(self.rng.integers(30, 61))
            total = self.known.entries["crime_recording"].person.size
            for step in range(count):
                self.rows.append((begin + step * 40, user, (record + step) % total, case, kind))
        else:
            for _ in range(int(self.rng.integers(1, 4))):
                self.rows.append((self._moment(user), user, record, case, kind))

    def _moment(self, user: int) -> int:
        """A moment in one of the person's shifts; one in eight falls outside."""
        for _ in range(_MOST_TRIES):
            day = np.array([int(self.rng.integers(0, YEAR_DAYS))])
            on, start = works(np.array([user]), day)
            if on[0]:
                break
        late = 9 * 3600 if self.rng.random() < 0.125 else 0
        second = int(start[0]) + int(self.rng.integers(0, 8 * 3600)) + late
        return YEAR_FROM + int(day[0]) * calendar.DAY + second
