"""THE list of tools this build offers. Unlisted code cannot run through a door.

A line here is a decision with owners (CODEOWNERS). Tools are imported one at a time and only
when used, so that listing them stays quick.
"""

import importlib
import importlib.util
from collections.abc import Iterator
from functools import cache
from types import ModuleType
from typing import Any, Final

from peelian.assure.card import Card
from peelian.assure.run import Tool
from peelian.ground.errors import InputError

TOOLS: Final = (
    "hub.changes",
    "hub.fetch",
    "hub.ingest",
    "hub.quality",
    "hub.read",
    "hub.repair",
    "insight.hotspots",
    "insight.trends",
    "patrol.plan",
    "sample.extract",
    "sample.force",
    "assure.export",
    "assure.lookups",
    "assure.tools",
    "assure.verify",
)


def check_listed(name: str) -> None:
    """Refuse a tool that is not in the list.

    Raises:
        InputError: naming what is offered.
    """
    if name not in TOOLS:
        raise InputError(
            "There is no such tool.",
            "It is not in this build's catalogue.",
            f"Choose one of: {', '.join(TOOLS)}.",
        )


def card(name: str) -> Card:
    """Return a tool's record without loading what the tool needs to run."""
    found: Card = _part(name, "card").CARD
    return found


def cards() -> Iterator[Card]:
    """Every tool's record, in the order of the list."""
    return (card(name) for name in TOOLS)


@cache
def tool(name: str) -> Tool:
    """Load a tool."""
    service = _part(name, "service")
    formats = getattr(_part(name, "formats", service), "FORMATS", {})
    return Tool(card(name), parameters(name), service.run, formats)


def parameters(name: str) -> type:
    """Return the class that declares a tool's parameters, without loading the tool."""
    found: type = _part(name, "model").Parameters
    return found


def _part(name: str, part: str, otherwise: ModuleType | None = None) -> Any:
    """Import a part of a grown tool; a small tool is one file and holds all its parts."""
    check_listed(name)
    home = importlib.import_module(f"peelian.{name}")
    if not hasattr(home, "__path__"):
        return home
    full = f"peelian.{name}.{part}"
    if otherwise is not None and importlib.util.find_spec(full) is None:
        return otherwise
    return importlib.import_module(full)
