"""Decisions and what surrounds them: what was shown, the officer's own view, a second pair of eyes.

Only a decision's own id is accepted downstream. A recommendation's id never is.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import ClassVar

from peelian.assure.recommendation import Terms
from peelian.assure.records import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision(Record):
    """What a named person decided. ``about`` is the recommendation, ``state`` its status."""

    KIND: ClassVar[str] = "decision"

    by: str
    at: datetime
    reason: str
    payload: str  # keyed digest of the recommendation as decided on
    mode: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown(Record):
    """The explanation of a recommendation (``about``) was served to a person."""

    KIND: ClassVar[str] = "shown"

    to: str
    version: int
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnView(Record):
    """What an officer thought before the tool's view was shown."""

    KIND: ClassVar[str] = "own-view"

    by: str
    grade: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification(Record):
    """One named person's confirmation or refusal of a biometric match."""

    KIND: ClassVar[str] = "verification"

    by: str
    confirmed: bool
    reason: str
    version: int
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Contest(Record):
    """Somebody affected asks for a person to look again. ``state`` is open or answered."""

    KIND: ClassVar[str] = "contest"

    received_at: datetime
    due: datetime
    grounds: str
    handler: str = ""
    answer: str = ""
    upheld: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class LatestRun(Record):
    """A person's newest checked run of a tool (``about``) and the terms for what comes of it."""

    KIND: ClassVar[str] = "latest-run"

    mode: str
    at: datetime
    terms: Terms = field(default_factory=Terms)
