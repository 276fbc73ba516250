"""Answering the questions of a use, by anybody of the force who knows the answer."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Final

from peelian.assure import approval_rules as rules
from peelian.assure.approval import get
from peelian.assure.assessment import Answer, Assessment, check_answer, missing
from peelian.assure.banks import Library, library
from peelian.assure.ledger import Event
from peelian.assure.people import find_person
from peelian.assure.port import Casework
from peelian.assure.use import LIVE_DAYS
from peelian.ground.errors import InputError, NotAllowedError

LASTS: Final = timedelta(days=LIVE_DAYS)


def answer(
    casework: Casework,
    use_uid: str,
    answers: Mapping[str, Answer],
    actor: str,
    asked: Library | None = None,
) -> Assessment:
    """Keep answers to some of the questions; the rest stay as they are.

    Raises:
        InputError: when the use is approved already, or a question is not one of the list.
        NotAllowedError: when ``actor`` is nobody of this force.
    """
    questions = asked or library()
    for one in answers.values():
        check_answer(one)
    unknown = set(answers) - {q.uid for q in questions.questions}
    with casework.together():
        use = get(casework, use_uid)
        person = find_person(casework, actor)
        if person is None or person.force not in ("", use.force):
            raise NotAllowedError(
                "The answers were not kept.",
                "You are not in the people register of this force.",
                "Ask whoever keeps the people register.",
            )
        if use.stage not in rules.EDITABLE or unknown:
            raise InputError(
                "The answers were not kept.",
                "The use is past the stage of answering, or a question is not on the list.",
                "Open the use and answer the questions it shows.",
            )
        before = current(casework, use_uid) or Assessment(
            uid=f"assessment-{use.uid}",
            tool=use.tool,
            force=use.force,
            about=use.uid,
            tier=use.tier,
        )
        signed = {k: replace(a, by=person.uid) for k, a in answers.items()}
        together = {**before.answers, **signed}
        done = not missing(use.tier, together, questions)
        now = replace(
            before,
            answers=together,
            state="complete" if done else "open",
            library=questions.version,
            expires_at=datetime.now(UTC) + LASTS,
        )
        detail = {"use": use.uid, "questions": sorted(answers), "state": now.state}
        casework.keep(now, Event("assessment.answered", actor, use.tool, now.uid, detail))
        return now


def current(casework: Casework, use_uid: str) -> Assessment | None:
    """The assessment of a use, if begun."""
    found = casework.every(Assessment, about=use_uid)
    return found[-1] if found else None
