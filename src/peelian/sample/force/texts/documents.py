"""Write documents about incidents: choose the facts, the author and the fragments."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

import numpy as np
import pyarrow as pa

from peelian.sample.force import calendar
from peelian.sample.force.chance import Ints, choose, stream
from peelian.sample.force.crime.types import SUBTYPES
from peelian.sample.force.people.known import Known
from peelian.sample.force.people.population import (
    FIRST,
    LAST,
    address_lines,
    phone_text,
    registration,
)
from peelian.sample.force.store import Store
from peelian.sample.force.tables import Instants, Words, table
from peelian.sample.force.texts import logs, papers
from peelian.sample.force.texts.grammar import Dice, Page, Style

KINDS: Final = ("incident log", "call transcript", "statement", "intelligence note")
SHARES: Final = np.array([0.62, 0.13, 0.11, 0.14])
GRADES: Final = ("immediate", "priority", "scheduled", "telephone")
_URGENT: Final = frozenset({"in progress", "weapon"})
_SOON: Final = frozenset(
    {"injury", "domestic", "child present", "hate", "mental health", "vulnerable"}
)
_BY_PHONE: Final = frozenset({"theft from shop", "theft from vehicle", "bicycle theft", "theft other", "damage to vehicle", "making off without payment"})  # fmt: skip
_PART: Final = 5_000
_STYLES: Final = 400
_SUBTYPES: Final = [part.name for _, part in SUBTYPES]


@dataclass(frozen=True, slots=True)
class Facts:
    """What one document is about: rows of incident, people and place, and the second it begins."""

    subtype: str
    person: int
    other: int
    street: str
    premises: str
    seconds: int
    author: int


def write_texts(store: Store, known: Known, count: int) -> None:
    """Write all documents and their truth."""
    with store.stream("documents.parquet") as add, store.stream("truth/documents.parquet") as truth:
        for part, start in enumerate(range(0, count, _PART)):
            _part(known, part, start, min(_PART, count - start), add, truth)


def _part(known: Known, part: int, start: int, count: int, add: Any, truth: Any) -> None:
    rng = stream(known.seed, "texts", known.place.force, part)
    entries = known.entries["crime_recording"]
    row = rng.integers(0, entries.person.size, count)
    incident = entries.incident[row]
    other = choose(rng, known.people.offending, count)
    kind = choose(rng, SHARES, count)
    styles = _styles(known.seed)
    author = rng.integers(0, _STYLES, count)
    dice = Dice(rng)
    scribe = Scribe(known, dice)
    facts = _facts(known, entries.person[row], other, incident, author, dice)
    pages = [scribe.page(k, f, styles[f.author]) for k, f in zip(kind.tolist(), facts, strict=True)]
    grade = np.array([grade_of(p.factors, f.subtype) for p, f in zip(pages, facts, strict=True)])
    noisy = np.where(rng.random(count) < 0.08, rng.integers(0, 4, count), grade)
    number = np.arange(start, start + count)
    about = np.where(kind == 3, 0, known.incidents.uid[incident])  # notes stand alone
    seconds = np.array([f.seconds for f in facts])
    add(
        table(
            {
                "document": number,
                "kind": Words(kind, KINDS),
                "incident": about,
                "written_at": Instants(calendar.to_utc(seconds)),
                "author": [f"A{a:04d}" for a in author.tolist()],
                "grade": Words(np.where(kind < 2, noisy, -1), GRADES),
                "text": [p.text for p in pages],
            }
        )
    )
    truth(_truth(number, pages, facts, grade, kind))


def _truth(
    number: Ints, pages: list[Page], facts: list[Facts], grade: Ints, kind: Ints
) -> pa.Table:
    entity = pa.list_(
        pa.struct(
            [
                ("start", pa.int32()),
                ("end", pa.int32()),
                ("label", pa.string()),
                ("person", pa.int64()),
            ]
        )
    )
    rows = [
        [{"start": e.start, "end": e.end, "label": e.label, "person": e.person} for e in p.marked]
        for p in pages
    ]
    return table(
        {
            "document": number,
            "subtype": [f.subtype for f in facts],
            "grade": Words(np.where(kind < 2, grade, -1), GRADES),
            "factors": pa.array([sorted(p.factors) for p in pages], pa.list_(pa.string())),
            "entities": pa.array(rows, entity),
        }
    )


def grade_of(factors: set[str], subtype: str) -> int:
    """The response a call deserves by the sample's own plain rule: a position in GRADES."""
    if factors & _URGENT:
        return 0
    if factors & _SOON:
        return 1
    return 3 if subtype in _BY_PHONE else 2


def _styles(seed: int) -> list[Style]:
    """How each of the authors writes."""
    rng = stream(seed, "authors")
    capitals = rng.random(_STYLES) < 0.3
    short = rng.choice([0, 0, 250, 500, 800], _STYLES)
    slips = rng.choice([0, 2, 6, 15, 35], _STYLES)
    rows = zip(capitals.tolist(), short.tolist(), slips.tolist(), strict=True)
    return [Style(*row) for row in rows]


