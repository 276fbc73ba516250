"""Turn fragments into text, keeping count of where each entity stands and which factors are true."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Final

from numpy.random import Generator

from peelian.sample.force.people.errors import mistype
from peelian.sample.force.texts.words import ABBREVIATIONS, RULES

_PARTS: Final = re.compile(r"\[([^\]]*)\]|<([a-z]+)>|<([A-Z0-9]+)>|\{([^}]*)\}")
_WORD: Final = re.compile(r"[A-Za-z]{4,}")
_LONGEST = 6  # letters in a typing error's word at least this long are common enough


@cache
def parse(fragment: str) -> tuple[tuple[str, str], ...]:
    """Cut a fragment into (kind, content) parts: text, choice, rule, entity or factor."""
    found, at = [], 0
    for match in _PARTS.finditer(fragment):
        if match.start() > at:
            found.append(("text", fragment[at : match.start()]))
        for kind, content in zip(
            ("choice", "rule", "entity", "factor"), match.groups(), strict=True
        ):
            if content is not None:
                found.append((kind, content))
        at = match.end()
    if at < len(fragment):
        found.append(("text", fragment[at:]))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Style:
    """How one author writes: all capitals, short forms, slips of the finger."""

    capitals: bool
    abbreviates: int  # in a thousand words that have a short form
    slips: int  # in a thousand longer words


@dataclass(frozen=True, slots=True)
class Entity:
    """A named thing in a text: characters ``start`` to ``end``; ``person`` is -1 for others."""

    start: int
    end: int
    label: str
    person: int


class Dice:
    """Whole numbers drawn in advance, because one at a time is slow."""

    def __init__(self, rng: Generator) -> None:
        self._rng, self._left = rng, [0]
        self._left.clear()

    def below(self, limit: int) -> int:
        """A number from 0 to ``limit`` - 1."""
        if not self._left:
            self._left = self._rng.integers(0, 1 << 30, 65_536).tolist()
        return self._left.pop() % limit


@dataclass(slots=True)
class Page:
    """A text being written."""

    dice: Dice
    style: Style
    entities: Mapping[str, Callable[[], tuple[str, int]]]
    pieces: list[str] = field(default_factory=list)
    length: int = 0
    marked: list[Entity] = field(default_factory=list)
    factors: set[str] = field(default_factory=set)

    def plain(self, text: str) -> None:
        """Add text as it is."""
        self.pieces.append(text)
        self.length += len(text)

    def words(self, text: str) -> None:
        """Add text in the author's style."""
        style, dice = self.style, self.dice
        if style.abbreviates:
            text = " ".join(
                ABBREVIATIONS[w]
                if w in ABBREVIATIONS and dice.below(1000) < style.abbreviates
                else w
                for w in text.split(" ")
            )
        if style.slips:
            text = _WORD.sub(self._slip, text)
        self.plain(text.upper() if style.capitals else text)

    def _slip(self, match: re.Match[str]) -> str:
        word = match[0]
        if self.dice.below(1000) >= self.style.slips:
            return word
        return mistype(word, self.dice.below(64), self.dice.below(4))

    def write(self, fragment: str) -> None:
        """Expand a fragment."""
        for kind, content in parse(fragment):
            if kind == "text":
                self.words(content)
            elif kind == "choice":
                self.write(_one(self.dice, content.split("|")))
            elif kind == "rule":
                self.write(_one(self.dice, RULES[content]))
            elif kind == "factor":
                self.factors.add(content)
            else:
                self.entity(content)

    def entity(self, label: str) -> None:
        """Add an entity and note where it stands."""
        text, person = self.entities[label]()
        text = text.upper() if self.style.capitals else text
        name = "NAME" if label == "NAME2" else label
        self.marked.append(Entity(self.length, self.length + len(text), name, person))
        self.plain(text)

    def some(self, fragments: Sequence[str], count: int, join: str = ". ") -> None:
        """Write ``count`` different fragments with ``join`` before each but the first."""
        first = self.dice.below(len(fragments))
        step = 1 + self.dice.below(len(fragments) - 1)
        seen = set()
        for i in range(count):
            at = (first + i * step) % len(fragments)
            if at in seen:
                continue
            seen.add(at)
            if i:
                self.plain(join)
            self.write(fragments[at])

    @property
    def text(self) -> str:
        """What was written."""
        return "".join(self.pieces)


def _one(dice: Dice, choices: Sequence[str]) -> str:
    return choices[dice.below(len(choices))]
