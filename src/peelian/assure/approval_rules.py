"""Who may take a step, and what must be on record first. Each rule raises; none only warns."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from peelian.assure.assessment import Assessment, missing
from peelian.assure.banks import library
from peelian.assure.card import Card, Tier
from peelian.assure.decision_rules import says_nothing
from peelian.assure.lifecycle import TERMINAL, Action, State
from peelian.assure.monitor import Monitor
from peelian.assure.people import Person, Role, find_person, person_id
from peelian.assure.port import Casework
from peelian.assure.stages import stage
from peelian.assure.stop import Advice
from peelian.assure.use import COHORT, ApprovedUse, Version
from peelian.ground.errors import InputError, NotAllowedError

EDITABLE: Final = frozenset(
    {
        State.IDEA,
        State.ENGAGE,
        State.DESIGN,
        State.DEVELOP,
        State.VALIDATE,
        State.EVALUATE,
        State.REMEDIATION,
        State.EXPIRED,
    }
)
AMENDABLE: Final = frozenset(
    {"users", "bounds", "dpia", "prohibited", "runs_per_day", "minutes_between", "vetting"}
)
_REOPENS: Final = TERMINAL | {State.SUSPENDED, State.PILOT_SUSPENDED, State.REMEDIATION}


def check_purposes(allowed: tuple[str, ...], never: tuple[str, ...]) -> None:
    """Refuse a use without a purpose, or with one that is also prohibited."""
    if not allowed or set(allowed) & set(never):
        raise InputError(
            "The use was not opened.",
            "It needs at least one purpose, and none of them may also be prohibited.",
            "Give the purposes it is for and, apart from these, those it must never serve.",
        )


def check_owner(casework: Casework, owner: str, force: str) -> None:
    """Refuse an owner who is not one person, active, trained and in this force."""
    person, today = casework.one(Person, owner), datetime.now(UTC).date()
    fit = (
        person is not None
        and Role.OWNER in person.roles
        and person.force in ("", force)
        and person.active(today)
        and person.trained(today)
    )
    if not fit:
        raise NotAllowedError(
            "The use was not opened.",
            "Its owner must be one person of this force, active, with training in date.",
            "Choose another owner, or bring the people register up to date.",
        )


def check_history(  # noqa: PLR0913 - all that identifies a tool and its past
    casework: Casework,
    tool: str,
    version: Version,
    force: str,
    purposes: Iterable[str],
    *,
    past: Iterable[str],
) -> None:
    """Refuse a second open use, and one that leaves a refused or stopped past behind."""
    wanted, known = set(purposes), lineage(casework, past)
    for other in casework.every(ApprovedUse, force=force):
        same_code = bool(version.content) and other.version.content == version.content
        if other.tool != tool and not same_code:
            continue
        overlap = wanted & set(other.purposes)
        if overlap and other.stage not in TERMINAL:
            raise InputError(
                "The use was not opened.",
                "One is open already for this tool, force and purpose.",
                f"Continue with it, or retire it first ({other.uid}).",
            )
        if other.stage in _REOPENS and other.uid not in known:
            raise InputError(
                "The use was not opened.",
                "This tool has a past here that was rejected, stopped or retired, whatever its"
                " name was.",
                f"Name that use as its predecessor ({other.uid}), so that its past stays in view.",
            )


def lineage(casework: Casework, uids: Iterable[str]) -> set[str]:
    """The uses named and all uses before them."""
    found: set[str] = set()
    todo = list(uids)
    while todo:
        uid = todo.pop()
        use = casework.one(ApprovedUse, uid)
        if use is not None and uid not in found:
            found.add(uid)
            todo.extend(use.predecessors)
    return found


def check_may_amend(
    casework: Casework, use: ApprovedUse, actor: str, changes: Iterable[str]
) -> None:
    """Refuse to change what is approved, or by somebody who has no part in it."""
    if use.stage not in EDITABLE or not set(changes) <= AMENDABLE:
        raise InputError(
            "The use was not changed.",
            f"It is at {use.stage.value}, or the change is not one that can be made here.",
            "Changes to an approved use go through remediation and a new approval.",
        )
    if person_id(casework, actor) not in (use.author, use.owner):
        raise NotAllowedError(
            "The use was not changed.",
            "Only whoever wrote the request or owns it may change it.",
            "Ask one of them.",
        )


def check_same_tool(use: ApprovedUse, card: Card) -> None:
    """Refuse to take a step for one use with the record of another tool."""
    if use.tool != card.name or use.tier != card.tier:
        raise InputError(
            "The step was not taken.",
            "The tool's name or tier is not the one this use was opened for.",
            "Open a new use that names this one as its predecessor.",
        )


def check_role(casework: Casework, use: ApprovedUse, actor: str, roles: tuple[str, ...]) -> Person:
    """Return the person if one of ``roles`` is theirs today; the owner is one person only."""
    person, today = find_person(casework, actor), datetime.now(UTC).date()
    held = {r.value for r in person.roles} if person else set()
    if person and person.uid != use.owner:
        held.discard(Role.OWNER.value)
    if (
        person is None
        or not held & set(roles)
        or person.force not in ("", use.force)
        or not person.active(today)
        or not person.trained(today)
        or use.tool in person.conflicts
    ):
        who = " or ".join(sorted(r.replace("-", " ") for r in roles)) or "nobody"
        raise NotAllowedError(
            "The step was not taken.",
            f"It is for: {who}, of this force, active, trained and without a declared interest.",
            "Ask one of them to take it.",
        )
    return person


def check_officer(casework: Casework, actor: str, force: str, roles: tuple[Role, ...]) -> Person:
    """Return the person if one of ``roles`` is theirs today, for acts that concern no one use."""
    person, today = find_person(casework, actor), datetime.now(UTC).date()
    if (
        person is None
        or not person.roles & set(roles)
        or person.force not in ("", force)
        or not person.active(today)
        or not person.trained(today)
    ):
        raise NotAllowedError(
            "This was not done.",
            f"It is for: {', '.join(r.words for r in roles)}, active and trained, of this force.",
            "Ask one of them.",
        )
    return person


def check_decider(casework: Casework, use: ApprovedUse, action: Action, actor: str) -> Person:
    """Return the person if the stage's data let them take ``action``."""
    return check_role(casework, use, actor, stage(action, use.tier).roles)


