"""assure.verify: check that nothing on record was changed. A duty: it works when all is stopped."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from peelian.assure.card import Card, Output, Tier
from peelian.assure.facts import approval_seal
from peelian.assure.head import SignedHead, read
from peelian.assure.ledger import first_fault
from peelian.assure.port import Casework
from peelian.assure.use import ApprovedUse
from peelian.assure.workspace import Workspace
from peelian.ground.errors import VerificationError
from peelian.ground.parameters import Kind, check, param

CARD: Final = Card(
    name="assure.verify",
    label="Check the audit log",
    version="1",
    summary="Check that no entry of the audit log was changed, removed, moved or slipped in.",
    purpose="Recompute every entry's hash and compare the ends with signed heads.",
    not_purpose="It does not say whether what was recorded was right.",
    tier=Tier.INTAKE,
    output=Output.ANALYSIS,
    legal_basis="DPA 2018 section 62; UK GDPR Article 5(2), accountability.",
    data_needed="A data folder; to find a full rebuild also a head file kept elsewhere.",
    decision_informed="Whether the audit log can be relied on.",
    limits=(
        (
            "Somebody who holds the folder and its key can rebuild everything in it: only a head"
            " kept outside the folder shows that."
        ),
    ),
    if_stopped="Use scripts/verify_ledger.py, which shares no code with Peelian.",
    human_route="Ask the force's AI lead.",
    evidence=("Haber and Stornetta (1991), How to time-stamp a digital document",),
    examples=(
        "peelian assure verify --data my-force",
        "peelian assure verify --data my-force --head head.json",
    ),
    gated=False,
    reads=("ledger",),
    not_measured="It recomputes and compares; it estimates nothing.",
)


@dataclass(frozen=True, slots=True)
class Parameters:
    """What to compare with."""

    head: Path | None = param(
        None, help="A head file kept outside the data folder.", label="Head file", kind=Kind.FILE
    )

    def __post_init__(self) -> None:
        check(self)


@dataclass(frozen=True, slots=True)
class Result:
    """An intact ledger: how many entries each stream has, and how many heads agreed."""

    entries: dict[str, int]
    heads: int
    approvals: int

    def summary(self) -> dict[str, Any]:
        """What was checked."""
        return {
            "intact": True,
            "entries": self.entries,
            "heads_compared": self.heads,
            "approvals_checked": self.approvals,
        }


def run(workspace: Workspace, parameters: Parameters) -> Result:
    """Check everything; the first thing wrong ends it.

    Raises:
        VerificationError: naming the first bad entry.
    """
    casework = workspace.casework
    inside = casework.signed_heads()
    outside = read(parameters.head) if parameters.head else []
    _check_signatures(casework, inside, outside)
    counts: dict[str, int] = {}

    def counted() -> Any:
        for row in casework.ledger.rows():
            counts[row[0]] = counts.get(row[0], 0) + 1
            yield row

    fault = first_fault(counted(), [h.head for h in (*inside, *outside)])
    if fault is not None:
        raise _bad(f"Entry {fault.sequence} of the {fault.stream} stream: {fault.why}.")
    for head in inside:
        counts.setdefault(head.head.stream.value, 0)
    unsigned = {s: n for s, n in counts.items() if (s, n) not in _ends(inside)}
    for stream in sorted(unsigned):
        last = max((n for s, n in _ends(inside) if s == stream), default=0)
        raise _bad(f"Entry {last + 1} of the {stream} stream: no signed head covers it.")
    return Result(counts, len(inside) + len(outside), _check_approvals(casework))


def _ends(heads: list[SignedHead]) -> set[tuple[str, int]]:
    return {(h.head.stream.value, h.head.sequence) for h in heads}


def _check_signatures(
    casework: Casework, inside: list[SignedHead], outside: list[SignedHead]
) -> None:
    for signed in (*inside, *outside):
        if not signed.genuine:
            raise _bad(f"The signed head of the {signed.head.stream} stream is not genuine.")
        if signed.public_key != casework.keys.public:
            raise _bad("A head was signed with another key than this folder's.")


def _check_approvals(casework: Casework) -> int:
    checked = [u for u in casework.every(ApprovedUse) if u.approved_at]
    for use in checked:
        if use.seal != approval_seal(casework, use):
            raise _bad(f"The approval {use.uid} was changed after it was given.")
    return len(checked)


def _bad(why: str) -> VerificationError:
    return VerificationError(
        "The audit log is not intact.",
        why,
        "Keep the folder as it is, stop using it, and tell the force's AI lead.",
    )
