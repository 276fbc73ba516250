"""The gate before each step, as data: who decides, on what question, advised by whom."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from peelian.assure.card import Tier
from peelian.assure.lifecycle import Action

_FILE: Final = Path(__file__).parent / "data" / "stages.toml"


@dataclass(frozen=True, slots=True)
class Stage:
    """What must be true before a step is taken."""

    action: Action
    roles: tuple[str, ...]  # any one of these may decide
    question: str
    advisers: tuple[str, ...]
    papers: tuple[str, ...]
    version: str


@cache
def _stages() -> dict[str, Any]:
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))


def stage(action: Action, tier: Tier) -> Stage:
    """Return the gate before ``action``; a tier that may not take it has no deciding role."""
    found = _stages()[action.value]
    return Stage(
        action=action,
        roles=tuple(found["role"].get(str(int(tier)), ())),
        question=found["question"],
        advisers=tuple(found["advisers"]),
        papers=tuple(found["papers"]),
        version=_stages()["version"],
    )
