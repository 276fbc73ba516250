"""The answers given for one use, and what is still missing before anybody may approve it."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import ClassVar, Final

from peelian.assure.banks import Library, Question
from peelian.assure.card import Tier
from peelian.assure.decision_rules import own_words
from peelian.assure.records import Record, too_long


class Answered(StrEnum):
    """The four states of an answer."""

    ANSWERED = "answered"
    NOT_APPLICABLE = "not applicable"
    NOT_YET = "not yet answered"
    WITHHELD = "withheld"


class Ground(StrEnum):
    """Why something may be withheld from the public: a closed list."""

    NATIONAL_SECURITY = "national security"
    LAW_ENFORCEMENT = "would prejudice the prevention or detection of crime"
    SAFETY = "would endanger somebody"
    COMMERCIAL = "a supplier's trade secret"
    PERSONAL = "personal data of somebody else"


SHORTEST: Final = 20  # characters that say something
MOST_SKIPPED: Final = 0.34  # share of questions that may be "not applicable"
SAME_ANSWER: Final = 2  # questions one text may answer


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer. ``text`` is the answer, or the reason it does not apply or is withheld."""

    state: Answered
    text: str = ""
    ground: str = ""
    by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment(Record):
    """All answers for one use (``about``)."""

    KIND: ClassVar[str] = "assessment"

    tier: Tier
    answers: Mapping[str, Answer] = field(default_factory=dict)
    library: str = ""  # version of the questions
    expires_at: datetime | None = None


def missing(tier: Tier, answers: Mapping[str, Answer], library: Library) -> list[str]:
    """Say in plain English everything that still stands against approval."""
    asked = library.asked(tier)
    found = [p for q in asked if (p := _problem(q, answers.get(q.uid)))]
    given = [a for q in asked if (a := answers.get(q.uid))]
    skipped = sum(a.state is Answered.NOT_APPLICABLE for a in given)
    if asked and skipped > MOST_SKIPPED * len(asked):
        found.append(
            f'{skipped} of {len(asked)} questions are marked "not applicable": too many to approve.'
        )
    return found + _pasted(given)


def check_answer(answer: Answer) -> None:
    """Refuse an answer nobody could read.

    Raises:
        InputError: when it is too long.
    """
    too_long(answer.text)
    too_long(answer.ground, 200)


def _problem(question: Question, answer: Answer | None) -> str:
    name = f'"{question.text}"'
    if answer is None or answer.state is Answered.NOT_YET:
        return f"Not answered yet: {name}"
    if answer.state is Answered.NOT_APPLICABLE and question.must:
        return f'This question cannot be "not applicable": {name}'
    if answer.state is Answered.WITHHELD and answer.ground not in set(Ground):
        return f"Withheld without a ground from the list: {name}"
    if len(own_words(answer.text)) < SHORTEST:
        return f"The answer says too little: {name}"
    return ""


def _pasted(answers: Iterable[Answer]) -> list[str]:
    counts = Counter(own_words(a.text) for a in answers if a.text.strip())
    worst = max(counts.values(), default=0)
    if worst > SAME_ANSWER:
        return [f"The same text answers {worst} questions; each needs its own."]
    return []
