"""Taking a use through its life: each step checked and recorded in one transaction."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from peelian.assure import approval_rules as rules
from peelian.assure.decision_rules import CLOCK
from peelian.assure.facts import approval_seal
from peelian.assure.ledger import Event
from peelian.assure.lifecycle import Action, State, step
from peelian.assure.people import Person, Role, Vetting, person_id
from peelian.assure.port import Casework
from peelian.assure.purpose import purpose
from peelian.assure.records import too_long
from peelian.assure.stages import stage
from peelian.assure.use import ApprovedUse, Bound, CarryOver
from peelian.assure.version import Offered, governed_defaults, version_of
from peelian.ground.errors import InputError


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody asks to use a tool for."""

    force: str
    purposes: tuple[str, ...]
    owner: str  # a person of the register
    dpia: str = ""
    prohibited: tuple[str, ...] = ()
    bounds: Mapping[str, Bound] = field(default_factory=dict)
    vetting: Vetting = Vetting.NONE
    users: tuple[str, ...] = ()
    runs_per_day: int | None = None
    minutes_between: int | None = None
    predecessors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Grounds:
    """What comes with a step: why, for how long, on which papers."""

    reason: str
    days: int | None = None
    papers: Mapping[str, str] = field(default_factory=dict)
    published_reasons: str = ""
    golden: str = ""  # digest of the golden outputs, so that later code can be carried over


def begin(casework: Casework, offered: Offered, wanted: Wanted, actor: str) -> ApprovedUse:
    """Open a use at the state *idea*.

    Raises:
        InputError: when one is open already, or an earlier one is left out of its history.
        NotAllowedError: when the owner is not fit to answer for it.
    """
    card = offered.card
    purposes = tuple(dict.fromkeys(purpose(p) for p in wanted.purposes))
    never = tuple(dict.fromkeys(purpose(p) for p in wanted.prohibited))
    rules.check_purposes(purposes, never)
    with casework.together():
        version = version_of(offered)
        rules.check_owner(casework, wanted.owner, wanted.force)
        past = wanted.predecessors
        rules.check_history(casework, card.name, version, wanted.force, purposes, past=past)
        use = ApprovedUse(
            uid=f"use-{uuid.uuid4().hex}",
            tool=card.name,
            force=wanted.force,
            state=State.IDEA.value,
            tier=card.tier,
            purposes=purposes,
            prohibited=never,
            author=person_id(casework, actor),
            owner=wanted.owner,
            dpia=wanted.dpia.strip(),
            version=version,
            governed=governed_defaults(offered.parameters),
            bounds={k: _bound(v) for k, v in wanted.bounds.items()},
            upstream=card.upstream,
            biometric=card.biometric,
            vetting=wanted.vetting,
            users=wanted.users,
            runs_per_day=wanted.runs_per_day,
            minutes_between=wanted.minutes_between,
            predecessors=wanted.predecessors,
            began_at=datetime.now(UTC),
        )
        detail = {"force": use.force, "purposes": list(purposes), "tier": int(use.tier)}
        detail["version"] = version.closure
        casework.keep(use, Event("use.begun", actor, card.name, use.uid, detail))
        return use


def move(  # noqa: PLR0913 - a step names the use, the act, the tool, the person and the grounds
    casework: Casework,
    uid: str,
    action: Action,
    actor: str,
    *,
    offered: Offered,
    grounds: Grounds,
) -> ApprovedUse:
    """Take one step of the lifecycle.

    Raises:
        InputError: when the step is not open or something is missing.
        NotAllowedError: when this person may not take it.
    """
    too_long(grounds.reason)
    too_long(grounds.published_reasons)
    with casework.together():
        use = get(casework, uid)
        rules.check_same_tool(use, offered.card)
        target = step(use.stage, action, use.tier)
        if action in (Action.EMERGENCY, Action.EXPIRE):
            raise InputError(
                "This step is not taken here.",
                "Emergencies have their own declaration, and expiry follows from the clock.",
                "Use the emergency page, or wait for the end date.",
            )
        person = rules.check_decider(casework, use, action, actor)
        rules.check_papers(use, action, grounds.papers, grounds.reason)
        moved = replace(use, state=target.value)
        if target in (State.PILOT, State.LIVE):
            moved = _approve(casework, moved, action, person, offered=offered, grounds=grounds)
        return _keep(casework, moved, f"use.{action.name.lower()}", actor, grounds.reason)


