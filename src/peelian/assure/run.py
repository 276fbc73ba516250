"""The one way a door runs a tool: recorded before it starts and after it ends."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from peelian.assure.card import Card
from peelian.assure.ledger import Event
from peelian.assure.session import Mode
from peelian.assure.workspace import Workspace
from peelian.ground.errors import NotAllowedError, PeelianError


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
        NotAllowedError: outside practice mode, which needs an approved use.
        PeelianError: whatever the tool itself refuses.
    """
    session, name = workspace.session, tool.card.name
    _check(tool.card, session.mode)
    run_id = uuid.uuid4().hex
    detail = {"run": run_id, "mode": session.mode.value, "purpose": session.purpose}
    workspace.ledger.append(Event("run.started", session.actor, name, run_id, detail))
    try:
        result = tool.run(workspace, parameters)
    except BaseException as error:
        cause = type(error).__name__ if isinstance(error, PeelianError) else "unexpected error"
        failed = {"run": run_id, "cause": cause}
        workspace.ledger.append(Event("run.failed", session.actor, name, run_id, failed))
        raise
    workspace.ledger.append(Event("run.finished", session.actor, name, run_id, {"run": run_id}))
    return result


def _check(card: Card, mode: Mode) -> None:
    if card.gated and mode is not Mode.SANDBOX:
        raise NotAllowedError(
            f"{card.label} did not start.",
            f"No use of it has been approved for {mode.words} work.",
            "Use practice mode with open or synthetic data.",
        )
