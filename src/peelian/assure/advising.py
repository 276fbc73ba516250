"""The ethics committee's advice, questions and minute; kept even when it is not followed."""

import uuid
from datetime import UTC, datetime
from typing import Final

from peelian.assure import approval_rules as rules
from peelian.assure.approval import get
from peelian.assure.decision_rules import says_nothing
from peelian.assure.ledger import Event
from peelian.assure.people import Role
from peelian.assure.port import Casework
from peelian.assure.records import too_long
from peelian.assure.stop import Advice, Evaluation
from peelian.ground.errors import InputError

POSITIONS: Final = ("for", "for with conditions", "against")
_ETHICS: Final = (Role.ETHICS_CHAIR.value,)


def advise(  # noqa: PLR0913 - what a committee says
    casework: Casework,
    use_uid: str,
    actor: str,
    position: str,
    text: str,
    *,
    conditions: tuple[str, ...] = (),
    dissent: str = "",
    minute: str = "",
) -> Advice:
    """Keep the committee's advice, given by its chair.

    Raises:
        NotAllowedError: when ``actor`` is not the chair.
        InputError: when the position is not one of the three or nothing is said.
    """
    for part in (text, dissent, minute, *conditions):
        too_long(part)
    with casework.together():
        use = get(casework, use_uid)
        person = rules.check_role(casework, use, actor, _ETHICS)
        lacking = position == "for with conditions" and not any(c.strip() for c in conditions)
        if position not in POSITIONS or says_nothing(text) or lacking:
            raise InputError(
                "The advice was not kept.",
                f"It is one of: {', '.join(POSITIONS)}; with a reason, and conditions if named.",
                "Complete it and try again.",
            )
        advice = Advice(
            uid=f"advice-{uuid.uuid4().hex}",
            tool=use.tool,
            force=use.force,
            about=use_uid,
            state=position,
            by=person.uid,
            text=text,
            conditions=conditions,
            dissent=dissent,
            minute=minute,
            at=datetime.now(UTC),
        )
        detail = {"use": use_uid, "position": position, "text": casework.keys.seal(text)}
        casework.keep(advice, Event("advice.given", actor, use.tool, advice.uid, detail))
        return advice


def agree_evaluation(  # noqa: PLR0913 - who evaluates what, on which DPIA, until when
    casework: Casework,
    actor: str,
    *,
    force: str,
    tool: str,
    dpia: str,
    evaluators: tuple[str, ...],
    expires_at: datetime,
) -> Evaluation:
    """Agree an evaluation on operational data from which nothing operational may follow.

    Raises:
        NotAllowedError: when ``actor`` is not the data protection officer or the AI lead.
        InputError: without a DPIA reference, named evaluators or an end date.
    """
    with casework.together():
        now = datetime.now(UTC)
        if not (dpia.strip() and evaluators and expires_at.tzinfo and expires_at > now):
            raise InputError(
                "The evaluation was not agreed.",
                "It needs a DPIA reference, named evaluators and an end date.",
                "Give all three.",
            )
        person = rules.check_officer(casework, actor, force, (Role.DATA_PROTECTION, Role.AI_LEAD))
        if person.uid in evaluators:
            raise InputError(
                "The evaluation was not agreed.",
                "Whoever agrees it may not be one of its evaluators.",
                "Ask another officer to agree it.",
            )
        found = Evaluation(
            uid=f"evaluation-{uuid.uuid4().hex}",
            tool=tool,
            force=force,
            state="open",
            dpia=dpia.strip(),
            evaluators=evaluators,
            agreed_by=person.uid,
            expires_at=expires_at,
        )
        detail = {"force": force, "evaluators": list(evaluators), "dpia": dpia.strip()}
        casework.keep(found, Event("evaluation.agreed", actor, tool, found.uid, detail))
        return found
