"""What the checks before use look at, gathered once, inside the run's own transaction."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from peelian.assure.assessment import Assessment
from peelian.assure.card import Card
from peelian.assure.descriptor import Descriptor
from peelian.assure.lifecycle import TERMINAL
from peelian.assure.monitor import Monitor
from peelian.assure.people import Person, person_id
from peelian.assure.port import Casework, R
from peelian.assure.purpose import is_purpose, purpose
from peelian.assure.records import Record
from peelian.assure.register import RegisterEntry
from peelian.assure.session import Mode, Session
from peelian.assure.stop import Evaluation, RunNote, Stop
from peelian.assure.use import ApprovedUse, Version


@dataclass(frozen=True, slots=True)
class Asked:
    """The request: what the tool is now and what it was asked to do."""

    card: Card
    version: Version
    governed: dict[str, Any]
    parameters: Any = None


@dataclass(frozen=True, slots=True)
class Upstream:
    """A tool this one builds on, and the use of it for the same force and purpose."""

    name: str
    use: ApprovedUse | None
    monitor: Monitor | None
    stops: tuple[Stop, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything a verdict may depend on."""

    asked: Asked
    session: Session
    now: datetime
    use: ApprovedUse | None = None
    person: Person | None = None
    owner: Person | None = None
    assessment: Assessment | None = None
    register: RegisterEntry | None = None
    monitor: Monitor | None = None
    stops: tuple[Stop, ...] = ()
    evaluations: tuple[Evaluation, ...] = ()
    data: tuple[Descriptor | None, ...] = ()
    upstream: tuple[Upstream, ...] = ()
    runs_today: int = 0
    last_run: datetime | None = None
    last_entry: datetime | None = None
    seal: str = ""  # keyed digest of the approval as it stands now


def gather(casework: Casework, asked: Asked, session: Session, now: datetime) -> Facts:
    """Read what the verdict needs; the caller holds the ledger's place."""
    use = find_use(casework, asked.card.name, session.force, session.purpose)
    runs, last = _runs(casework, use, now)
    stops = tuple(casework.every(Stop, state="on"))
    person = person_id(casework, session.actor)
    people = casework.some(Person, {person, use.owner} if use else {person})
    on_use = casework.concerning(use.uid, Assessment, RegisterEntry, Monitor) if use else []
    described = casework.some(Descriptor, asked.card.reads)
    trials = session.mode is Mode.EVALUATION
    return Facts(
        asked=asked,
        session=session,
        now=now,
        use=use,
        person=people.get(person),
        owner=people.get(use.owner) if use else None,
        assessment=_last(on_use, Assessment),
        register=_last(on_use, RegisterEntry),
        monitor=_last(on_use, Monitor),
        stops=stops,
        evaluations=tuple(casework.every(Evaluation, force=session.force, state="open"))
        if trials
        else (),
        data=tuple(described.get(t) for t in asked.card.reads),
        upstream=tuple(_upstream(casework, n, session, stops) for n in asked.card.upstream),
        runs_today=runs,
        last_run=last,
        last_entry=last_entry(casework),
        seal=approval_seal(casework, use) if use else "",
    )


def find_use(casework: Casework, tool: str, force: str, wanted: str) -> ApprovedUse | None:
    """Return the use a session's force and purpose point to: runnable before others."""
    if not force or not is_purpose(wanted):
        return None
    name = purpose(wanted)
    mine = [u for u in casework.every(ApprovedUse, tool=tool, force=force) if name in u.purposes]
    mine.sort(key=lambda u: (u.runnable, u.stage not in TERMINAL, u.began_at or _LONG_AGO))
    return mine[-1] if mine else None


def approval_seal(casework: Casework, use: ApprovedUse) -> str:
    """The keyed digest over everything an approval decided."""
    parts = (
        use.uid,
        use.tool,
        use.force,
        use.state,
        str(int(use.tier)),
        *use.purposes,
        "/",
        *use.prohibited,
        "/",
        *use.users,
        "/",
        *use.upstream,
        repr(use.version),
        repr(sorted(use.governed.items())),
        repr(sorted((k, sorted(v.items())) for k, v in use.bounds.items())),
        repr(use.carried),
        repr((use.owner, use.author, use.dpia, use.runs_per_day, use.minutes_between)),
        repr((use.vetting, use.biometric, use.approved_by)),
        use.approved_at.isoformat() if use.approved_at else "",
        use.expires_at.isoformat() if use.expires_at else "",
    )
    return casework.keys.seal("\n".join(parts))


def last_entry(casework: Casework) -> datetime | None:
    """When the newest entry of either stream was written: the clock may not be before it."""
    times = [h.at for h in casework.ledger.heads() if h.at]
    return datetime.fromisoformat(max(times)) if times else None


def _runs(
    casework: Casework, use: ApprovedUse | None, now: datetime
) -> tuple[int, datetime | None]:
    if use is None or (use.runs_per_day is None and use.minutes_between is None):
        return 0, None
    return casework.count(RunNote, about=use.uid, since=now - timedelta(days=1))


def _upstream(casework: Casework, name: str, session: Session, stops: tuple[Stop, ...]) -> Upstream:
    use = find_use(casework, name, session.force, session.purpose)
    if use is None:
        return Upstream(name, None, None, stops)
    monitor = _last(casework.every(Monitor, about=use.uid), Monitor)
    return Upstream(name, use, monitor, stops)


def _last(found: Iterable[Record], kind: type[R]) -> R | None:
    mine = [r for r in found if isinstance(r, kind)]
    return mine[-1] if mine else None


_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)