def check_papers(use: ApprovedUse, action: Action, papers: Mapping[str, str], reason: str) -> None:
    """Refuse a step without its reason and the papers its stage asks for."""
    if says_nothing(reason):
        raise InputError(
            "The step was not taken.",
            "It needs a reason in your own words.",
            "Write a sentence that answers the question of this stage.",
        )
    given = {k for k, v in papers.items() if v.strip()} | ({"dpia"} if use.dpia else set())
    lacking = [p for p in stage(action, use.tier).papers if p not in given]
    if lacking:
        raise InputError(
            "The step was not taken.",
            f"These papers are not referred to: {', '.join(lacking)}.",
            "Give their reference numbers and try again.",
        )


def check_approver(casework: Casework, use: ApprovedUse, person: Person) -> None:
    """Refuse approval by whoever wrote the request, or for an owner who is not fit."""
    if person.uid == use.author:
        raise NotAllowedError(
            "The use was not approved.",
            "Whoever wrote a request may not approve it, under any account or role.",
            "Ask somebody else with that role.",
        )
    check_owner(casework, use.owner, use.force)


def check_ready(  # noqa: PLR0913 - everything an approval rests on
    casework: Casework,
    use: ApprovedUse,
    action: Action,
    person: Person,
    *,
    card: Card,
    reasons: str,
) -> None:
    """Refuse approval while assessments, monitor, cohort or ethics advice are missing."""
    problems = _assessment(casework, use) + _ethics(casework, use, person, reasons)
    if not use.dpia:
        problems.append("The data protection impact assessment is not referred to.")
    if action is Action.PILOT and not 0 < len(set(use.users)) <= COHORT:
        problems.append(f"A pilot is for a named group of 1 to {COHORT} people.")
    if action is Action.LIVE and use.tier is not Tier.INTAKE:
        watched = casework.every(Monitor, about=use.uid)
        if not card.monitor or not watched:
            problems.append("It has no monitor; without one it can reach a pilot only.")
    if problems:
        raise InputError(
            "The use was not approved.",
            " ".join(problems),
            "Put these right and decide again.",
        )


def check_still_same(use: ApprovedUse, now: Version) -> None:
    """Refuse to resume when the tool changed while it was stopped."""
    known = {(use.version.closure, use.version.artefacts)}
    known |= {(c.closure, c.artefacts) for c in use.carried}
    if (now.closure, now.artefacts) not in known or now.governed != use.version.governed:
        raise InputError(
            "The use was not resumed.",
            "The tool changed while it was stopped.",
            "Take it through remediation and validation, or record a carry-over first.",
        )


def check_carry_over(use: ApprovedUse, now: Version, golden: str, reason: str) -> None:
    """Refuse a carry-over that is not proved or goes beyond code."""
    if not use.golden or golden != use.golden or now.governed != use.version.governed:
        raise InputError(
            "The change was not carried over.",
            "Its golden outputs or governed settings differ from those approved, or none are kept.",
            "Approve the changed tool afresh.",
        )
    if says_nothing(reason):
        raise InputError(
            "The change was not carried over.",
            "It needs a reason in your own words.",
            "Say what changed and why the outputs do not.",
        )


def _assessment(casework: Casework, use: ApprovedUse, dropped: tuple[Path, ...] = ()) -> list[str]:
    if use.tier is Tier.INTAKE:
        return []
    found = casework.every(Assessment, about=use.uid)
    if not found:
        return ["The assessment has not been begun."]
    assessment, now = found[-1], datetime.now(UTC)
    problems = missing(use.tier, assessment.answers, library(dropped))
    if assessment.expires_at is None or now >= assessment.expires_at:
        problems.append("The assessment has no end date, or it has passed.")
    return problems


def _ethics(
    casework: Casework, use: ApprovedUse, person: Person, published_reasons: str
) -> list[str]:
    if use.tier < Tier.DOCUMENTS:
        return []
    advice = casework.every(Advice, about=use.uid)
    if not advice:
        return ["The ethics committee's advice is not recorded."]
    against = advice[-1].state == "against"
    if against and Role.CHIEF_OFFICER not in person.roles:
        return ["The ethics committee advised against it: only a chief officer may go on."]
    if against and says_nothing(published_reasons):
        return ["Going against ethics advice needs reasons that will be published."]
    return []
