"""Guidance banks and the questions that answer them: each question is asked once.

A bank is a file of items; each item names the questions that answer it. An item nobody's
question answers becomes a question of its own, so an official bank can be dropped in as it is.
"""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from peelian.assure.card import Tier
from peelian.ground.errors import InputError

_DATA: Final = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class Question:
    """One question, the lowest tier it is asked at, and whether it may be skipped."""

    uid: str
    text: str
    lowest: Tier
    must: bool


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a bank and the questions that answer it."""

    uid: str
    text: str
    asked_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Bank:
    """One published list of things to consider, with its version and source."""

    uid: str
    title: str
    version: str
    source: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Library:
    """All questions and banks of a build, with any a force dropped in."""

    version: str
    questions: tuple[Question, ...]
    banks: tuple[Bank, ...]

    def asked(self, tier: Tier) -> tuple[Question, ...]:
        """The questions a tool of ``tier`` must answer, in order."""
        return tuple(q for q in self.questions if q.lowest <= tier and tier > Tier.INTAKE)

    def asks(self, question: str) -> tuple[str, ...]:
        """Every "bank: item" that one answer serves."""
        return tuple(
            f"{b.title}: {i.text}" for b in self.banks for i in b.items if question in i.asked_by
        )

    def saturation(self) -> tuple[int, int]:
        """How many items the banks ask in total, and how many questions answer them all."""
        used = {q for b in self.banks for i in b.items for q in i.asked_by}
        return sum(len(b.items) for b in self.banks), len(used)


@cache
def library(dropped_in: tuple[Path, ...] = ()) -> Library:
    """Read the built-in questions and banks, and the files of a force's own banks.

    Raises:
        InputError: when a file is not a bank.
    """
    body = tomllib.loads((_DATA / "questions.toml").read_text("utf-8"))
    version = body.pop("version")
    asked = tuple(
        Question(uid, q["text"], Tier(q["from"]), q.get("must", False)) for uid, q in body.items()
    )
    own = sorted((_DATA / "banks").glob("*.toml"))
    banks = tuple(_bank(path) for path in (*own, *dropped_in))
    return _with_loose_items(version, asked, banks)


def _with_loose_items(version: str, asked: tuple[Question, ...], banks: Iterable[Bank]) -> Library:
    known = {q.uid for q in asked}
    extra: list[Question] = []
    mapped = []
    for bank in banks:
        items = []
        for item in bank.items:
            answers = tuple(q for q in item.asked_by if q in known)
            if not answers:
                answers = (f"{bank.uid}.{item.uid}",)
                extra.append(Question(answers[0], item.text, Tier.PLACES, must=False))
            items.append(Item(item.uid, item.text, answers))
        mapped.append(Bank(bank.uid, bank.title, bank.version, bank.source, tuple(items)))
    return Library(version, (*asked, *extra), tuple(mapped))


def _bank(path: Path) -> Bank:
    try:
        body = tomllib.loads(path.read_text("utf-8"))
        items = tuple(
            Item(str(i["id"]), str(i["text"]), tuple(i.get("asked_by", ()))) for i in body["item"]
        )
        return Bank(body["id"], body["title"], str(body["version"]), body["source"], items)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, KeyError, TypeError):
        raise InputError(
            f"The question bank {path.name} could not be read.",
            "It needs id, title, version, source and a list of items with id and text.",
            "Correct the file; the built-in banks show the form.",
        ) from None
