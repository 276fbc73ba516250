"""Recording what a monitor said, and telling the AI lead when it turns amber."""

import uuid
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import ClassVar

from peelian.assure import approval_rules as rules
from peelian.assure.approval import get
from peelian.assure.ledger import Event
from peelian.assure.monitor import Health, Monitor
from peelian.assure.people import Role
from peelian.assure.port import Casework
from peelian.assure.records import Record
from peelian.ground.errors import InputError


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice(Record):
    """Something a role must see (``state`` is the role's name); ``about`` is what it concerns."""

    KIND: ClassVar[str] = "notice"

    text: str
    at: datetime
    seen_by: str = ""


def watch(  # noqa: PLR0913 - one check: of what, how it stands, until when, by whom
    casework: Casework,
    use_uid: str,
    actor: str,
    *,
    measure: str,
    health: Health,
    next_check: timedelta,
) -> Monitor:
    """Keep the newest word of a use's monitor.

    Raises:
        InputError: when it does not name what is measured.
        NotAllowedError: when ``actor`` neither owns the use nor is the AI lead.
    """
    if not measure.strip() or next_check <= timedelta(0):
        raise InputError(
            "The check was not recorded.",
            "It needs the name of what is measured and a time until the next check.",
            "Give both.",
        )
    with casework.together():
        use, now = get(casework, use_uid), datetime.now(UTC)
        rules.check_role(casework, use, actor, (Role.OWNER.value, Role.AI_LEAD.value))
        before = casework.every(Monitor, about=use_uid)
        since = before[-1].breached_at if before else None
        found = Monitor(
            uid=f"monitor-{use_uid}",
            tool=use.tool,
            force=use.force,
            about=use_uid,
            state=health.value,
            measure=measure.strip(),
            checked_at=now,
            due=now + next_check,
            breached_at=(since or now) if health is Health.BREACHED else None,
        )
        detail = {"use": use_uid, "state": health.value, "due": found.due.isoformat()}
        casework.keep(found, Event("monitor.checked", actor, use.tool, found.uid, detail))
        if health is Health.BREACHED:
            tell(casework, "ai-lead", use_uid, f"{measure} is outside its limits.", actor)
        return found


def tell(casework: Casework, role: str, about: str, text: str, actor: str) -> Notice:
    """Leave a notice for everybody with ``role``; once for the same text and day."""
    with casework.together():
        now = datetime.now(UTC)
        for seen in casework.every(Notice, about=about, state=role):
            if seen.text == text and now - seen.at < timedelta(days=1):
                return seen
        notice = Notice(
            uid=f"notice-{uuid.uuid4().hex}", about=about, state=role, text=text, at=now
        )
        casework.keep(notice, Event("notice.left", actor, "", notice.uid, {"role": role}))
        return notice
