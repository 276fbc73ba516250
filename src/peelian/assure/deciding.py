"""What happens around a decision: showing, the own view, verification, using it."""

import uuid
from datetime import UTC, datetime, timedelta
from typing import Final

from peelian.assure.card import Card, Output, Tier
from peelian.assure.decision import Decision, OwnView, Shown, Verification
from peelian.assure.decision_rules import CLOCK, payload_seal, says_nothing
from peelian.assure.ledger import Event
from peelian.assure.people import Role, find_person, person_id
from peelian.assure.port import Casework
from peelian.assure.recommendation import Recommendation, Status, Terms, check_open
from peelian.assure.records import too_long
from peelian.assure.session import Mode, Session
from peelian.ground.errors import InputError, NotAllowedError

_DEFAULT: Final = timedelta(days=14)
_VERIFIERS: Final = 2


def terms(card: Card, session: Session, run: str = "", use: str = "") -> Terms:
    """Set what a decision on this tool's recommendations must satisfy. Practice is lenient."""
    if session.mode is Mode.SANDBOX:
        return Terms(run=run, about_person=card.tier is Tier.PEOPLE)
    hours = card.decide_within_hours
    person = card.tier is Tier.PEOPLE
    return Terms(
        run=run,
        use=use,
        expires_at=datetime.now(UTC) + (timedelta(hours=hours) if hours else _DEFAULT),
        verifiers=_VERIFIERS if card.biometric else 0,
        apart=person or card.biometric or card.output is Output.RECOMMENDATION,
        own_view_first=card.own_view_first,
        explain=True,
        about_person=person,
    )


def show(casework: Casework, uid: str, actor: str) -> Recommendation:
    """Note that the explanation of a recommendation is served to ``actor`` now."""
    with casework.together():
        found = casework.get(uid)
        _check_view_given(casework, found, actor)
        seen = Shown(
            uid=f"shown-{uuid.uuid4().hex}",
            tool=found.tool,
            force=found.force,
            about=uid,
            to=actor,
            version=found.version,
            at=datetime.now(UTC),
        )
        casework.keep(seen, Event("explanation.shown", actor, found.tool, uid))
        return found


def own_view(casework: Casework, uid: str, actor: str, grade: str) -> OwnView:
    """Record an officer's own view before the tool's is shown.

    Raises:
        InputError: when it is empty, or the tool's view was shown to this person already.
    """
    too_long(grade, 500)
    with casework.together():
        found = casework.get(uid)
        check_open(found)
        seen = any(s.to == actor for s in casework.every(Shown, about=uid))
        if seen or not grade.strip():
            raise InputError(
                "Your view was not recorded.",
                "It has to be given before the tool's view is shown, and cannot be empty.",
                "Ask a colleague who has not seen it.",
            )
        view = OwnView(
            uid=f"view-{uuid.uuid4().hex}",
            tool=found.tool,
            force=found.force,
            about=uid,
            by=actor,
            grade=grade.strip(),
            at=datetime.now(UTC),
        )
        casework.keep(view, Event("own-view.given", actor, found.tool, uid))
        return view


def verify(
    casework: Casework, uid: str, actor: str, reason: str, *, confirmed: bool
) -> Verification:
    """Record one named verifier's word on a biometric match.

    Raises:
        NotAllowedError: when ``actor`` is not a verifier, or asked for the match.
        InputError: when the reason is missing or the match is decided.
    """
    too_long(reason)
    with casework.together():
        found = casework.get(uid)
        check_open(found)
        person = find_person(casework, actor)
        if (
            person is None
            or Role.VERIFIER not in person.roles
            or not person.active(datetime.now(UTC).date())
            or person.uid == person_id(casework, found.created_by)
        ):
            raise NotAllowedError(
                "Your verification was not recorded.",
                "It is for a registered verifier other than whoever asked for the match.",
                "Ask another verifier.",
            )
        if says_nothing(reason):
            raise InputError(
                "Your verification was not recorded.",
                "It needs a reason in your own words.",
                "Say what you compared and what you saw.",
            )
        word = Verification(
            uid=f"verification-{uuid.uuid4().hex}",
            tool=found.tool,
            force=found.force,
            about=uid,
            by=person.uid,
            confirmed=confirmed,
            reason=reason,
            version=found.version,
            at=datetime.now(UTC),
        )
        detail = {"confirmed": confirmed, "reason": casework.keys.seal(reason)}
        casework.keep(word, Event("match.verified", actor, found.tool, uid, detail))
        return word


def accepted(casework: Casework, decision_id: str, session: Session) -> Recommendation:
    """Return what a decision accepted; the only way from advice to action.

    Raises:
        NotAllowedError: for a recommendation's id, a rejection, another mode or force, or a
            recommendation that is no longer what was decided on.
    """
    kept = casework.one(Decision, decision_id)
    if kept is None:
        raise NotAllowedError(
            "Nothing was done.",
            "This is not the number of a decision; a recommendation alone permits nothing.",
            "Ask a named person to decide first, and give the decision's number.",
        )
    found = casework.get(kept.about)
    good = kept.state in (Status.ACCEPTED, Status.MODIFIED)
    same = (kept.mode, kept.force) == (session.mode.value, session.force or kept.force)
    if not good or not same or payload_seal(casework, found) != kept.payload:
        raise NotAllowedError(
            "Nothing was done.",
            "The decision did not accept it, was made elsewhere, or was about something else.",
            "Open the decision and check what it says.",
        )
    return found


def decision_of(casework: Casework, uid: str) -> Decision | None:
    """The decision on a recommendation, if taken."""
    found = casework.every(Decision, about=uid)
    return found[-1] if found else None


def expire_unactioned(casework: Casework, tool: str, now: datetime) -> list[Recommendation]:
    """Close recommendations nobody decided on in time. They are never accepted."""
    with casework.together():
        late = [
            r
            for r in casework.find(tool)
            if r.status is Status.WAITING and r.terms.expires_at and now >= r.terms.expires_at
        ]
        return [
            casework.decide(
                r.uid,
                Status.EXPIRED,
                "Nobody decided in time.",
                Event("recommendation.expired", CLOCK, r.tool, r.uid),
            )
            for r in late
        ]


def _check_view_given(casework: Casework, found: Recommendation, actor: str) -> None:
    if not found.terms.own_view_first or found.status is not Status.WAITING:
        return
    mine = person_id(casework, actor)
    views = casework.every(OwnView, about=found.uid)
    if not any(person_id(casework, v.by) == mine for v in views):
        raise NotAllowedError(
            "The tool's view is not shown yet.",
            "Your own view has to be recorded first.",
            "Give your own view.",
        )
