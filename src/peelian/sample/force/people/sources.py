"""What each of four systems recorded: the same people under unlike schemas, codes and errors."""

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.random import Generator

from peelian.sample.force import calendar
from peelian.sample.force.chance import Flags, Floats, Ints, choose
from peelian.sample.force.people import errors
from peelian.sample.force.people.errors import Log, Texts
from peelian.sample.force.people.names import STREET_NAMES
from peelian.sample.force.people.population import (
    FIRST,
    LAST,
    People,
    address_lines,
    phone_text,
    postcodes,
    registration,
)
from peelian.sample.force.place.model import Place

_FIRST, _LAST = np.array(FIRST, dtype=object), np.array(LAST, dtype=object)


@dataclass(frozen=True, slots=True)
class Care:
    """How carefully a system is filled in: the chance of each thing going wrong."""

    typing: float
    variant: float
    short: float
    alias: float
    swapped: float
    birthday: float
    no_birthday: float
    no_address: float
    no_phone: float
    no_ethnicity: float


CARES: Final = {
    "crime_recording": Care(0.05, 0.10, 0.07, 0.1, 0.006, 0.02, 0.08, 0.05, 0.15, 0.18),
    "command_and_control": Care(0.11, 0.16, 0.20, 0.05, 0.03, 0.03, 0.9, 0.12, 0.05, 1.0),
    "custody": Care(0.02, 0.05, 0.02, 0.3, 0.004, 0.01, 0.01, 0.03, 0.25, 0.02),
    "intelligence": Care(0.08, 0.14, 0.12, 0.35, 0.015, 0.04, 0.35, 0.40, 0.45, 0.25),
}
# Values are missing more often for some census groups: White, Asian, Black, Mixed, Other.
MISSING_BY_GROUP: Final = np.array([1.0, 1.25, 1.5, 1.2, 1.7])


@dataclass(slots=True)
class Filled:
    """One system's records before they take its own shape."""

    person: Ints
    first: Texts
    middle: Texts
    last: Texts
    year: Ints
    month: Ints
    day: Ints
    no_birthday: Flags
    address: Texts
    postcode: Texts
    phone: Texts
    no_ethnicity: Flags
    log: Log

    def birthday(self, order: str) -> list[str | None]:
        """The birthday as text: ``dmy`` with slashes or ``ymd`` with dashes."""
        rows = zip(
            self.year.tolist(),
            self.month.tolist(),
            self.day.tolist(),
            self.no_birthday.tolist(),
            strict=True,
        )
        if order == "dmy":
            return [None if gone else f"{d:02d}/{m:02d}/{y}" for y, m, d, gone in rows]
        return [None if gone else f"{y}-{m:02d}-{d:02d}" for y, m, d, gone in rows]


def fill(
    rng: Generator, place: Place, people: People, source: str, person: Ints, seconds: Ints
) -> Filled:
    """Write down ``person`` at wall-clock ``seconds`` with the care of ``source``."""
    care, log, n = CARES[source], Log(person.size), person.size
    first, middle, last = _names(rng, people, person, care, log)
    year, month, day = errors.birthdays(rng, people.born[person], care.birthday, log)
    more = MISSING_BY_GROUP[people.group[person]]
    no_birthday = rng.random(n) < np.minimum(care.no_birthday * more, 0.97)
    log.mark("birthday missing", no_birthday)
    where = _address(rng, people, person, seconds, log)
    address, code = address_lines(place, where), postcodes(place, where)
    gone = rng.random(n) < np.minimum(care.no_address * more, 0.9)
    log.mark("address missing", gone)
    address[gone], code[gone] = None, None
    no_ethnicity = rng.random(n) < np.minimum(care.no_ethnicity * more, 1.0)
    log.mark("ethnicity missing", no_ethnicity)
    phone = _phone(rng, people, person, care, log)
    return Filled(
        person, first, middle, last, year, month, day, no_birthday, address, code, phone,
        no_ethnicity, log,
    )  # fmt: skip


def _names(
    rng: Generator, people: People, person: Ints, care: Care, log: Log
) -> tuple[Texts, Texts, Texts]:
    n = person.size
    first, last = _FIRST[people.first[person]], _LAST[people.last[person]]
    middle = np.where(people.middle[person] >= 0, _FIRST[people.middle[person]], "")
    alias = (people.alias_first[person] >= 0) & (rng.random(n) < care.alias)
    first[alias] = _FIRST[people.alias_first[person[alias]]]
    last[alias] = _LAST[people.alias_last[person[alias]]]
    log.mark("alias", alias)
    maiden = (people.old_last[person] >= 0) & (rng.random(n) < 0.35) & ~alias
    last[maiden] = _LAST[people.old_last[person[maiden]]]
    log.mark("old surname", maiden)
    errors.variants(rng, first, care.variant, log)
    errors.variants(rng, last, care.variant, log)
    errors.short_names(rng, first, care.short, log)
    errors.typing(rng, first, care.typing / 2, log)
    errors.typing(rng, last, care.typing / 2, log)
    swap = rng.random(n) < care.swapped
    first[swap], last[swap] = last[swap].copy(), first[swap].copy()
    log.mark("names swapped", swap)
    return first, middle, last


def _address(rng: Generator, people: People, person: Ints, seconds: Ints, log: Log) -> Ints:
    """The address at the time; some are out of date."""
    day = (seconds - calendar.START) // calendar.DAY
    moved = people.old_address[person] >= 0
    before = moved & (day < people.moved_on[person])
    stale = moved & ~before & (rng.random(person.size) < 0.15)
    log.mark("old address", stale)
    return np.where(before | stale, people.old_address[person], people.address[person])


def _phone(rng: Generator, people: People, person: Ints, care: Care, log: Log) -> Texts:
    number = people.phone[person]
    old = (people.old_phone[person] >= 0) & (number >= 0) & (rng.random(person.size) < 0.4)
    log.mark("old phone", old)
    text = phone_text(np.where(old, people.old_phone[person], number))
    gone = (rng.random(person.size) < care.no_phone) | (number < 0)
    log.mark("phone missing", gone)
    text[gone] = None
    return text


def nicknames(rng: Generator, filled: Filled) -> list[str]:
    """Full names as intelligence notes have them: sometimes with a street name in quotes."""
    known_as = rng.random(filled.person.size) < 0.2
    draw = choose(rng, np.ones(len(STREET_NAMES)), filled.person.size)
    rows = zip(filled.first, filled.last, known_as.tolist(), draw.tolist(), strict=True)
    return [f"{a} '{STREET_NAMES[d]}' {b}" if k else f"{a} {b}" for a, b, k, d in rows]


def marks(people: People, person: Ints, shown: Flags) -> list[str | None]:
    """Registration marks of the people who have a vehicle and whose record shows it."""
    rows = zip(people.vehicle[person].tolist(), shown.tolist(), strict=True)
    return [registration(v) if v >= 0 and s else None for v, s in rows]


def blank(texts: Any, gone: Flags) -> list[Any]:
    """Texts with ``None`` where the value is missing."""
    return [None if g else t for t, g in zip(texts, gone.tolist(), strict=True)]


def drawn_by(rng: Generator, weight: Floats, count: int) -> Ints:
    """People drawn in proportion to a weight."""
    return choose(rng, weight, count)
