"""Emergency use: a named chief officer, 72 hours, the ethics chair told at once, public after.

Never for biometric tools or tools about people.
"""

import uuid
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Final

from peelian.assure import approval_rules as rules
from peelian.assure.approval import get
from peelian.assure.approval_rules import check_decider
from peelian.assure.assessment import Ground
from peelian.assure.card import Card, Tier
from peelian.assure.decision_rules import says_nothing
from peelian.assure.facts import approval_seal
from peelian.assure.ledger import Event
from peelian.assure.lifecycle import Action, State, step
from peelian.assure.people import Person, Role, find_person
from peelian.assure.port import Casework
from peelian.assure.records import too_long
from peelian.assure.stop import Emergency
from peelian.assure.use import EMERGENCY_HOURS, ApprovedUse
from peelian.assure.version import Offered, governed_defaults, version_of
from peelian.assure.watching import tell
from peelian.ground.errors import InputError, NotAllowedError

PUBLIC_WITHIN: Final = timedelta(hours=72)


def declare(  # noqa: PLR0913 - who declares what, for how long, why, and who was told
    casework: Casework,
    uid: str,
    actor: str,
    offered: Offered,
    *,
    reason: str,
    hours: int,
    ethics_chair: str,
) -> Emergency:
    """Let a use run for at most 72 hours before its approval.

    Raises:
        NotAllowedError: for biometric tools, tools about people, or anybody but a chief officer.
        InputError: without a reason, an ethics chair or a length within the limit.
    """
    too_long(reason)
    with casework.together():
        use, now = get(casework, uid), datetime.now(UTC)
        rules.check_same_tool(use, offered.card)
        target = step(use.stage, Action.EMERGENCY, use.tier)
        person = check_decider(casework, use, Action.EMERGENCY, actor)
        _check(casework, use, offered.card, reason=reason, hours=hours, chair=ethics_chair)
        ends = now + timedelta(hours=hours)
        moved = _moved(use, target, person, offered, ends)
        moved = replace(moved, seal=approval_seal(casework, moved))
        record = Emergency(
            uid=f"emergency-{uuid.uuid4().hex}",
            tool=use.tool,
            force=use.force,
            about=uid,
            state="declared",
            by=person.uid,
            reason=reason,
            began_at=now,
            ends_at=ends,
            ethics_told=ethics_chair,
            public_by=now + PUBLIC_WITHIN,
        )
        detail = {"ends": ends.isoformat(), "reason": casework.keys.seal(reason)}
        casework.keep(moved, Event("use.emergency", actor, use.tool, uid, detail))
        casework.keep(record, Event("emergency.declared", actor, use.tool, record.uid))
        tell(casework, Role.ETHICS_CHAIR.value, uid, "Emergency use was declared.", actor)
        return record


def make_public(casework: Casework, uid: str, actor: str, ground: str = "") -> Emergency:
    """Make a declaration public, or withhold it with a ground from the list.

    Raises:
        NotAllowedError: when ``actor`` is not a chief officer or the AI lead.
        InputError: when the ground is not on the list.
    """
    with casework.together():
        found = _one(casework, uid)
        use = get(casework, found.about)
        who = (Role.CHIEF_OFFICER.value,) if ground else (Role.CHIEF_OFFICER.value, "ai-lead")
        rules.check_role(casework, use, actor, who)
        if ground and ground not in set(Ground):
            raise InputError(
                "The declaration was not withheld.",
                "The ground is not on the list.",
                f"Choose one of: {', '.join(Ground)}.",
            )
        done = replace(found, state="withheld" if ground else "published", ground=ground)
        casework.keep(done, Event(f"emergency.{done.state}", actor, use.tool, uid))
        return done


def review(casework: Casework, uid: str, actor: str, finding: str) -> Emergency:
    """Record the ethics chair's review after an emergency.

    Raises:
        NotAllowedError: when ``actor`` is not the ethics chair.
        InputError: when the finding says nothing.
    """
    too_long(finding)
    with casework.together():
        found = _one(casework, uid)
        use = get(casework, found.about)
        rules.check_role(casework, use, actor, (Role.ETHICS_CHAIR.value,))
        if says_nothing(finding):
            raise InputError(
                "The review was not recorded.",
                "It says nothing.",
                "Write what was found in your own words.",
            )
        done = replace(found, state="reviewed", review=finding)
        detail = {"finding": casework.keys.seal(finding)}
        casework.keep(done, Event("emergency.reviewed", actor, use.tool, uid, detail))
        return done


def overdue(casework: Casework, now: datetime) -> list[Emergency]:
    """Declarations that should be public by now and are neither public nor withheld."""
    return [e for e in casework.every(Emergency, state="declared") if now >= e.public_by]


def _check(  # noqa: PLR0913 - the terms of a declaration
    casework: Casework, use: ApprovedUse, card: Card, *, reason: str, hours: int, chair: str
) -> None:
    if card.biometric or use.biometric or use.tier is Tier.PEOPLE:
        raise NotAllowedError(
            "Emergency use was not declared.",
            "It is never for biometric tools or tools about people.",
            f"Do this instead: {card.if_stopped}",
        )
    told = find_person(casework, chair)
    fit = told is not None and Role.ETHICS_CHAIR in told.roles
    if not fit or not 0 < hours <= EMERGENCY_HOURS or says_nothing(reason):
        raise InputError(
            "Emergency use was not declared.",
            f"It needs a reason, at most {EMERGENCY_HOURS} hours, and the ethics chair to tell.",
            "Give all three.",
        )


def _moved(
    use: ApprovedUse, target: State, person: Person, offered: Offered, ends: datetime
) -> ApprovedUse:
    return replace(
        use,
        state=target.value,
        version=version_of(offered),
        governed=governed_defaults(offered.parameters),
        approved_at=datetime.now(UTC),
        approved_by=person.uid,
        expires_at=ends,
    )


def _one(casework: Casework, uid: str) -> Emergency:
    found = casework.one(Emergency, uid)
    if found is None:
        raise InputError(
            "There is no such declaration.",
            "Its number is not in this data folder.",
            "Open the tool's page and choose one.",
        )
    return found