def _facts(
    known: Known, person: Ints, other: Ints, incident: Ints, author: Ints, dice: Dice
) -> list[Facts]:
    place, crimes = known.place, known.incidents
    segment = crimes.true.spots.segment[incident]
    street = place.segments.street[segment].tolist()
    near = np.searchsorted(np.sort(place.premises.segment), segment)
    shops = np.argsort(place.premises.segment, kind="stable")
    shop = shops[np.minimum(near, shops.size - 1)].tolist()
    rows = zip(
        crimes.true.subtype[incident].tolist(),
        person.tolist(),
        other.tolist(),
        street,
        shop,
        crimes.reported[incident].tolist(),
        author.tolist(),
        strict=True,
    )
    return [
        Facts(
            _SUBTYPES[k],
            p,
            o,
            place.streets.names[s],
            place.premises.names[m],
            int(t) + dice.below(90) * 60,
            a,
        )
        for k, p, o, s, m, t, a in rows
    ]


class Scribe:
    """Writes pages for one force."""

    def __init__(self, known: Known, dice: Dice) -> None:
        self.known, self.dice = known, dice

    def page(self, kind: int, facts: Facts, style: Style) -> Page:
        """Write one document."""
        page = Page(self.dice, style, self._entities(facts))
        if kind == 0:
            self._log(page, facts)
        elif kind == 1:
            self._call(page, facts)
        elif kind == 2:
            self._statement(page)
        else:
            self._note(page)
        return page

    def _log(self, page: Page, facts: Facts) -> None:
        clock = facts.seconds
        page.plain(f"{_clock(clock)} ")
        page.some(logs.OPENINGS[facts.subtype], 1)
        if self.dice.below(6):
            page.plain(", ")
            page.some(logs.DETAILS, 1 + self.dice.below(4), ", ")
        first, count = self.dice.below(len(logs.UPDATES)), self.dice.below(5)
        for i in range(count):
            clock += 60 + self.dice.below(40) * 60
            page.plain(f"\n{_clock(clock)} ")
            page.write(logs.UPDATES[(first + i * 5) % len(logs.UPDATES)])
        if self.dice.below(3):
            page.plain(f"\n{_clock(clock + 300 + self.dice.below(9000))} ")
            page.some(logs.CLOSINGS, 1)

    def _call(self, page: Page, facts: Facts) -> None:
        page.plain("CALL TAKER: ")
        page.some(papers.TAKER[:2], 1)
        page.plain("\nCALLER: ")
        page.some(logs.OPENINGS[facts.subtype], 1)
        for _ in range(3 + self.dice.below(7)):
            page.plain("\nCALL TAKER: ")
            page.some(papers.TAKER, 1)
            page.plain("\nCALLER: ")
            page.some(papers.CALLER, 1 + self.dice.below(2), " ")

    def _statement(self, page: Page) -> None:
        page.some(papers.STATEMENT_START, 1 + self.dice.below(3), " ")
        page.plain(" ")
        page.some(papers.STATEMENT_MIDDLE, 4 + self.dice.below(6), " ")
        page.plain(" ")
        page.some(papers.STATEMENT_END, 1 + self.dice.below(3), " ")

    def _note(self, page: Page) -> None:
        before, after = papers.INTELLIGENCE_FRAME[self.dice.below(len(papers.INTELLIGENCE_FRAME))]
        page.write(before)
        page.some(papers.INTELLIGENCE, 1 + self.dice.below(3), " ")
        page.write(after)

    def _entities(self, facts: Facts) -> dict[str, Callable[[], tuple[str, int]]]:
        dice, people = self.dice, self.known.people
        crowd = people.count

        def person(row: int) -> tuple[str, int]:
            row = row if dice.below(7) else dice.below(crowd)
            return self._name(row), row

        home = [address_lines(self.known.place, people.address[[facts.person]])[0]]
        return {
            "NAME": lambda: person(facts.person),
            "NAME2": lambda: person(facts.other),
            "ADDR": lambda: (
                home[0].rsplit(", ", 1)[0] if dice.below(2) else home[0],
                facts.person,
            ),
            "STREET": lambda: (facts.street, -1),
            "PREM": lambda: (facts.premises, -1),
            "PHONE": lambda: (self._phone(facts.person), facts.person),
            "VRM": lambda: self._mark(facts.other),
            "TIME": lambda: (f"{dice.below(24):02d}{dice.below(12) * 5:02d}", -1),
            "PC": lambda: (f"PC {1000 + dice.below(3000)}", -1),
            "DOB": lambda: (self._born(facts.other), facts.other),
            "REF": lambda: (
                f"{44 + dice.below(2)}/{dice.below(90000) + 10000}/{dice.below(3) + 23}",
                -1,
            ),
        }

    def _name(self, row: int) -> str:
        people, form = self.known.people, self.dice.below(10)
        first, last = FIRST[int(people.first[row])], LAST[int(people.last[row])]
        if form < 6:  # most often in full
            return f"{first} {last}"
        return (
            f"{('Mr', 'Ms')[int(people.sex[row])]} {last}",
            f"{last.upper()}, {first}",
            first,
            f"{first[0]} {last}",
        )[form - 6]

    def _phone(self, row: int) -> str:
        text = str(phone_text(self.known.people.phone[[row]])[0])
        return text or "06000 000000"

    def _mark(self, row: int) -> tuple[str, int]:
        """The person's own vehicle; a mark that belongs to nobody when there is none."""
        vehicle = int(self.known.people.vehicle[row])
        if vehicle < 0:
            return registration(self.known.people.count + self.dice.below(100_000)), -1
        return registration(vehicle), row

    def _born(self, row: int) -> str:
        year = 1900 + int(self.known.people.born[row]) // 365
        return f"{1 + self.dice.below(28):02d}/{1 + self.dice.below(12):02d}/{year}"


def _clock(seconds: int) -> str:
    return datetime.fromtimestamp(seconds, UTC).strftime("%d/%m/%y %H:%M")