def amend(casework: Casework, uid: str, actor: str, **changes: Any) -> ApprovedUse:
    """Change what a use asks for while nothing is approved: see ``AMENDABLE``.

    Raises:
        InputError: when it is approved, or the change is not one of these.
        NotAllowedError: when ``actor`` neither wrote the request nor owns it.
    """
    with casework.together():
        use = get(casework, uid)
        rules.check_may_amend(casework, use, actor, changes)
        if "bounds" in changes:
            changes["bounds"] = {k: _bound(v) for k, v in changes["bounds"].items()}
        moved: ApprovedUse = replace(use, **changes)
        return _keep(casework, moved, "use.amended", actor, ", ".join(sorted(changes)))


def carry_over(  # noqa: PLR0913 - the record names what changed, its proof and who says so
    casework: Casework,
    uid: str,
    actor: str,
    offered: Offered,
    *,
    golden: str,
    reason: str,
) -> ApprovedUse:
    """Record that changed code gives unchanged golden outputs.

    Raises:
        InputError: when the golden outputs differ or governed settings changed.
        NotAllowedError: when ``actor`` is not the AI lead, or wrote the request.
    """
    with casework.together():
        use = get(casework, uid)
        person = rules.check_role(casework, use, actor, (Role.AI_LEAD.value,))
        now = version_of(offered)
        rules.check_carry_over(use, now, golden, reason)
        record = CarryOver(
            now.closure, now.artefacts, golden, person.uid, reason, datetime.now(UTC)
        )
        moved = replace(use, carried=(*use.carried, record))
        return _keep(casework, moved, "use.carried-over", actor, reason)


def expire_due(casework: Casework, now: datetime) -> list[ApprovedUse]:
    """Move every use whose end date has passed to *expired* (emergencies to *remediation*)."""
    with casework.together():
        due = [
            u
            for u in casework.every(ApprovedUse)
            if u.expires_at
            and now >= u.expires_at
            and (u.runnable or u.stage in (State.SUSPENDED, State.PILOT_SUSPENDED))
        ]
        return [
            _keep(
                casework,
                replace(u, state=step(u.stage, Action.EXPIRE, u.tier).value),
                "use.expire",
                CLOCK,
                "The end date has passed.",
            )
            for u in due
        ]


def get(casework: Casework, uid: str) -> ApprovedUse:
    """Return one use.

    Raises:
        InputError: when there is none.
    """
    found = casework.one(ApprovedUse, uid)
    if found is None:
        raise InputError(
            "There is no such use.",
            "Its number is not in this data folder.",
            "Open the list of tools and choose one.",
        )
    return found


def _approve(  # noqa: PLR0913 - see move
    casework: Casework,
    use: ApprovedUse,
    action: Action,
    person: Person,
    *,
    offered: Offered,
    grounds: Grounds,
) -> ApprovedUse:
    now = datetime.now(UTC)
    rules.check_approver(casework, use, person)
    if action is Action.RESUME:
        rules.check_still_same(use, version_of(offered))
        return use
    reasons = grounds.published_reasons
    rules.check_ready(casework, use, action, person, card=offered.card, reasons=reasons)
    longest = use.allowed_for(use.stage)
    wanted = timedelta(days=grounds.days) if grounds.days else longest
    return replace(
        use,
        version=version_of(offered),
        governed=governed_defaults(offered.parameters),
        carried=(),
        golden=grounds.golden or use.golden,
        approved_at=now,
        approved_by=person.uid,
        expires_at=now + min(wanted, longest),
        published_reasons=grounds.published_reasons or use.published_reasons,
    )


def _keep(casework: Casework, use: ApprovedUse, kind: str, actor: str, reason: str) -> ApprovedUse:
    kept = replace(use, seal=approval_seal(casework, use)) if use.approved_at else use
    detail: dict[str, Any] = {"state": kept.state, "reason": casework.keys.seal(reason)}
    detail |= {"version": kept.version.closure, "stages": stage(Action.EXPIRE, use.tier).version}
    if kept.expires_at:
        detail["expires"] = kept.expires_at.isoformat()
    casework.keep(kept, Event(kind, actor, use.tool, use.uid, detail))
    return kept


def _bound(bound: Bound) -> dict[str, Any]:
    return {"low": bound.low, "high": bound.high, "choices": list(bound.choices)}
