"""Publishing a use in the public register, withholding it with a ground, withdrawing it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Final

from peelian.assure import approval_rules as rules
from peelian.assure.approval import get
from peelian.assure.assessment import Ground
from peelian.assure.card import Card
from peelian.assure.ledger import Event
from peelian.assure.people import Person, Role
from peelian.assure.port import Casework
from peelian.assure.records import too_long
from peelian.assure.register import RegisterEntry, sign, written
from peelian.assure.use import ApprovedUse
from peelian.ground.errors import InputError

REVIEW_WITHIN: Final = timedelta(days=183)
_PUBLISHERS: Final = (Role.AI_LEAD.value, Role.CHIEF_OFFICER.value)
_WITHHOLDERS: Final = (Role.CHIEF_OFFICER.value,)


def publish(casework: Casework, uid: str, card: Card, contact: str, actor: str) -> RegisterEntry:
    """Sign and publish the entry of a use.

    Raises:
        InputError: when it does not say how to ask or complain.
        NotAllowedError: when ``actor`` is not the AI lead or a chief officer.
    """
    too_long(contact)
    with casework.together():
        use = get(casework, uid)
        rules.check_same_tool(use, card)
        person = rules.check_role(casework, use, actor, _PUBLISHERS)
        if "@" not in contact and not any(c.isdigit() for c in contact):
            raise InputError(
                "The entry was not published.",
                "It does not say how somebody can ask or complain.",
                "Give an address or telephone number that answers.",
            )
        body = written(card, use, contact)
        signature, public = sign(body, casework.keys)
        entry = replace(
            _next(casework, use, person, "published"),
            body=body,
            signature=signature,
            public_key=public,
            version=use.version.closure,
        )
        return _keep(casework, entry, actor)


def withhold(
    casework: Casework, uid: str, ground: str, review_on: datetime, actor: str
) -> RegisterEntry:
    """Withhold the entry of a use, with a ground from the list and a date to look again.

    Raises:
        InputError: when the ground is not on the list or the review is too far away.
        NotAllowedError: when ``actor`` is not a chief officer.
    """
    with casework.together():
        use = get(casework, uid)
        person = rules.check_role(casework, use, actor, _WITHHOLDERS)
        now = datetime.now(UTC)
        if ground not in set(Ground) or not now < review_on <= now + REVIEW_WITHIN:
            raise InputError(
                "The entry was not withheld.",
                "It needs a ground from the list and a review within six months.",
                f"Choose one of: {', '.join(Ground)}.",
            )
        entry = replace(_next(casework, use, person, "withheld"), ground=ground)
        return _keep(casework, replace(entry, review_on=review_on), actor)


def withdraw(casework: Casework, uid: str, actor: str) -> RegisterEntry:
    """Withdraw a published entry; what it said and when stays readable.

    Raises:
        InputError: when nothing is published.
        NotAllowedError: when ``actor`` is not the AI lead or a chief officer.
    """
    with casework.together():
        use = get(casework, uid)
        person = rules.check_role(casework, use, actor, _PUBLISHERS)
        before = entry_of(casework, uid)
        if before is None or before.state != "published":
            raise InputError(
                "The entry was not withdrawn.",
                "It is not published.",
                "Open the register to see what is.",
            )
        entry = _next(casework, use, person, "withdrawn")
        said = replace(entry, body=before.body, signature=before.signature)
        return _keep(casework, replace(said, public_key=before.public_key), actor)


def entry_of(casework: Casework, use_uid: str) -> RegisterEntry | None:
    """The newest entry of a use."""
    found = casework.every(RegisterEntry, about=use_uid)
    return found[-1] if found else None


def _next(casework: Casework, use: ApprovedUse, person: Person, state: str) -> RegisterEntry:
    before, now = entry_of(casework, use.uid), datetime.now(UTC)
    trace = (*(before.trace if before else ()), f"{state.capitalize()} on {now:%d %B %Y}.")
    return RegisterEntry(
        uid=f"register-{use.uid}",
        tool=use.tool,
        force=use.force,
        about=use.uid,
        state=state,
        by=person.uid,
        at=now,
        trace=trace,
    )


def _keep(casework: Casework, entry: RegisterEntry, actor: str) -> RegisterEntry:
    detail = {"use": entry.about, "state": entry.state, "signature": entry.signature}
    casework.keep(entry, Event(f"register.{entry.state}", actor, entry.tool, entry.uid, detail))
    return entry
