"""Write the manual page of the lifecycle from the table that the code obeys.

python docs/scripts/make_lifecycle.py [--check]
"""

import sys
from pathlib import Path

from peelian.assure.card import Tier
from peelian.assure.lifecycle import TABLE, Action, diagram
from peelian.assure.stages import stage

PAGE = Path(__file__).parents[1] / "explanation" / "lifecycle.md"
_OPENING = """<!-- Written by docs/scripts/make_lifecycle.py from the table in the code. -->
# The life of an approved use

A use is one version of a tool, for one force and one purpose, that somebody answers for. It moves
from state to state only along the arrows below. What is not drawn is refused. A test proves that
each state and action has exactly one answer.

"""


def page() -> str:
    """The whole page."""
    lines = [_OPENING, "```mermaid\n", diagram(), "```\n\n## The question at each step\n"]
    for action in Action:
        tiers = sorted({t for row in TABLE if row.action is action for t in row.tiers})
        gate = stage(action, tiers[-1])
        lines.append(f"\n### {action.value.capitalize()}\n\n{gate.question}\n\n")
        if gate.advisers:
            lines.append(f"Advice comes from: {', '.join(gate.advisers)}.\n\n")
        if gate.papers:
            lines.append(f"Papers: {', '.join(gate.papers)}.\n\n")
        lines.append("| tier | who decides | from | to |\n|---|---|---|---|\n")
        lines += [_row(action, tier) for tier in tiers]
    return "".join(lines)


def _row(action: Action, tier: Tier) -> str:
    rows = [r for r in TABLE if r.action is action and tier in r.tiers]
    who = ", ".join(r.replace("-", " ") for r in stage(action, tier).roles)
    sources = ", ".join(r.source.value for r in rows)
    targets = ", ".join(dict.fromkeys(r.target.value for r in rows))
    return f"| {int(tier)} | {who} | {sources} | {targets} |\n"


def main() -> int:
    """Write the page, or say that it is out of date."""
    if "--check" in sys.argv[1:]:
        return int(PAGE.read_text("utf-8") != page())
    PAGE.write_text(page(), "utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
