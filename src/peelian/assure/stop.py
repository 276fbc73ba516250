"""The stop button, incidents, and the timetable of an emergency."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import ClassVar, Final

from peelian.assure.records import Record

REPORT_WITHIN: Final = timedelta(hours=72)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop(Record):
    """A stop in force when ``state`` is "on". ``tool`` and ``force`` narrow it; empty means all."""

    KIND: ClassVar[str] = "stop"

    by: str
    reason: str
    at: datetime

    def covers(self, tool: str, force: str) -> bool:
        """Whether it stops ``tool`` for ``force``."""
        return self.state == "on" and self.tool in ("", tool) and self.force in ("", force)


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident(Record):
    """Something that went wrong, with the 72-hour clock for reporting it outside.

    ``about`` is the use; ``state`` is "open", "reported" or "closed".
    """

    KIND: ClassVar[str] = "incident"

    what: str
    by: str
    noticed_at: datetime
    personal_data: bool = False
    reported_at: datetime | None = None
    outcome: str = ""

    @property
    def report_by(self) -> datetime:
        """When the Information Commissioner must have been told, if personal data are concerned."""
        return self.noticed_at + REPORT_WITHIN


@dataclass(frozen=True, slots=True, kw_only=True)
class Emergency(Record):
    """A chief officer's declaration for one use (``about``); public within 72 hours or withheld.

    ``state`` is "declared", "published", "withheld" or "reviewed".
    """

    KIND: ClassVar[str] = "emergency"

    by: str
    reason: str
    began_at: datetime
    ends_at: datetime
    ethics_told: str  # account of the ethics chair who was told
    public_by: datetime
    ground: str = ""
    review: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice(Record):
    """What the ethics committee advised on one use (``about``); kept even when not followed.

    ``state`` is "for", "for with conditions", "against".
    """

    KIND: ClassVar[str] = "advice"

    by: str
    text: str
    conditions: tuple[str, ...] = ()
    dissent: str = ""
    minute: str = ""
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation(Record):
    """A named trial on operational data from which nothing operational may follow.

    ``tool`` empty means any tool; ``state`` is "open" or "closed".
    """

    KIND: ClassVar[str] = "evaluation"

    dpia: str
    evaluators: tuple[str, ...]
    agreed_by: str
    expires_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class RunNote(Record):
    """That a run was started under a use (``about``); quotas count these."""

    KIND: ClassVar[str] = "run"

    actor: str
    mode: str
    at: datetime
