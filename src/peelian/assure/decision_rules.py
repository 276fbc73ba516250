"""What must be true before a decision is kept; every storage asks these same questions."""

import json
import unicodedata
import uuid
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Final

from peelian.assure.decision import Decision, LatestRun, OwnView, Shown, Verification
from peelian.assure.ledger import Event
from peelian.assure.people import find_person, person_id
from peelian.assure.port import Casework
from peelian.assure.recommendation import Recommendation, Status, check_open
from peelian.assure.records import to_json, too_long
from peelian.assure.session import Mode
from peelian.ground.errors import InputError, NotAllowedError

SHORTEST_REASON: Final = 10  # characters
SAME_REASON: Final = 2  # times one person may give the same words in the window
CLOCK: Final = "clock"  # the actor of what follows from time alone
WINDOW: Final = timedelta(days=30)


def check_decision(
    casework: Casework, current: Recommendation, status: Status, reason: str, actor: str
) -> None:
    """Refuse a decision that its terms do not allow.

    Raises:
        InputError: when it is too late or the reason is missing or not the person's own.
        NotAllowedError: when this person may not take it, or not yet.
    """
    too_long(reason)
    check_open(current)
    if status is Status.WAITING or (status is Status.EXPIRED) != (actor == CLOCK):
        raise InputError(
            "Your decision was not recorded.",
            "People accept, change or reject; only the clock lets a recommendation expire.",
            "Choose one of the three.",
        )
    now = datetime.now(UTC)
    terms = current.terms
    if status is not Status.EXPIRED and terms.expires_at and now >= terms.expires_at:
        raise InputError(
            "It is too late to decide on this recommendation.",
            "It expired without a decision, so it was not accepted.",
            "Ask for a new one if it is still needed.",
        )
    if status is Status.EXPIRED:
        return
    if current.mode == Mode.EVALUATION:
        raise NotAllowedError(
            "This recommendation cannot be decided on.",
            "It was made to evaluate the tool, so nothing may follow from it.",
            "Record your finding in the evaluation instead.",
        )
    _check_person(casework, current, actor)
    _check_served(casework, current, actor)
    if status is not Status.REJECTED:
        _check_verified(casework, current, actor)
    if current.mode == Mode.OPERATIONAL:
        _check_reason(casework, current, reason, actor, now)


def decision_record(
    casework: Casework, done: Recommendation, event: Event
) -> tuple[Decision, Event]:
    """Build the decision's own record, and the event with its number and its sealed reason."""
    kept = Decision(
        uid=f"decision-{uuid.uuid4().hex}",
        tool=done.tool,
        force=done.force,
        state=done.status.value,
        about=done.uid,
        by=done.decided_by,
        at=done.decided_at or datetime.now(UTC),
        reason=done.reason,
        payload=payload_seal(casework, done),
        mode=done.mode,
    )
    sealed = {"decision": kept.uid, "reason_sealed": casework.keys.seal(done.reason)}
    return kept, replace(event, detail={**dict(event.detail), **sealed})


def with_terms(casework: Casework, recommendation: Recommendation) -> Recommendation:
    """Give a new recommendation the terms its run set; outside practice a run there must be.

    Raises:
        NotAllowedError: when no run of this tool by this person, for this force and in this mode
            stands behind it.
    """
    if recommendation.mode == Mode.SANDBOX:
        return recommendation
    latest = casework.one(LatestRun, latest_run_id(recommendation.created_by, recommendation.tool))
    if latest is None or (latest.mode, latest.force) != (recommendation.mode, recommendation.force):
        raise NotAllowedError(
            "The recommendation was not kept.",
            "No checked run of this tool stands behind it.",
            "Run the tool again and keep its result.",
        )
    return replace(recommendation, terms=latest.terms)


def latest_run_id(actor: str, tool: str) -> str:
    """The id under which a person's newest run of a tool is noted."""
    return f"{tool}/{actor}"


def payload_seal(casework: Casework, recommendation: Recommendation) -> str:
    """The keyed digest of what is recommended."""
    text = canonical_text(recommendation)
    return casework.keys.seal(text)


def canonical_text(recommendation: Recommendation) -> str:
    """The recommendation's payload and version as one text."""
    body = {"payload": recommendation.payload, "version": recommendation.version}
    return json.dumps(body, sort_keys=True, default=str)


def same_person(casework: Casework, one: str, other: str) -> bool:
    """Whether two accounts belong to one person; unknown accounts are compared as they are."""
    return person_id(casework, one) == person_id(casework, other)


def _check_person(casework: Casework, current: Recommendation, actor: str) -> None:
    if current.terms.apart and same_person(casework, actor, current.created_by):
        raise NotAllowedError(
            "You cannot decide on this recommendation.",
            "Whoever asked for it may not decide on it, under any account.",
            "Ask a colleague with that role to decide.",
        )
    if current.mode != Mode.OPERATIONAL:
        return
    person = find_person(casework, actor)
    today = datetime.now(UTC).date()
    if person is None or not person.active(today) or not person.trained(today):
        raise NotAllowedError(
            "You cannot decide on this recommendation.",
            "The people register does not show you as active with training in date.",
            "Ask whoever keeps the people register.",
        )


def _check_served(casework: Casework, current: Recommendation, actor: str) -> None:
    if current.terms.own_view_first:
        views = [v.by for v in casework.every(OwnView, about=current.uid)]
        if not any(same_person(casework, v, actor) for v in views):
            raise NotAllowedError(
                "Your decision was not recorded.",
                "Your own view has to be recorded before the tool's view is used.",
                "Give your own view first.",
            )
    if current.terms.explain:
        seen = casework.every(Shown, about=current.uid)
        mine = [s for s in seen if s.version == current.version and s.to == actor]
        if not mine:
            raise NotAllowedError(
                "Your decision was not recorded.",
                "The explanation of this version has not been shown to you.",
                "Open the recommendation, read the explanation and decide there.",
            )


def _check_verified(casework: Casework, current: Recommendation, actor: str) -> None:
    needed = current.terms.verifiers
    if not needed:
        return
    views = casework.every(Verification, about=current.uid)
    current_views = [v for v in views if v.version == current.version]
    named = {person_id(casework, v.by) for v in current_views if v.confirmed}
    named -= {person_id(casework, current.created_by), person_id(casework, actor)}
    if any(not v.confirmed for v in current_views) or len(named) < needed:
        raise NotAllowedError(
            "The match was not accepted.",
            f"It needs {needed} named verifiers who agree, other than whoever asked or decides.",
            "Ask for the missing verification, or reject the match.",
        )


def _check_reason(
    casework: Casework, current: Recommendation, reason: str, actor: str, now: datetime
) -> None:
    words = own_words(reason)
    if says_nothing(reason):
        raise InputError(
            "Your decision was not recorded.",
            "It needs a reason in your own words.",
            "Write a sentence that says why, and try again.",
        )
    served = own_words(str(to_json(current)["payload"]))
    person = person_id(casework, actor)
    recent = [
        d
        for d in casework.every(Decision, tool=current.tool)
        if now - d.at < WINDOW
        and own_words(d.reason) == words
        and person_id(casework, d.by) == person
    ]
    if words in served or len(recent) >= SAME_REASON:
        raise InputError(
            "Your decision was not recorded.",
            "The reason repeats the tool's text or one you have given several times.",
            "Say in your own words what decided it this time.",
        )


def says_nothing(text: str) -> bool:
    """Whether a reason is too short to be one."""
    return len(own_words(text)) < SHORTEST_REASON


def own_words(text: str) -> str:
    """Fold a text so that spacing, case and compatibility forms do not make it different."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())
