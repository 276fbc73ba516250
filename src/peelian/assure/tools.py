"""assure.tools: every tool of this build with its uses, state, owner and end date. A duty."""

from dataclasses import dataclass
from typing import Any, Final

from peelian.assure.card import Card, Output, Tier
from peelian.assure.monitor import Monitor
from peelian.assure.stop import Stop
from peelian.assure.use import ApprovedUse
from peelian.assure.workspace import Workspace
from peelian.ground.parameters import check, param

CARD: Final = Card(
    name="assure.tools",
    label="Tools and approvals",
    version="1",
    summary="List every tool with its version, state, owner and end date.",
    purpose="Say what is in use, for which force and purpose, and who answers for it.",
    not_purpose="It approves nothing and stops nothing.",
    tier=Tier.INTAKE,
    output=Output.ANALYSIS,
    legal_basis="UK GDPR Article 5(2), accountability.",
    data_needed="None; with a data folder, the approvals in it.",
    decision_informed="Which uses need review.",
    limits=("It knows the uses in this data folder only.",),
    if_stopped="Read the public register.",
    human_route="Ask the force's AI lead.",
    evidence=("NPCC Covenant for Using Artificial Intelligence in Policing (2023)",),
    examples=("peelian assure tools --json", "peelian assure tools --data my-force"),
    gated=False,
    not_measured="It lists and estimates nothing.",
)


@dataclass(frozen=True, slots=True)
class Parameters:
    """Which uses."""

    force: str | None = param(None, help="Only uses of this force.", suggest="force")

    def __post_init__(self) -> None:
        check(self)


@dataclass(frozen=True, slots=True)
class Result:
    """One line per tool and use; a tool nobody uses has one line with the state *practice only*."""

    lines: tuple[dict[str, Any], ...]

    def summary(self) -> dict[str, Any]:
        """The lines."""
        return {"tools": list(self.lines)}


def run(workspace: Workspace, parameters: Parameters) -> Result:
    """List the tools of the build and their uses."""
    casework = workspace.casework
    stops = casework.every(Stop, state="on")
    uses: dict[str, list[ApprovedUse]] = {}
    for use in casework.every(ApprovedUse):
        if parameters.force in (None, use.force):
            uses.setdefault(use.tool, []).append(use)
    watched = {m.about: m for m in casework.every(Monitor)}
    lines = []
    for card in workspace.cards():
        found = [_line(card, u, stops, watched.get(u.uid)) for u in uses.get(card.name, ())]
        lines += found or [_line(card, None, stops, None)]
    return Result(tuple(lines))


def _line(
    card: Card, use: ApprovedUse | None, stops: list[Stop], monitor: Monitor | None
) -> dict[str, Any]:
    stopped = any(s.covers(card.name, use.force if use else "") for s in stops)
    state = use.state if use else ("always open" if not card.gated else "practice only")
    return {
        "tool": card.name,
        "label": card.label,
        "version": card.version,
        "tier": int(card.tier),
        "state": state,
        "stopped": stopped,
        "force": use.force if use else None,
        "purposes": list(use.purposes) if use else [],
        "owner": use.owner if use else None,
        "expires": use.expires_at.isoformat() if use and use.expires_at else None,
        "monitor": monitor.state if monitor else None,
        "use": use.uid if use else None,
    }
