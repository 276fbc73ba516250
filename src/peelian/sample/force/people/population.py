"""The people a force has met: households, names, births, moves, telephones and vehicles."""

from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from peelian.sample.force.chance import (
    Flags,
    Floats,
    Ints,
    choose,
    choose_rows,
    expand,
    heavy,
)
from peelian.sample.force.people.names import CULTURES, ETHNICITY_18, GROUP_CULTURES
from peelian.sample.force.place.model import Place

EPOCH: Final = date(1900, 1, 1).toordinal()
TODAY: Final = date(2024, 7, 1).toordinal() - EPOCH  # ages are drawn as at this day
FIRST: Final[list[str]] = []
LAST: Final[list[str]] = []
_FIRST_AT: Final[dict[tuple[int, int], tuple[int, int]]] = {}  # (culture, sex) -> start, size
_LAST_AT: Final[list[tuple[int, int]]] = []
for _number, _kind in enumerate(CULTURES):
    for _sex, _list in enumerate((_kind.male, _kind.female)):
        _FIRST_AT[_number, _sex] = (len(FIRST), len(_list))
        FIRST.extend(_list)
    _LAST_AT.append((len(LAST), len(_kind.last)))
    LAST.extend(_kind.last)
CODES_18: Final = tuple(sorted(set(ETHNICITY_18.values())))


@dataclass(frozen=True, slots=True)
class People:
    """True identities, one row each. Days are counted from 1 January 1900; -1 means none."""

    household: Ints
    address: Ints
    old_address: Ints  # -1 for people who never moved
    moved_on: Ints  # day of the sample
    group: Ints
    culture: Ints
    sex: Ints  # 0 male, 1 female
    born: Ints
    first: Ints
    middle: Ints
    last: Ints
    old_last: Ints  # surname before marriage, -1 for none
    alias_first: Ints
    alias_last: Ints
    twin: Flags
    phone: Ints
    old_phone: Ints
    vehicle: Ints
    offending: Floats  # weight of being suspected

    @property
    def count(self) -> int:
        """How many people."""
        return self.household.size

    def age(self) -> Ints:
        """Years of age in the middle of the sample."""
        return (TODAY - self.born) // 365


def populate(rng: Generator, place: Place, count: int) -> People:
    """Draw about ``count`` people in households at the county's addresses."""
    households = max(2, round(count / 2.05))
    poor = place.areas.deprivation[place.addresses.area]
    address = choose(rng, 0.35 + poor, households)
    size = 1 + choose(rng, np.array([0.42, 0.27, 0.15, 0.1, 0.06]), households)
    house, rank = expand(size)
    group_of = choose_rows(rng, place.areas.ethnicity, place.addresses.area[address])
    group = np.where(
        rng.random(house.size) < 0.94, group_of[house], choose(rng, _SHARES, house.size)
    )
    culture = _cultures(rng, group, group_of, house)
    sex = np.where(rng.random(house.size) < 0.52, 0, 1)
    born, twin = _births(rng, house, rank)
    first = _names(rng, culture, sex)
    family = _surnames(rng, culture)
    head = np.flatnonzero(rank == 0)
    shared = (rng.random(house.size) < 0.82) & (culture == culture[head][house])
    last = np.where(shared, family[head][house], family)
    middle = np.where(rng.random(house.size) < 0.45, _names(rng, culture, sex), -1)
    married = (sex == 1) & (rng.random(house.size) < 0.22) & (born < TODAY - 22 * 365)
    return People(
        house,
        address[house],
        *_moves(rng, address, house),
        group,
        culture,
        sex,
        born,
        first,
        middle,
        last,
        np.where(married, _surnames(rng, culture), -1),
        *_aliases(rng, culture, sex),
        twin,
        *_phones(rng, house),
        np.where(rng.random(house.size) < 0.4, rng.permutation(house.size), -1),
        _offending(rng, born, sex, poor[address][house]),
    )


_SHARES: Final = np.array([0.75, 0.11, 0.06, 0.05, 0.03])


def _cultures(rng: Generator, group: Ints, group_of: Ints, house: Ints) -> Ints:
    """A culture for each person: the household's own when the group is the household's."""
    table = np.zeros((5, len(CULTURES)))
    for number, mix in GROUP_CULTURES.items():
        for culture, share in mix:
            table[number, culture] = share
    of_house = choose_rows(rng, table, group_of)
    alone = choose_rows(rng, table, group)
    return np.where(group == group_of[house], of_house[house], alone)


def _births(rng: Generator, house: Ints, rank: Ints) -> tuple[Ints, Flags]:
    """Birthdays; a few brothers and sisters are twins."""
    ages = np.array([14, 20, 26, 32, 40, 50, 62, 76])
    share = np.array([0.09, 0.17, 0.19, 0.17, 0.16, 0.11, 0.07, 0.04])
    age = (ages[choose(rng, share, house.size)] + rng.uniform(-4, 6, house.size)) * 365.25
    born = TODAY - age.astype(np.int64)
    twin = (rank >= 1) & (rng.random(house.size) < 0.025)
    twin[0] = False
    second = np.flatnonzero(twin)
    born[second] = born[second - 1]
    twin[second - 1] = True
    return born, twin


