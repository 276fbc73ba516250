"""An approved use: one version of a tool, for one force and one purpose, that somebody answers for.

Everything the checks before use compare against stands here; nothing is looked up by name twice.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, ClassVar, Final

from peelian.assure.card import Tier
from peelian.assure.lifecycle import RUNNABLE, State
from peelian.assure.people import Vetting
from peelian.assure.records import Record

PILOT_DAYS: Final = 183  # six months
LIVE_DAYS: Final = 366  # twelve months
EMERGENCY_HOURS: Final = 72
COHORT: Final = 50  # people in a pilot


@dataclass(frozen=True, slots=True)
class Version:
    """What was approved, as hashes; see design, *Version*."""

    card: str = ""  # the version on the tool's record
    governed: str = ""  # thresholds, weights, models
    closure: str = ""  # the tool's code and all first-party code it imports
    artefacts: str = ""  # model files and data files beside the code
    lock: str = ""  # installed libraries: recorded, not compared
    content: str = ""  # the tool's own files without their names: a renamed tool is recognised


@dataclass(frozen=True, slots=True)
class Bound:
    """What a request parameter may be. Empty ``choices`` and ``None`` do not limit."""

    low: float | None = None
    high: float | None = None
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CarryOver:
    """The AI lead's record that changed code gives the same golden outputs."""

    closure: str
    artefacts: str
    golden: str
    by: str
    reason: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovedUse(Record):
    """One line of the register of uses. ``state`` is a :class:`State` value."""

    KIND: ClassVar[str] = "use"

    tier: Tier
    purposes: tuple[str, ...]
    prohibited: tuple[str, ...] = ()
    author: str = ""
    owner: str = ""
    dpia: str = ""  # reference of the data protection impact assessment
    version: Version = Version()
    governed: Mapping[str, Any] = field(default_factory=dict)
    bounds: Mapping[str, Any] = field(default_factory=dict)  # name -> Bound as plain JSON
    golden: str = ""  # digest of the golden outputs at approval
    carried: tuple[CarryOver, ...] = ()
    upstream: tuple[str, ...] = ()
    biometric: bool = False
    vetting: Vetting = Vetting.NONE
    users: tuple[str, ...] = ()  # the pilot's cohort; empty when live: by role
    runs_per_day: int | None = None
    minutes_between: int | None = None
    predecessors: tuple[str, ...] = ()  # earlier uses of this tool, under any name
    began_at: datetime | None = None
    approved_at: datetime | None = None
    approved_by: str = ""
    expires_at: datetime | None = None
    published_reasons: str = ""  # why a chief officer went against ethics advice
    seal: str = ""  # keyed digest of what was approved; set by the step that approves

    @property
    def stage(self) -> State:
        """The state as a value of the lifecycle."""
        return State(self.state)

    @property
    def runnable(self) -> bool:
        """Whether the state alone would let it run."""
        return self.stage in RUNNABLE

    def allowed_for(self, state: State) -> timedelta:
        """How long an approval of ``state`` may last at most."""
        if state is State.PILOT:
            return timedelta(days=PILOT_DAYS)
        if state is State.EMERGENCY:
            return timedelta(hours=EMERGENCY_HOURS)
        return timedelta(days=LIVE_DAYS)
