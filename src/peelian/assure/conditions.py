"""The conditions of a run, one small function each. Each yields what is wrong, in plain English."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Final

from peelian.assure.assessment import Ground
from peelian.assure.card import Tier
from peelian.assure.descriptor import Descriptor
from peelian.assure.facts import Facts, Upstream
from peelian.assure.lifecycle import State
from peelian.assure.monitor import condition
from peelian.assure.people import Role
from peelian.assure.purpose import is_purpose, purpose
from peelian.assure.register import is_genuine
from peelian.assure.use import ApprovedUse
from peelian.assure.version import within

Check = Callable[[Facts], Iterator[str]]
CLOCK_SLACK: Final = timedelta(seconds=5)


def stopped(facts: Facts) -> Iterator[str]:
    """The stop button."""
    for stop in facts.stops:
        if stop.covers(facts.asked.card.name, facts.session.force):
            what = "Everything" if not stop.tool else "This tool"
            yield f"{what} was stopped on {stop.at:%d %B at %H:%M} and has not been released."


def clock(facts: Facts) -> Iterator[str]:
    """The server's clock may not stand before what is already on record."""
    if facts.last_entry and facts.now < facts.last_entry - CLOCK_SLACK:
        yield "The server's clock is set back: the audit log already has later entries."


def approved(facts: Facts) -> Iterator[str]:
    """State and expiry."""
    use = facts.use
    if use is None:
        yield "No use of this tool is on record for this force and purpose."
        return
    yield from _state(facts, use, "It")
    if not use.approved_by or use.approved_at is None:
        yield "It has no recorded approval."
    if use.tier != facts.asked.card.tier:
        yield "The tool's tier is not the one that was approved."


def sealed(facts: Facts) -> Iterator[str]:
    """The approval as stored is the approval as given."""
    use = facts.use
    if use is not None and use.approved_at and use.seal != facts.seal:
        yield "The approval's record was changed after it was given."


def permitted(facts: Facts) -> Iterator[str]:
    """Purpose: on the list, not on the other list, and the data allow it."""
    wanted = facts.session.purpose
    if not is_purpose(wanted):
        yield "The purpose given is not a purpose's name from the list."
        return
    name = purpose(wanted)
    if facts.use is not None and name in {purpose(p) for p in facts.use.prohibited}:
        yield f"The purpose {name} is prohibited for this use."
    for table, described in zip(facts.asked.card.reads, facts.data, strict=True):
        yield from _data(table, described, name)


def unchanged(facts: Facts) -> Iterator[str]:
    """Version: what would run is what was approved, or was carried over."""
    use, now = facts.use, facts.asked.version
    if use is None:
        return
    was = use.version
    if (now.card, now.governed) != (was.card, was.governed):
        yield "The tool's version or its governed settings are not those approved."
    code = {(was.closure, was.artefacts)} | {(c.closure, c.artefacts) for c in use.carried}
    if (now.closure, now.artefacts) not in code:
        yield "The tool's code or model files changed after approval and were not carried over."


def settings(facts: Facts) -> Iterator[str]:
    """Governed values as approved; request values within the approved bounds."""
    use = facts.use
    if use is None:
        return
    changed = [k for k, v in facts.asked.governed.items() if use.governed.get(k) != v]
    if changed:
        yield f"These settings are governed and differ from those approved: {', '.join(changed)}."
    if facts.asked.parameters is not None:
        outside = within(use.bounds, facts.asked.parameters)
        if outside:
            yield f"Outside the approved bounds: {', '.join(outside)}."


def user(facts: Facts) -> Iterator[str]:
    """Whoever asks: known, of this force, active, trained, vetted, without a conflict."""
    person, use = facts.person, facts.use
    if person is None:
        yield "Your account is not in the people register."
        return
    today = facts.now.date()
    if person.force not in ("", facts.session.force):
        yield "You are registered with another force."
    if Role.USER not in person.roles:
        yield "You do not hold the role of user."
    if facts.asked.card.name in person.conflicts:
        yield "You have declared a conflict of interest with this tool."
    if use is not None:
        yield from person.problems(today, use.vetting, "Your account's holder")
        if use.stage is State.PILOT and person.uid not in use.users:
            yield "You are not in the group the pilot is limited to."


def owned(facts: Facts) -> Iterator[str]:
    """Exactly one accountable owner, still here, training in date."""
    if facts.use is None:
        return
    owner = facts.owner
    if owner is None or not facts.use.owner:
        yield "Nobody is recorded as its accountable owner."
        return
    if Role.OWNER not in owner.roles:
        yield "Its recorded owner no longer holds that role."
    yield from owner.problems(facts.now.date(), facts.use.vetting, "The accountable owner")


