"""assure.export: hand out the signed ends of the audit log, to keep elsewhere. A duty."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from peelian.assure.card import Card, Output, Tier
from peelian.assure.head import SignedHead, export
from peelian.assure.workspace import Workspace

CARD: Final = Card(
    name="assure.export",
    label="Export the signed heads",
    version="1",
    summary="Write the signed ends of the audit log to a file that is kept somewhere else.",
    purpose="Let an outsider find out later if the audit log was rebuilt or cut short.",
    not_purpose="It holds no entries: nobody learns from it what was done.",
    tier=Tier.INTAKE,
    output=Output.ANALYSIS,
    legal_basis="DPA 2018 section 62; UK GDPR Article 5(2), accountability.",
    data_needed="A data folder.",
    decision_informed="Whether the audit log can be relied on.",
    limits=("It proves the log up to the moment of its export, and nothing later.",),
    if_stopped="Copy the table ledger_head by hand.",
    human_route="Ask the force's AI lead.",
    evidence=("Haber and Stornetta (1991), How to time-stamp a digital document",),
    examples=("peelian assure export --data my-force --out head.json",),
    gated=False,
    reads=("ledger",),
    not_measured="It signs and estimates nothing.",
)


@dataclass(frozen=True, slots=True)
class Parameters:
    """Nothing to choose."""


@dataclass(frozen=True, slots=True)
class Result:
    """The ends of both streams."""

    heads: tuple[SignedHead, ...]

    def summary(self) -> dict[str, Any]:
        """How far each stream goes."""
        return {h.head.stream.value: h.head.sequence for h in self.heads}


def run(workspace: Workspace, parameters: Parameters) -> Result:  # noqa: ARG001 - every tool's signature
    """Read the signed heads."""
    return Result(tuple(workspace.casework.signed_heads()))


def to_json(result: Result, path: Path) -> None:
    """Write one head per line."""
    export(result.heads, path)


FORMATS: Final[dict[str, Callable[[Result, Path], None]]] = {".json": to_json}
