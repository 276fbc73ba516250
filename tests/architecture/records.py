"""Rules about tools: their names, their records and the words people read."""

import re
import shlex
from collections.abc import Sequence
from pathlib import Path

from peelian.assure.card import Card, Output, Tier
from peelian.ground.parameters import Declared

# Words of the code that people read otherwise (design, *Words people see*).
CODE_WORDS = {
    "deployment": "approved use",
    "gate": "checks before use",
    "card": "tool record",
    "ledger": "audit log",
    "event": "incident or crime",
    "zone": "patrol area",
    "dose": "patrol time",
    "slot": "time band",
    "units": "callsigns",
    "retain": "review, retention and disposal",
    "sandbox": "practice",
}
MAY_BE_EMPTY = {
    "not_measured",
    "examples",
    "fairness_slices",
    "measured",
    "reads",
    "may_read",
    "writes",
    "upstream",
    "monitor",
}


def named(root: Path, tools: Sequence[str]) -> list[str]:
    """One name, everywhere: module, specification, how-to and reference page."""
    found = []
    for name in tools:
        room, tool = name.split(".")
        home = root / "src" / "peelian" / room
        if not (home / f"{tool}.py").is_file() and not (home / tool / "__init__.py").is_file():
            found.append(f"{name}: no module src/peelian/{room}/{tool}")
        if not list((root / "tests" / "spec" / room).glob(f"test_{tool}*.py")):
            found.append(f"{name}: no tests/spec/{room}/test_{tool}.py")
        for kind in ("how-to", "reference"):
            page = root / "docs" / kind / f"{room}-{tool}.md"
            if not page.is_file() or len(page.read_text(encoding="utf-8").split()) < 60:
                found.append(f"{name}: no page {page.relative_to(root)} worth reading")
    return found


def unlisted(root: Path, tools: Sequence[str]) -> list[str]:
    """Modules with a record that the catalogue does not offer."""
    home = root / "src" / "peelian"
    found = []
    for path in sorted(home.rglob("*.py")):
        if re.search(r"^CARD\b.*=", path.read_text(encoding="utf-8"), re.MULTILINE):
            parts = path.relative_to(home).with_suffix("").parts
            if ".".join(parts[:2]) not in tools:
                found.append(".".join(parts))
    return found


def incomplete(card: Card) -> list[str]:
    """What a record leaves out."""
    found = [
        f"{card.name}: {field} is empty"
        for field in card.__dataclass_fields__
        if field not in MAY_BE_EMPTY and getattr(card, field) in ("", ())
    ]
    if not card.measured and not card.not_measured:
        found.append(f"{card.name}: neither a measured figure nor why there is none")
    if not re.fullmatch(r"\d+(\.\d+)*", card.version):
        found.append(f"{card.name}: version {card.version!r}")
    return [*found, *_examples(card), *_measures(card), *_people(card)]


def _examples(card: Card) -> list[str]:
    if not card.examples:
        return [f"{card.name}: no example"]
    return [
        f"{card.name}: the example {example!r} runs something else"
        for example in card.examples
        if shlex.split(example)[:3] != ["peelian", card.room, card.tool]
    ]


def _measures(card: Card) -> list[str]:
    return [
        f"{card.name}: {measure.name} lacks its interval, data or n"
        for measure in card.measured
        if (measure.low is None) != (measure.high is None) or not measure.data or measure.n < 1
    ]


def _people(card: Card) -> list[str]:
    if card.tier is not Tier.PEOPLE:
        return []
    found = []
    if card.output is not Output.RECOMMENDATION:
        found.append(f"{card.name}: advice about people waits for a decision")
    if not card.fairness_slices:
        found.append(f"{card.name}: no fairness slices")
    return found


def labels(cards: Sequence[Card], declared: dict[str, Sequence[Declared]]) -> list[str]:
    """Display labels: one per tool, none twice, no words of the code."""
    found = []
    seen: dict[str, str] = {}
    for card in cards:
        first = seen.setdefault(card.label.casefold(), card.name)
        if first != card.name:
            found.append(f"{card.name} is called {card.label} like {first}")
        read = [card.label, card.summary, *(item.label for item in declared.get(card.name, ()))]
        for words in read:
            for word, better in CODE_WORDS.items():
                if re.search(rf"\b{word}s?\b", words, re.IGNORECASE):
                    found.append(f"{card.name}: {words!r} says {word}, people say {better}")
    return found