def assessed(facts: Facts) -> Iterator[str]:
    """Assessments complete when approved, and unexpired; tier 0 needs a DPIA reference only."""
    use, assessment = facts.use, facts.assessment
    if use is None or use.stage is State.EMERGENCY:
        return
    if not use.dpia.strip():
        yield "No data protection impact assessment is referred to."
    if use.tier is Tier.INTAKE:
        return
    if assessment is None or assessment.state != "complete":
        yield "Its assessment is not complete."
    elif assessment.expires_at is None or facts.now >= assessment.expires_at:
        yield "Its assessment has expired."


def registered(facts: Facts) -> Iterator[str]:
    """The public register knows about it, or a ground for withholding stands."""
    if facts.use is None or facts.use.stage is State.EMERGENCY:
        return
    entry = facts.register
    if entry is None or entry.state == "withdrawn":
        yield "Its entry in the public register is not published."
    elif entry.state == "withheld":
        if entry.ground not in set(Ground):
            yield "Its register entry is withheld without a ground from the list."
        elif entry.review_on is None or facts.now >= entry.review_on:
            yield "The withholding of its register entry is due for review."
    elif not is_genuine(entry) or entry.version != facts.use.version.closure:
        yield "Its published register entry does not describe what was approved."


def monitored(facts: Facts) -> Iterator[str]:
    """The monitor stands within its limits, or within the day of grace."""
    use = facts.use
    if use is None or use.tier is Tier.INTAKE:
        return
    if facts.monitor is None:
        if use.stage is State.LIVE:
            yield "It has no monitor; without one it can be used in a pilot only."
        return
    found = condition(facts.monitor, use.tier, facts.now)
    if found.stops:
        yield found.why


def upstream(facts: Facts) -> Iterator[str]:
    """Tools it builds on may be used for the same purpose."""
    for tool in facts.upstream:
        problems = list(_upstream(facts, tool))
        if problems:
            yield f"It builds on {tool.name}, which may not run: {' '.join(problems)}"


def rationed(facts: Facts) -> Iterator[str]:
    """Quotas and timers."""
    use = facts.use
    if use is None:
        return
    if use.runs_per_day is not None and facts.runs_today >= use.runs_per_day:
        yield f"The limit of {use.runs_per_day} runs in 24 hours is reached."
    if use.minutes_between is not None and facts.last_run is not None:
        ready = facts.last_run + timedelta(minutes=use.minutes_between)
        if facts.now < ready:
            yield f"The next run may start at {ready:%H:%M}."


def evaluating(facts: Facts) -> Iterator[str]:
    """Evaluation: a DPIA reference, an end date, and only the evaluators named."""
    person = facts.person
    for trial in facts.evaluations:
        fits = trial.tool in ("", facts.asked.card.name) and trial.dpia.strip()
        if fits and facts.now < trial.expires_at and person and person.uid in trial.evaluators:
            if person.active(facts.now.date()):
                return
            yield "You no longer work here."
            return
    yield "You are not a named evaluator of this tool in an open evaluation of this force."


OPERATIONAL: Final[tuple[Check, ...]] = (
    stopped,
    clock,
    approved,
    sealed,
    permitted,
    unchanged,
    settings,
    user,
    owned,
    assessed,
    registered,
    monitored,
    upstream,
    rationed,
)
EVALUATION: Final[tuple[Check, ...]] = (stopped, clock, evaluating)


def _state(facts: Facts, use: ApprovedUse, what: str) -> Iterator[str]:
    if not use.runnable:
        yield f"{what} is not approved for use: it is at {use.stage.value}."
    elif use.expires_at is None or use.expires_at.tzinfo is None:
        yield f"{what} has no end date with a time zone."
    elif facts.now >= use.expires_at:
        yield f"{what} expired on {use.expires_at:%d %B %Y}."


def _data(table: str, described: Descriptor | None, name: str) -> Iterator[str]:
    if described is None:
        yield f"The data in {table} are not described, so no purpose allows their use."
    elif name not in {purpose(p) for p in described.purposes}:
        yield f"The data in {table} may not be used for {name}."


def _upstream(facts: Facts, tool: Upstream) -> Iterator[str]:
    if any(s.covers(tool.name, facts.session.force) for s in tool.stops):
        yield "It was stopped."
    if tool.use is None:
        yield "No use of it is on record for this force and purpose."
        return
    yield from _state(facts, tool.use, "It")
    if purpose(facts.session.purpose) in {purpose(p) for p in tool.use.prohibited}:
        yield "This purpose is prohibited for it."
    if tool.monitor is not None:
        found = condition(tool.monitor, tool.use.tier, facts.now)
        if found.stops:
            yield found.why
