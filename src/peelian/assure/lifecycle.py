"""The life of an approved use, as one table that the code obeys and the manual prints.

Every pair of a state and an action has an answer: the state it leads to, or a refusal that names
what could be done instead. The diagram and the manual page are written from the same table.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from peelian.assure.card import Tier
from peelian.ground.errors import InputError


class State(StrEnum):
    """Where an approved use stands. The value is what people read."""

    IDEA = "idea"
    ENGAGE = "engaging the public"
    DESIGN = "design"
    DEVELOP = "in development"
    VALIDATE = "shadow validation"
    ETHICS = "ethics review"
    PILOT = "approved for pilot"
    EVALUATE = "pilot evaluation"
    PILOT_SUSPENDED = "pilot suspended"
    LIVE = "approved live"
    SUSPENDED = "suspended"
    REMEDIATION = "remediation"
    EMERGENCY = "emergency use"
    EXPIRED = "expired"
    REJECTED = "rejected"
    RETIRED = "retired"


class Action(StrEnum):
    """What a named person (or, for ``expire``, the clock) can do. The value is the button."""

    ENGAGE = "start engaging the public"
    DESIGN = "start the design"
    DEVELOP = "start development"
    VALIDATE = "start shadow validation"
    REVIEW = "send to ethics review"
    PILOT = "approve for pilot"
    EVALUATE = "end the pilot and evaluate"
    LIVE = "approve live"
    SUSPEND = "suspend"
    REMEDY = "start remediation"
    RESUME = "resume"
    EMERGENCY = "declare emergency use"
    CLOSE = "end emergency use"
    EXPIRE = "expire"
    RENEW = "review for renewal"
    REJECT = "reject"
    RETIRE = "retire"


RUNNABLE: Final = frozenset({State.PILOT, State.LIVE, State.EMERGENCY})
TERMINAL: Final = frozenset({State.REJECTED, State.RETIRED})
ALL: Final = frozenset(Tier)
_PEOPLE: Final = frozenset({Tier.PEOPLE})
_DOCUMENTS: Final = frozenset({Tier.DOCUMENTS, Tier.PEOPLE})
_STAGED: Final = frozenset({Tier.PLACES, Tier.DOCUMENTS, Tier.PEOPLE})
_LIGHT: Final = frozenset({Tier.INTAKE})
_PLACES: Final = frozenset({Tier.PLACES})
_EARLY: Final = (
    State.IDEA,
    State.ENGAGE,
    State.DESIGN,
    State.DEVELOP,
    State.VALIDATE,
    State.ETHICS,
)


@dataclass(frozen=True, slots=True)
class Transition:
    """One allowed step and the tiers it applies to."""

    source: State
    action: Action
    target: State
    tiers: frozenset[Tier] = ALL


TABLE: Final = (
    Transition(State.IDEA, Action.ENGAGE, State.ENGAGE, _PEOPLE),
    Transition(State.IDEA, Action.DESIGN, State.DESIGN, _STAGED - _PEOPLE),
    Transition(State.IDEA, Action.LIVE, State.LIVE, _LIGHT),
    Transition(State.ENGAGE, Action.DESIGN, State.DESIGN, _PEOPLE),
    Transition(State.DESIGN, Action.DEVELOP, State.DEVELOP, _DOCUMENTS),
    Transition(State.DESIGN, Action.VALIDATE, State.VALIDATE, _PLACES),
    Transition(State.DEVELOP, Action.VALIDATE, State.VALIDATE, _DOCUMENTS),
    Transition(State.VALIDATE, Action.REVIEW, State.ETHICS, _DOCUMENTS),
    Transition(State.VALIDATE, Action.PILOT, State.PILOT, _PLACES),
    Transition(State.VALIDATE, Action.LIVE, State.LIVE, _PLACES),
    Transition(State.ETHICS, Action.PILOT, State.PILOT, _DOCUMENTS),
    Transition(State.PILOT, Action.EVALUATE, State.EVALUATE, _STAGED),
    Transition(State.PILOT, Action.SUSPEND, State.PILOT_SUSPENDED, _STAGED),
    Transition(State.PILOT, Action.EXPIRE, State.EXPIRED, _STAGED),
    Transition(State.PILOT_SUSPENDED, Action.RESUME, State.PILOT, _STAGED),
    Transition(State.PILOT_SUSPENDED, Action.REMEDY, State.REMEDIATION, _STAGED),
    Transition(State.PILOT_SUSPENDED, Action.EXPIRE, State.EXPIRED, _STAGED),
    Transition(State.EVALUATE, Action.LIVE, State.LIVE, _STAGED),
    Transition(State.EVALUATE, Action.REMEDY, State.REMEDIATION, _STAGED),
    Transition(State.LIVE, Action.SUSPEND, State.SUSPENDED),
    Transition(State.LIVE, Action.EXPIRE, State.EXPIRED),
    Transition(State.SUSPENDED, Action.RESUME, State.LIVE),
    Transition(State.SUSPENDED, Action.REMEDY, State.REMEDIATION),
    Transition(State.SUSPENDED, Action.EXPIRE, State.EXPIRED),
    Transition(State.REMEDIATION, Action.VALIDATE, State.VALIDATE, _STAGED),
    Transition(State.REMEDIATION, Action.LIVE, State.LIVE, _LIGHT),
    Transition(State.EXPIRED, Action.RENEW, State.VALIDATE, _STAGED),
    Transition(State.EXPIRED, Action.LIVE, State.LIVE, _LIGHT),
    Transition(State.EMERGENCY, Action.CLOSE, State.REMEDIATION),
    Transition(State.EMERGENCY, Action.EXPIRE, State.REMEDIATION),
    *(Transition(s, Action.EMERGENCY, State.EMERGENCY) for s in _EARLY),
    *(Transition(s, Action.REJECT, State.REJECTED) for s in (*_EARLY, State.EVALUATE)),
    *(
        Transition(s, Action.RETIRE, State.RETIRED)
        for s in State
        if s not in (State.REJECTED, State.RETIRED, State.EMERGENCY)
    ),
)


def outcome(state: State, action: Action, tier: Tier) -> State | None:
    """Return where ``action`` leads for a tool of ``tier``; ``None`` is a refusal."""
    for row in TABLE:
        if (row.source, row.action) == (state, action) and tier in row.tiers:
            return row.target
    return None


def open_actions(state: State, tier: Tier) -> tuple[Action, ...]:
    """What can be done from ``state``, in the order of the table."""
    return tuple(r.action for r in TABLE if r.source is state and tier in r.tiers)


def step(state: State, action: Action, tier: Tier) -> State:
    """Return the state after ``action``.

    Raises:
        InputError: naming the actions that are open.
    """
    target = outcome(state, action, tier)
    if target is not None:
        return target
    choices = ", ".join(open_actions(state, tier))
    raise InputError(
        f"This step is not open: {action}.",
        f"The use is at: {state}.",
        f"Open from here: {choices}." if choices else "Nothing follows: its record is kept.",
    )


def diagram() -> str:
    """Write the table as a Mermaid state diagram."""
    names = {s: s.name.lower() for s in State}
    lines = ["stateDiagram-v2", f"  [*] --> {names[State.IDEA]}"]
    lines += [f'  state "{s.value}" as {names[s]}' for s in State]
    lines += [
        f"  {names[r.source]} --> {names[r.target]}: {r.action.value}{_tiers(r.tiers)}"
        for r in TABLE
    ]
    return "\n".join([*lines, *(f"  {names[s]} --> [*]" for s in State if s in TERMINAL)]) + "\n"


def _tiers(tiers: frozenset[Tier]) -> str:
    if tiers == ALL:
        return ""
    return " (tier " + " and ".join(str(int(t)) for t in sorted(tiers)) + ")"
