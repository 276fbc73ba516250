"""Write the manual's reference pages from the tools' records, and the navigation from the pages.

``--check`` writes nothing and fails when a page is not what the records say.
"""

import argparse
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "src"))

from peelian import catalogue  # noqa: E402 - found through the line above
from peelian.assure.card import Card, Measure, Output, Tier  # noqa: E402 - the same
from peelian.cli.parser import for_tool  # noqa: E402 - the same
from peelian.ground.parameters import Declared, Governance, Kind, declared  # noqa: E402 - the same

SECTIONS = {
    "tutorials": "Tutorials",
    "how-to": "How to",
    "reference": "Reference",
    "explanation": "Explanation",
    "adr": "Decisions",
}
TIERS = {
    Tier.INTAKE: "0: bring in, check, count, search",
    Tier.PLACES: "1: analysis of places and resources",
    Tier.DOCUMENTS: "2: acts on documents or texts",
    Tier.PEOPLE: "3: advice about individuals, and biometrics",
}
OUTPUTS = {
    Output.ANALYSIS: "an analysis, shown at once",
    Output.RECOMMENDATION: "a recommendation, which waits for a named person's decision",
}
GENERATED = "<!-- Written by docs/scripts/make_reference.py from the tool's record. -->\n"


def main() -> int:
    """Write or check every page."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--check", action="store_true")
    check = options.parse_args().check
    pages = {f"reference/{n.replace('.', '-')}.md": _tool(n) for n in catalogue.TOOLS}
    pages["reference/tools.md"] = _all()
    stale = [name for name, words in pages.items() if _differs(ROOT / "docs" / name, words, check)]
    if _differs(ROOT / "zensical.toml", _navigation(), check):
        stale.append("the navigation in zensical.toml")
    if check and stale:
        print(f"Out of date: {', '.join(stale)}. Run docs/scripts/make_reference.py.")
    return 1 if check and stale else 0


def _differs(path: Path, words: str, check: bool) -> bool:
    same = path.is_file() and path.read_text(encoding="utf-8") == words
    if not same and not check:
        path.write_text(words, encoding="utf-8")
    return not same


def _all() -> str:
    rows = [
        f"| [{card.label}]({card.room}-{card.tool}.md) | `{card.name}` | {int(card.tier)} "
        f"| {card.summary} |"
        for card in map(catalogue.card, catalogue.TOOLS)
    ]
    head = "| tool | name | tier | what it does |\n|---|---|---|---|\n"
    return f"# All tools\n\n{GENERATED}\n{head}" + "\n".join(rows) + "\n"


def _tool(name: str) -> str:
    card, tool = catalogue.card(name), catalogue.tool(name)
    items = declared(tool.parameters)
    usage = for_tool(card).format_usage().removeprefix("usage: ").strip()
    parts = [
        f"# {card.label}\n\n{GENERATED}\n{card.summary}",
        f"How to use it: [{card.label}](../how-to/{card.room}-{card.tool}.md).",
        f"**For.** {card.purpose}",
        f"**Not for.** {card.not_purpose}",
        "## On the command line\n\n```text\n" + " ".join(usage.split()) + "\n```",
        "```sh\n" + "\n".join(card.examples) + "\n```",
        "In Python: `desk." + name + '(…)` with `desk = peelian.open("FOLDER")`.',
        "## Options\n\n" + _options(items),
        "## Saves as\n\n" + _formats(sorted(tool.formats)),
        "## Tool record\n\n" + _record(card),
        "## Limits\n\n" + _bullets(card.limits),
        "## Measured\n\n" + _measured(card),
        "## Evidence\n\n" + _bullets(card.evidence),
    ]
    return "\n\n".join(parts) + "\n"


def _options(items: tuple[Declared, ...]) -> str:
    if not items:
        return "None."
    rows = [
        f"| `{_flag(i)}` | {_cell(i.spec.help)} | {_bounds(i)} | {_default(i)} "
        f"| {'yes' if i.spec.governance is Governance.GOVERNED else 'no'} |"
        for i in items
    ]
    head = "| option | meaning | allowed | default | part of what is approved |\n"
    return head + "|---|---|---|---|---|\n" + "\n".join(rows)


def _flag(item: Declared) -> str:
    if item.spec.positional:
        return item.public_name.upper() + ("…" if item.many else "")
    return "--" + item.public_name.replace("_", "-")


def _bounds(item: Declared) -> str:
    spec = item.spec
    if item.choices:
        return ", ".join(f"`{c}`" for c in item.choices)
    if item.type is bool:
        return "yes or no"
    if spec.kind is not Kind.VALUE:
        return "files" if item.many else "a file"
    low = "" if spec.minimum is None else f"from {spec.minimum:g}"
    high = "" if spec.maximum is None else f"to {spec.maximum:g}"
    return " ".join(x for x in (low, high, spec.unit) if x) or "text"


def _default(item: Declared) -> str:
    if item.required:
        return "required"
    if item.default in (None, "", ()):
        return "none"
    if item.type is bool:
        return "yes" if item.default else "no"
    return f"`{item.default}`"


def _formats(found: list[str]) -> str:
    named = [f"`{f}`" for f in found if f != "folder"] + (["a folder"] if "folder" in found else [])
    return f"`--out` with: {', '.join(named)}." if named else "Nothing: read the result itself."


def _record(card: Card) -> str:
    rows = {
        "Version": card.version,
        "Tier": TIERS[card.tier],
        "Gives": OUTPUTS[card.output],
        "Legal basis": card.legal_basis,
        "Data needed": card.data_needed,
        "Decision it informs": card.decision_informed,
        "If it is stopped": card.if_stopped,
        "If you object": card.human_route,
        "Fairness looked at by": "; ".join(card.fairness_slices) or "not applicable",
        "Reads": ", ".join(f"`{t}`" for t in card.reads) or "no table",
        "Writes": ", ".join(f"`{t}`" for t in card.writes) or "no table",
    }
    lines = [f"| {name} | {_cell(value)} |" for name, value in rows.items()]
    return "| | |\n|---|---|\n" + "\n".join(lines)


def _measured(card: Card) -> str:
    said = [card.not_measured] if card.not_measured else []
    if not card.measured:
        return said[0]
    rows = [f"| {_cell(m.name)} | {_figure(m)} | {m.n:,} | {_cell(m.data)} | {_cell(m.baseline)} |"
            for m in card.measured]  # fmt: skip
    head = "| figure | value (95% interval) | n | data | compared with |\n|---|---|---|---|---|\n"
    return "\n\n".join([head + "\n".join(rows), *said])


def _figure(measure: Measure) -> str:
    span = "" if measure.low is None else f" ({measure.low:g} to {measure.high:g})"
    return f"{measure.value:,.6g}{span}"


def _bullets(lines: tuple[str, ...]) -> str:
    return "\n".join(f"- {line}" for line in lines)


def _cell(words: str) -> str:
    return " ".join(words.split()).replace("|", "\\|")


def _navigation() -> str:
    config = (ROOT / "zensical.toml").read_text(encoding="utf-8")
    before, rest = config.split("nav = [\n", 1)
    after = rest.split("\n]\n", 1)[1]
    lines = ['  { "Peelian" = "index.md" },']
    for folder, title in SECTIONS.items():
        pages = sorted(p.name for p in (ROOT / "docs" / folder).glob("*.md"))
        inner = "".join(f'    "{folder}/{name}",\n' for name in pages)
        lines.append(f'  {{ "{title}" = [\n{inner}  ] }},')
    return f"{before}nav = [\n" + "\n".join(lines) + f"\n]\n{after}"


if __name__ == "__main__":
    sys.exit(main())
