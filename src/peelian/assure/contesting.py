"""The way back: somebody affected asks for a second look, and gets an answer by a date."""

import uuid
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Final

from peelian.assure.decision import Contest
from peelian.assure.decision_rules import says_nothing
from peelian.assure.ledger import Event
from peelian.assure.people import find_person, person_id
from peelian.assure.port import Casework
from peelian.assure.records import too_long
from peelian.ground.errors import InputError, NotAllowedError

ANSWER_WITHIN: Final = timedelta(days=30)


def contest(casework: Casework, uid: str, grounds: str, actor: str) -> Contest:
    """Record that somebody affected asks for a person to look again; answered in 30 days.

    Raises:
        InputError: when no grounds are given.
    """
    too_long(grounds)
    with casework.together():
        found, now = casework.get(uid), datetime.now(UTC)
        if not grounds.strip():
            raise InputError(
                "The request was not recorded.",
                "It does not say what should be looked at again.",
                "Write it in a sentence.",
            )
        asked = Contest(
            uid=f"contest-{uuid.uuid4().hex}",
            tool=found.tool,
            force=found.force,
            state="open",
            about=uid,
            received_at=now,
            due=now + ANSWER_WITHIN,
            grounds=grounds,
        )
        detail = {"due": asked.due.isoformat(), "grounds": casework.keys.seal(grounds)}
        casework.keep(asked, Event("contest.received", actor, found.tool, asked.uid, detail))
        return asked


def answer_contest(
    casework: Casework, uid: str, answer: str, actor: str, *, upheld: bool
) -> Contest:
    """Answer a contest; never by whoever decided in the first place.

    Raises:
        NotAllowedError: when ``actor`` took the decision.
        InputError: when it is not open or no answer is given.
    """
    too_long(answer)
    with casework.together():
        asked = casework.one(Contest, uid)
        if asked is None or asked.state != "open" or says_nothing(answer):
            raise InputError(
                "The answer was not recorded.",
                "The request is not open, or the answer says nothing.",
                "Open the request and answer it in a sentence.",
            )
        first = casework.get(asked.about).decided_by
        person = find_person(casework, actor)
        if person is None or (first and person.uid == person_id(casework, first)):
            raise NotAllowedError(
                "The answer was not recorded.",
                "A second look is taken by somebody else than the first.",
                "Ask a colleague to answer.",
            )
        done = replace(asked, state="answered", answer=answer, upheld=upheld, handler=person.uid)
        detail = {"upheld": upheld, "answer": casework.keys.seal(answer)}
        casework.keep(done, Event("contest.answered", actor, asked.tool, uid, detail))
        return done
