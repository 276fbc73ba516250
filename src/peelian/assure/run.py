"""The one way a door runs a tool: checked and recorded in one step, and recorded after it ends."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any, Protocol

from peelian.assure.card import Card
from peelian.assure.deciding import terms
from peelian.assure.decision import LatestRun
from peelian.assure.decision_rules import latest_run_id
from peelian.assure.gate import Verdict, check_may_run, may_run
from peelian.assure.ledger import Event
from peelian.assure.purpose import is_purpose, purpose
from peelian.assure.session import Mode
from peelian.assure.stop import RunNote
from peelian.assure.watching import tell
from peelian.assure.workspace import Workspace
from peelian.ground.errors import PeelianError


class Result(Protocol):
    """What every tool returns."""

    def summary(self) -> dict[str, Any]:
        """The result in plain JSON types, without personal data."""


@dataclass(frozen=True, slots=True)
class Tool:
    """A listed tool, loaded: its card, its parameters and its entry point."""

    card: Card
    parameters: type
    run: Callable[[Workspace, Any], Result]
    formats: dict[str, Callable[[Any, Any], None]]


def run(tool: Tool, workspace: Workspace, parameters: object) -> Result:
    """Run ``tool`` for the workspace's session.

    Raises:
        NotAllowedError: when the checks before use fail; it names every one of them.
        PeelianError: whatever the tool itself refuses.
    """
    if not tool.card.gated:
        return _duty(tool, workspace, parameters)
    session, name = workspace.session, tool.card.name
    run_id = uuid.uuid4().hex
    verdict = _start(tool.card, workspace, parameters, run_id)
    if not verdict.allowed:
        refused = {"run": run_id, "mode": session.mode.value, "failed": len(verdict.failed)}
        workspace.ledger.append(Event("run.refused", session.actor, name, run_id, refused))
        check_may_run(verdict, tool.card)
    try:
        result = tool.run(replace(workspace, checked=True), parameters)
    except BaseException as error:
        cause = type(error).__name__ if isinstance(error, PeelianError) else "unexpected error"
        failed = {"run": run_id, "cause": cause}
        workspace.ledger.append(Event("run.failed", session.actor, name, run_id, failed))
        raise
    workspace.ledger.append(Event("run.finished", session.actor, name, run_id, {"run": run_id}))
    return result


def _duty(tool: Tool, workspace: Workspace, parameters: object) -> Result:
    """Run a duty; recorded after it succeeds, for the record itself may be what is broken."""
    result = tool.run(workspace, parameters)
    event = Event("duty.done", workspace.session.actor, tool.card.name)
    workspace.ledger.append(event)
    return result


def _start(card: Card, workspace: Workspace, parameters: object, run_id: str) -> Verdict:
    """Check and record the start in one transaction: nothing can be stopped in between."""
    session, casework = workspace.session, workspace.casework
    why = session.purpose
    detail = {
        "run": run_id,
        "mode": session.mode.value,
        "purpose": purpose(why) if is_purpose(why) else casework.keys.seal(why),
    }
    with casework.together():
        verdict = may_run(casework, card, parameters, session)
        if not verdict.allowed:
            return verdict
        if session.mode is Mode.SANDBOX:
            casework.ledger.append(Event("run.started", session.actor, card.name, run_id, detail))
            return verdict
        now = datetime.now(UTC)
        note = RunNote(
            uid=run_id,
            tool=card.name,
            force=session.force,
            about=verdict.use,
            actor=session.actor,
            mode=session.mode.value,
            at=now,
        )
        started = Event("run.started", session.actor, card.name, run_id, detail)
        latest = LatestRun(
            uid=latest_run_id(session.actor, card.name),
            tool=card.name,
            force=session.force,
            about=run_id,
            mode=session.mode.value,
            at=now,
            terms=terms(card, session, run_id, verdict.use),
        )
        casework.keep(note, replace(started, detail={**detail, "use": verdict.use}), latest)
        if verdict.amber:
            tell(casework, "ai-lead", verdict.use, verdict.amber, session.actor)
        return verdict
