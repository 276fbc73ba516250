"""The help pages above a single tool: every room, and one room."""

from typing import Final

from peelian import catalogue
from peelian.cli.doors import COMMANDS

_INTRO: Final = """\
peelian: the open hub for evidence-led policing

usage: peelian ROOM TOOL [options]      run a tool
       peelian ROOM TOOL --help         what it does, what it needs, examples
"""
_OUTRO: Final = """\
Results go to standard output (`--json` for programs), progress and errors to standard error.
Exit codes: 0 done · 1 fault · 2 input or option · 3 not intact · 4 refused · 5 not allowed ·
6 busy · 130 stopped.\
"""


def rooms() -> dict[str, list[str]]:
    """The listed tools by room, in the catalogue's order; loads none of them."""
    found: dict[str, list[str]] = {}
    for name in catalogue.TOOLS:
        room, tool = name.split(".")
        found.setdefault(room, []).append(tool)
    return found


def everything() -> str:
    """The page of ``peelian --help``."""
    parts = [_INTRO]
    parts += [f"{name}\n{_lines(name)}\n" for name in rooms()]
    width = max(len(name) for name in COMMANDS)
    commands = "\n".join(f"  {name:<{width}}  {door.summary}" for name, door in COMMANDS.items())
    parts.append(f"also\n{commands}\n")
    parts.append(_OUTRO)
    return "\n".join(parts)


def room(name: str) -> str:
    """The page of ``peelian ROOM --help``."""
    return (
        f"usage: peelian {name} TOOL [options]\n\n{_lines(name)}\n\n"
        f"`peelian {name} TOOL --help` tells more about one of them."
    )


def _lines(room: str) -> str:
    cards = [catalogue.card(f"{room}.{tool}") for tool in rooms()[room]]
    width = max(len(card.tool) for card in cards)
    return "\n".join(f"  {c.tool:<{width}}  {c.label}: {c.summary}" for c in cards)
