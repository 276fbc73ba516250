"""The checks before use: one function, deny by default, every reason in plain English."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime

from peelian.assure import conditions
from peelian.assure.card import Card
from peelian.assure.facts import Asked, Facts, gather
from peelian.assure.monitor import condition
from peelian.assure.port import Casework
from peelian.assure.session import Mode, Session
from peelian.assure.version import Offered, governed_values, version_of
from peelian.ground.errors import NotAllowedError
from peelian.ground.time import LONDON


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a run may start; if not, everything that stands against it."""

    failed: tuple[str, ...]
    use: str = ""
    amber: str = ""  # runnable now, and what will stop it

    @property
    def allowed(self) -> bool:
        """Whether nothing stands against the run."""
        return not self.failed


def may_run(
    casework: Casework,
    card: Card,
    parameters: object,
    session: Session,
    now: datetime | None = None,
) -> Verdict:
    """Say whether ``session`` may run the tool now, with every failed condition.

    Practice is free: what it can read is limited by the lake it is handed.
    """
    if session.mode is Mode.SANDBOX or not card.gated:
        return Verdict(())
    asked = Asked(
        card=card,
        version=version_of(Offered(card, type(parameters))),
        governed=governed_values(parameters),
        parameters=parameters,
    )
    return judge(gather(casework, asked, session, now or datetime.now(UTC)))


def judge(facts: Facts) -> Verdict:
    """Put every condition of the session's mode to the facts. Pure."""
    if facts.now.tzinfo is None:
        return Verdict(("The server's clock has no time zone.",))
    facts = replace(facts, now=facts.now.astimezone(LONDON))  # days end here at local midnight
    mode = facts.session.mode
    if mode not in (Mode.EVALUATION, Mode.OPERATIONAL):
        return Verdict(("The mode of this session is not known.",))
    checks = conditions.EVALUATION if mode is Mode.EVALUATION else conditions.OPERATIONAL
    failed = tuple(problem for check in checks for problem in check(facts))
    return Verdict(failed, facts.use.uid if facts.use else "", _amber(facts))


def check_may_run(verdict: Verdict, card: Card) -> None:
    """Stop a run that may not start.

    Raises:
        NotAllowedError: with every failed condition, and what people do instead.
    """
    if verdict.failed:
        raise NotAllowedError(
            f"{card.label} did not start.",
            " ".join(verdict.failed),
            f"Until this is put right: {card.if_stopped}"
            if card.if_stopped
            else "Use practice mode with open or synthetic data.",
        )


def _amber(facts: Facts) -> str:
    if facts.monitor is None or facts.use is None:
        return ""
    found = condition(facts.monitor, facts.use.tier, facts.now)
    return found.why if found.light == "amber" else ""
