"""The stop button, and reporting what went wrong."""

import uuid
from dataclasses import replace
from datetime import UTC, datetime
from typing import Final

from peelian.assure.approval import get
from peelian.assure.decision_rules import says_nothing
from peelian.assure.ledger import Event
from peelian.assure.people import Person, Role, find_person
from peelian.assure.port import Casework
from peelian.assure.records import too_long
from peelian.assure.stop import Incident, Stop
from peelian.assure.watching import tell
from peelian.ground.errors import InputError, NotAllowedError

MAY_STOP: Final = frozenset(
    {
        Role.OWNER,
        Role.AI_LEAD,
        Role.CHIEF_OFFICER,
        Role.ETHICS_CHAIR,
        Role.DATA_PROTECTION,
        Role.SUPERVISOR,
        Role.STANDARDS,
    }
)
MAY_RELEASE: Final = frozenset({Role.AI_LEAD, Role.CHIEF_OFFICER})


def press(casework: Casework, actor: str, reason: str, tool: str = "", force: str = "") -> Stop:
    """Stop a tool, a force's tools, or everything (when neither is named), from this moment.

    Raises:
        NotAllowedError: when ``actor`` holds none of the roles that may stop.
    """
    too_long(reason)
    with casework.together():
        person = _holder(casework, actor, MAY_STOP, "stopped")
        stop = Stop(
            uid=f"stop-{uuid.uuid4().hex}",
            tool=tool,
            force=force,
            state="on",
            by=person.uid,
            reason=reason,
            at=datetime.now(UTC),
        )
        detail = {"force": force, "reason": casework.keys.seal(reason)}
        casework.keep(stop, Event("stop.pressed", actor, tool, stop.uid, detail))
        return stop


def release(casework: Casework, uid: str, actor: str, reason: str) -> Stop:
    """Release a stop.

    Raises:
        NotAllowedError: when ``actor`` is neither AI lead nor chief officer.
        InputError: when there is no such stop or no reason.
    """
    too_long(reason)
    with casework.together():
        _holder(casework, actor, MAY_RELEASE, "released")
        stop = casework.one(Stop, uid)
        if stop is None or stop.state != "on" or not reason.strip():
            raise InputError(
                "The stop was not released.",
                "It is not in force, or no reason was given.",
                "Open the list of stops and say why it can be released.",
            )
        done = replace(stop, state="released")
        detail = {"reason": casework.keys.seal(reason)}
        casework.keep(done, Event("stop.released", actor, stop.tool, uid, detail))
        return done


def report(  # noqa: PLR0913 - the facts of an incident
    casework: Casework,
    use_uid: str,
    what: str,
    noticed_at: datetime,
    actor: str,
    *,
    personal_data: bool,
) -> Incident:
    """Record that something went wrong with a use; anybody may.

    Raises:
        InputError: when it says nothing or lies in the future.
    """
    too_long(what)
    now = datetime.now(UTC)
    if says_nothing(what) or noticed_at.tzinfo is None or noticed_at > now:
        raise InputError(
            "The incident was not recorded.",
            "It needs a sentence on what happened and a time that has passed.",
            "Say what happened and when it was noticed.",
        )
    with casework.together():
        use = get(casework, use_uid)
        found = Incident(
            uid=f"incident-{uuid.uuid4().hex}",
            tool=use.tool,
            force=use.force,
            about=use_uid,
            state="open",
            what=what,
            by=actor,
            noticed_at=noticed_at,
            personal_data=personal_data,
        )
        detail = {"use": use_uid, "report-by": found.report_by.isoformat()}
        casework.keep(found, Event("incident.recorded", actor, use.tool, found.uid, detail))
        tell(casework, "ai-lead", use_uid, "An incident was recorded.", actor)
        if personal_data:
            tell(casework, "data-protection", use_uid, "An incident with personal data.", actor)
        return found


def close_incident(casework: Casework, uid: str, actor: str, outcome: str) -> Incident:
    """Record that an incident was reported outside, or needs no report, and how it ended."""
    too_long(outcome)
    with casework.together():
        found = casework.one(Incident, uid)
        _holder(casework, actor, frozenset({Role.AI_LEAD, Role.DATA_PROTECTION}), "closed")
        if found is None or not outcome.strip():
            raise InputError(
                "The incident was not closed.",
                "It is not on record, or no outcome was given.",
                "Say what was reported to whom and what was put right.",
            )
        done = replace(found, state="closed", outcome=outcome, reported_at=datetime.now(UTC))
        detail = {"outcome": casework.keys.seal(outcome)}
        casework.keep(done, Event("incident.closed", actor, found.tool, uid, detail))
        return done


def _holder(casework: Casework, actor: str, roles: frozenset[Role], what: str) -> Person:
    person = find_person(casework, actor)
    if person is None or not person.roles & roles or not person.active(datetime.now(UTC).date()):
        names = ", ".join(sorted(r.words for r in roles))
        raise NotAllowedError(
            f"It was not {what}.",
            f"This is for: {names}.",
            "Ask one of them.",
        )
    return person
