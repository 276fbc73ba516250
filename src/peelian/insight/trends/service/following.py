"""What people do about alerts: follow an area or type, take note of an alert, or dismiss it.

Every change is kept with its entry in the audit log; reasons stay in casework, the log says only
that one was given.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import ClassVar, Final, TypeVar

from peelian.assure.casework import Casework
from peelian.assure.ledger import Event
from peelian.assure.records import Record, too_long
from peelian.ground.errors import InputError
from peelian.insight.trends.model import Alert

TOOL: Final = "insight.trends"
NOTED: Final = "acknowledged"
DISMISSED: Final = "dismissed"
FOLLOWED: Final = "followed"
ENDED: Final = "ended"
_EVENTS: Final = {
    NOTED: "alert.acknowledged",
    DISMISSED: "alert.dismissed",
    FOLLOWED: "alerts.followed",
    ENDED: "alerts.unfollowed",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark(Record):
    """Somebody took note of an alert or dismissed it."""

    KIND: ClassVar[str] = "trend-alert"

    by: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Following(Record):
    """Somebody wants to know about alerts of an area, a crime type, or all of them."""

    KIND: ClassVar[str] = "trend-following"

    by: str = ""
    area: str = ""  # every area when empty
    kind: str = ""  # every crime type when empty

    def covers(self, alert: Alert) -> bool:
        """Whether the person asked to know about this alert."""
        return self.area in ("", alert.area) and self.kind in ("", alert.kind)


K = TypeVar("K", Mark, Following)


def key(*parts: str) -> str:
    """An opaque id for an alert or a following."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:24]


def acknowledge(casework: Casework, force: str, alert: str, actor: str) -> Mark:
    """Record that somebody has taken note of the alert with this id."""
    return _keep(casework, _mark(force, alert, actor, NOTED))


def dismiss(casework: Casework, force: str, alert: str, actor: str, reason: str) -> Mark:
    """Record that somebody dismissed an alert, and why.

    Raises:
        InputError: when no reason is given.
    """
    said = reason.strip()
    too_long(said)
    if not said:
        raise InputError(
            "The alert was not dismissed.",
            "A dismissal needs a reason, so that the next reader knows what was found.",
            "Write the reason in your own words and try again.",
        )
    return _keep(casework, replace(_mark(force, alert, actor, DISMISSED), reason=said))


def marks(casework: Casework, force: str) -> dict[str, Mark]:
    """The newest mark of every alert of a force, by the alert's key."""
    return {mark.about: mark for mark in casework.every(Mark, tool=TOOL, force=force)}


def follow(casework: Casework, force: str, actor: str, area: str = "", kind: str = "") -> Following:
    """Have somebody follow an area, a crime type, or everything."""
    return _keep(casework, _following(force, actor, area, kind))


def unfollow(
    casework: Casework, force: str, actor: str, area: str = "", kind: str = ""
) -> Following:
    """End a following."""
    return _keep(casework, replace(_following(force, actor, area, kind), state=ENDED))


def followings(casework: Casework, force: str) -> tuple[Following, ...]:
    """Everything that is followed now."""
    return tuple(casework.every(Following, tool=TOOL, force=force, state=FOLLOWED))


def who_should_know(alert: Alert, followed: Iterable[Following]) -> tuple[str, ...]:
    """The people who asked to know about an alert, each once."""
    return tuple(dict.fromkeys(one.by for one in followed if one.covers(alert)))


def _mark(force: str, alert: str, actor: str, state: str) -> Mark:
    about = key(force, alert)
    return Mark(uid=about, tool=TOOL, force=force, state=state, about=about, by=actor)


def _following(force: str, actor: str, area: str, kind: str) -> Following:
    uid = key(force, actor, area, kind)
    return Following(
        uid=uid, tool=TOOL, force=force, state=FOLLOWED, by=actor, area=area, kind=kind
    )


def _keep(casework: Casework, record: K) -> K:
    detail = {"reason_given": bool(getattr(record, "reason", ""))}
    casework.keep(record, Event(_EVENTS[record.state], record.by, TOOL, record.uid, detail))
    return record
