"""What goes wrong when a name, a birthday or a number is written down."""

from dataclasses import dataclass, field
from typing import Final

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from peelian.sample.force.chance import Flags, Ints
from peelian.sample.force.people.names import SHORT, VARIANTS
from peelian.sample.force.people.population import EPOCH

Texts = NDArray[np.object_]
KINDS: Final = (
    *("typing", "spelling variant", "short name", "alias", "old surname", "names swapped"),
    *("day and month swapped", "birthday wrong", "birthday missing", "old address"),
    *("address missing", "old phone", "phone missing", "ethnicity missing", "sex missing"),
)
_VARIANT: Final = {
    word: [other for other in group.split() if other != word]
    for group in VARIANTS
    for word in group.split()
}
_NEAR: Final = dict(
    zip(
        "abcdefghijklmnopqrstuvwxyz",
        "s v x s w d f g u h j k n m i o w e a r y b q z t x".split(),
        strict=True,
    )
)


@dataclass(slots=True)
class Log:
    """Which errors each record of a source has: one bit for each of KINDS."""

    count: int
    bits: Ints = field(init=False)

    def __post_init__(self) -> None:
        self.bits = np.zeros(self.count, dtype=np.int64)

    def mark(self, kind: str, rows: Ints | Flags | int) -> None:
        """Note an error of ``kind`` on ``rows``."""
        self.bits[rows] |= 1 << KINDS.index(kind)


def mistype(word: str, place: int, how: int) -> str:
    """Change one letter: swap with the next, drop, double, or take the key beside it."""
    if len(word) < 3:  # too short to be mistaken
        return word
    at = 1 + place % (len(word) - 2)
    if how == 0:
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    if how == 1:
        return word[:at] + word[at + 1 :]
    if how == 2:
        return word[: at + 1] + word[at:]
    return word[:at] + _NEAR.get(word[at].lower(), "e") + word[at + 1 :]


def typing(rng: Generator, texts: Texts, chance: float, log: Log) -> None:
    """Mistype some of ``texts`` in place."""
    rows = np.flatnonzero(rng.random(texts.size) < chance)
    draws = rng.integers(0, 4096, rows.size)
    for row, draw in zip(rows.tolist(), draws.tolist(), strict=True):
        texts[row] = mistype(texts[row], draw >> 2, draw & 3)
    log.mark("typing", rows)


def variants(rng: Generator, texts: Texts, chance: float, log: Log) -> None:
    """Spell some names another way, where another way is usual."""
    rows = np.flatnonzero(rng.random(texts.size) < chance)
    draws = rng.integers(0, 4096, rows.size)
    for row, draw in zip(rows.tolist(), draws.tolist(), strict=True):
        others = _VARIANT.get(texts[row])
        if others:
            texts[row] = others[draw % len(others)]
            log.mark("spelling variant", row)


def short_names(rng: Generator, texts: Texts, chance: float, log: Log) -> None:
    """Write some first names as friends do."""
    for row in np.flatnonzero(rng.random(texts.size) < chance).tolist():
        if texts[row] in SHORT:
            texts[row] = SHORT[texts[row]]
            log.mark("short name", row)


def birthdays(rng: Generator, born: Ints, chance: float, log: Log) -> tuple[Ints, Ints, Ints]:
    """Year, month and day as written: some with day and month swapped, some wrong."""
    days = (born + (EPOCH - 719_163)).astype("datetime64[D]")  # 719163 is 1970-01-01
    months = days.astype("datetime64[M]")
    year = days.astype("datetime64[Y]").astype(np.int64) + 1970
    month = months.astype(np.int64) % 12 + 1
    day = (days - months.astype("datetime64[D]")).astype(np.int64) + 1
    swap = (rng.random(born.size) < chance) & (day <= 12) & (day != month)
    log.mark("day and month swapped", swap)
    wrong = (rng.random(born.size) < chance) & ~swap
    log.mark("birthday wrong", wrong)
    how = rng.integers(0, 3, born.size)
    year = np.where(wrong & (how == 0), year + 1, year)
    first = wrong & (how == 1)
    slip = wrong & (how == 2) & (day < 28)
    return (
        year,
        np.where(first, 1, np.where(swap, day, month)),
        np.where(first, 1, np.where(swap, month, np.where(slip, day + 1, day))),
    )