def _names(rng: Generator, culture: Ints, sex: Ints) -> Ints:
    start = np.array([[_FIRST_AT[c, s][0] for s in (0, 1)] for c in range(len(CULTURES))])
    size = np.array([[_FIRST_AT[c, s][1] for s in (0, 1)] for c in range(len(CULTURES))])
    share = rng.random(culture.size) ** 1.5
    found: Ints = start[culture, sex] + (share * size[culture, sex]).astype(np.int64)
    return found


def _surnames(rng: Generator, culture: Ints) -> Ints:
    start, size = np.array(_LAST_AT).T
    share = rng.random(culture.size) ** 1.7
    found: Ints = start[culture] + (share * size[culture]).astype(np.int64)
    return found


def _moves(rng: Generator, address: Ints, house: Ints) -> tuple[Ints, Ints]:
    """Where one household in four lived before, and when it moved."""
    moved = rng.random(address.size) < 0.25
    old = np.where(moved, address[rng.integers(0, address.size, address.size)], -1)
    when = np.where(moved, rng.integers(30, 1060, address.size), -1)
    return old[house], when[house]


def _aliases(rng: Generator, culture: Ints, sex: Ints) -> tuple[Ints, Ints]:
    uses = rng.random(culture.size) < 0.05
    return np.where(uses, _names(rng, culture, sex), -1), np.where(
        uses, _surnames(rng, culture), -1
    )


def _phones(rng: Generator, house: Ints) -> tuple[Ints, Ints]:
    """Telephone numbers (nine digits); some are shared in a household, some have changed."""
    # An odd multiplier keeps every number below 2**29 different from all others.
    own = (np.arange(house.size) * 307_483_621 + int(rng.integers(0, 1 << 29))) % (1 << 29)
    number = 100_000_000 + own
    first = np.flatnonzero(np.r_[True, house[1:] != house[:-1]])
    shared = rng.random(house.size) < 0.12
    number = np.where(shared, number[first][house], number)
    number = np.where(rng.random(house.size) < 0.06, -1, number)
    changed = rng.random(house.size) < 0.3
    return number, np.where(changed, 700_000_000 + own // 4, -1)


def _offending(rng: Generator, born: Ints, sex: Ints, poor: Floats) -> Floats:
    age = (TODAY - born) / 365.25
    young = np.exp(-(((age - 24) / 14) ** 2)) + 0.08
    weight = young * np.where(sex == 0, 1.0, 0.24) * np.exp(1.1 * (poor - 0.5))
    found: Floats = (weight * heavy(rng, 1.4, born.size)).round(9)
    found[age < 10] = 0.0  # below the age of criminal responsibility
    return found


def phone_text(number: Ints) -> NDArray[np.object_]:
    """Telephone numbers as people write them; 06 is not a range anybody can be given."""
    texts = [
        f"06{n // 1_000_000:03d} {n % 1_000_000:06d}" if n >= 0 else "" for n in number.tolist()
    ]
    return np.array(texts, dtype=object)


_LETTERS: Final = "ABCDEFGHJKLMNOPRSTUVWXY"


def registration(number: int) -> str:
    """A registration mark that cannot be issued: it begins with Q."""
    base, letters = len(_LETTERS), []
    left = number * 7919 + 104_729
    for _ in range(4):
        letters.append(_LETTERS[left % base])
        left //= base
    year = (2, 7, 12, 17, 19, 21, 52, 58, 62, 66, 69, 71)[number % 12]
    return f"Q{letters[0]}{year:02d} {letters[1]}{letters[2]}{letters[3]}"


def postcode(area: int, segment: int) -> str:
    """A postcode that does not exist: no area begins with V."""
    last = f"{'ABDEFGHJLN'[segment // 10 % 10]}{'PQRSTUWXYZ'[segment // 100 % 10]}"
    return f"V{'ABCDEFGH'[area // 90 % 8]}{area % 90 + 1} {segment % 10}{last}"


def address_lines(place: Place, address: Ints) -> NDArray[np.object_]:
    """House, street and town of each address, as one line."""
    home, street = place.addresses, place.segments.street[place.addresses.segment[address]]
    names, towns = place.streets.names, [s.name for s in place.settlements]
    rows = zip(
        home.number[address].tolist(),
        home.flat[address].tolist(),
        street.tolist(),
        place.streets.settlement[street].tolist(),
        strict=True,
    )
    return np.array(
        [f"{f'Flat {f}, ' if f else ''}{n} {names[s]}, {towns[t]}" for n, f, s, t in rows],
        dtype=object,
    )


def postcodes(place: Place, address: Ints) -> NDArray[np.object_]:
    """The postcode of each address."""
    home = place.addresses
    rows = zip(home.area[address].tolist(), home.segment[address].tolist(), strict=True)
    return np.array([postcode(a, s) for a, s in rows], dtype=object)
