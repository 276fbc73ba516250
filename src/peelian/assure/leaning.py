"""Signs that people follow a tool without looking; the statutory log never feeds them."""

from collections.abc import Iterable
from dataclasses import dataclass

from peelian.assure.decision import Decision, Shown
from peelian.assure.decision_rules import own_words
from peelian.assure.port import Casework
from peelian.assure.recommendation import Status


@dataclass(frozen=True, slots=True)
class Leaning:
    """How people treat a tool's advice. ``None`` where nothing was decided."""

    decided: int
    accepted: float | None
    overridden: float | None
    repeated_reasons: float | None
    median_seconds: float | None  # between the explanation's showing and the decision


def leaning(casework: Casework, decisions: Iterable[Decision]) -> Leaning:
    """Measure signs of automation bias over some decisions (one tool's, one group's)."""
    found = [d for d in decisions if d.state != Status.EXPIRED]
    if not found:
        return Leaning(0, None, None, None, None)
    yes = sum(d.state == Status.ACCEPTED for d in found)
    reasons = [own_words(d.reason) for d in found]
    waits = sorted(w for d in found if (w := _wait(casework, d)) is not None)
    return Leaning(
        decided=len(found),
        accepted=yes / len(found),
        overridden=1 - yes / len(found),
        repeated_reasons=1 - len(set(reasons)) / len(reasons),
        median_seconds=waits[len(waits) // 2] if waits else None,
    )


def _wait(casework: Casework, decision: Decision) -> float | None:
    shown = [s.at for s in casework.every(Shown, about=decision.about) if s.to == decision.by]
    return (decision.at - min(shown)).total_seconds() if shown else None
