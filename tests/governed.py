"""A small force with people and tools, to take uses through their life in tests."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from peelian.assure import advising, approval, assessing, publishing, watching
from peelian.assure.approval import Grounds, Wanted
from peelian.assure.assessment import Answer, Answered
from peelian.assure.banks import library
from peelian.assure.card import Card, Output, Tier
from peelian.assure.descriptor import Descriptor
from peelian.assure.ledger import Event
from peelian.assure.lifecycle import Action, State
from peelian.assure.monitor import Health
from peelian.assure.people import Person, Role, Vetting
from peelian.assure.port import Casework
from peelian.assure.register_people import enrol
from peelian.assure.run import Tool, run
from peelian.assure.session import Mode, Session
from peelian.assure.use import ApprovedUse
from peelian.assure.version import Offered
from peelian.assure.workspace import Workspace
from peelian.engine.memory import MemoryLake
from peelian.ground.parameters import Governance, check, param

FORCE = "northshire"
PURPOSE = "patrol-planning"
LATER = date(2099, 1, 1)
CONTACT = "ai@northshire.example, 101"
REASON = "It answers the question of this stage well enough."
PAPERS = {"dpia": "DPIA-7", "validation": "VAL-3"}


@dataclass(frozen=True, slots=True)
class Parameters:
    """A tool with one governed and one request parameter."""

    area: int = param(3, help="Area.", minimum=1, maximum=10)
    threshold: float = param(0.5, help="Threshold.", governance=Governance.GOVERNED)

    def __post_init__(self) -> None:
        check(self)


@dataclass(frozen=True, slots=True)
class Done:
    ran: bool = True

    def summary(self) -> dict[str, Any]:
        return {"ran": self.ran}


def card(name: str = "insight.example", tier: Tier = Tier.PLACES, **changes: Any) -> Card:
    made = Card(
        name=name,
        label="Example",
        version="1",
        summary="An example.",
        purpose="Show where to look.",
        not_purpose="It never says who did it.",
        tier=tier,
        output=Output.RECOMMENDATION if tier >= Tier.DOCUMENTS else Output.ANALYSIS,
        legal_basis="Common law.",
        data_needed="Incidents.",
        decision_informed="Where to patrol.",
        limits=("Small areas are uncertain.",),
        if_stopped="Use the local map.",
        human_route="Write to the force.",
        evidence=("A paper.",),
        monitor="hit rate",
    )
    return replace(made, **changes)


def tool(made: Card, work: Callable[[Workspace, Any], Any] = lambda _w, _p: Done()) -> Tool:
    return Tool(made, Parameters, work, {})


@dataclass
class Force:
    """People whose account is ``<role>@``, and the acts they take."""

    casework: Casework
    people: dict[str, Person] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.person("registrar", Role.REGISTRAR, by="registrar@")
        for name, *roles in (
            ("author", Role.USER),
            ("owner", Role.OWNER, Role.USER),
            ("lead", Role.AI_LEAD),
            ("chief", Role.CHIEF_OFFICER),
            ("chair", Role.ETHICS_CHAIR),
            ("dpo", Role.DATA_PROTECTION),
            ("user", Role.USER),
            ("boss", Role.USER, Role.SUPERVISOR),
            ("eye1", Role.VERIFIER),
            ("eye2", Role.VERIFIER),
        ):
            self.person(name, *roles)

    def person(self, name: str, *roles: Role, by: str = "registrar@", **changes: Any) -> Person:
        made = Person(
            uid=f"p-{name}",
            force=FORCE,
            roles=frozenset(roles),
            trained_until=LATER,
            vetting=Vetting.ENHANCED,
            vetted_until=LATER,
        )
        made = replace(made, **changes)
        self.people[name] = enrol(self.casework, made, by, (f"{name}@",))
        return made

    def begin(self, made: Card, **changes: Any) -> ApprovedUse:
        wanted = Wanted(
            force=FORCE, purposes=(PURPOSE,), owner="p-owner", dpia="DPIA-7", users=("p-user",)
        )
        wanted = replace(wanted, **changes)
        return approval.begin(self.casework, Offered(made, Parameters), wanted, "author@")

    def answers(self, use: ApprovedUse) -> None:
        given = {
            q.uid: Answer(Answered.ANSWERED, f"We looked at {q.uid} and found it acceptable.")
            for q in library().asked(use.tier)
        }
        if given:
            assessing.answer(self.casework, use.uid, given, "author@")

    def move(self, use: ApprovedUse, action: Action, by: str, made: Card, **more: Any) -> Any:
        return approval.move(
            self.casework,
            use.uid,
            action,
            by,
            offered=Offered(made, Parameters),
            grounds=replace(Grounds(REASON, papers=PAPERS), **more),
        )

    def watch(self, use: ApprovedUse, health: Health = Health.GOOD, days: int = 30) -> None:
        watching.watch(
            self.casework,
            use.uid,
            "lead@",
            measure="hit rate",
            health=health,
            next_check=timedelta(days=days),
        )

    def approved(self, made: Card, until: State = State.LIVE, **changes: Any) -> ApprovedUse:
        """Take a new use to pilot or live the whole way, and publish it."""
        use = self.begin(made, **changes)
        self.answers(use)
        for action, by in path(made.tier, until):
            if action is Action.LIVE:
                self.watch(use)
            if action is Action.PILOT and made.tier >= Tier.DOCUMENTS:
                text = "The committee is content with the limits set."
                advising.advise(self.casework, use.uid, "chair@", "for", text)
            use = self.move(use, action, by, made)
        publishing.publish(self.casework, use.uid, made, CONTACT, "lead@")
        return use

    def describe(self, table: str, *purposes: str) -> None:
        made = Descriptor(uid=table, purposes=purposes or (PURPOSE,))
        self.casework.keep(made, Event("descriptor.kept", "dpo@", "", table))

    def session(self, name: str = "user", **changes: Any) -> Session:
        made = Session(f"{name}@", FORCE, PURPOSE, Mode.OPERATIONAL)
        return replace(made, **changes)

    def run(self, made: Card, session: Session | None = None, **given: Any) -> Any:
        space = Workspace(MemoryLake(), self.casework, session or self.session())
        return run(tool(made), space, Parameters(**given))


def path(tier: Tier, until: State) -> list[tuple[Action, str]]:
    """The steps to pilot or live and who takes them."""
    early = {
        Tier.INTAKE: [],
        Tier.PLACES: [(Action.DESIGN, "owner@"), (Action.VALIDATE, "owner@")],
        Tier.DOCUMENTS: [
            (Action.DESIGN, "owner@"),
            (Action.DEVELOP, "lead@"),
            (Action.VALIDATE, "lead@"),
            (Action.REVIEW, "lead@"),
        ],
        Tier.PEOPLE: [
            (Action.ENGAGE, "owner@"),
            (Action.DESIGN, "lead@"),
            (Action.DEVELOP, "lead@"),
            (Action.VALIDATE, "lead@"),
            (Action.REVIEW, "lead@"),
        ],
    }[tier]
    top = "chief@" if tier is Tier.PEOPLE else "lead@"
    if until is State.PILOT:
        return [*early, (Action.PILOT, top)]
    pilot = [(Action.PILOT, top), (Action.EVALUATE, "lead@")] if tier >= Tier.DOCUMENTS else []
    return [*early, *pilot, (Action.LIVE, "owner@" if tier is Tier.INTAKE else top)]


def soon(days: int = 30) -> datetime:
    return datetime.now(UTC) + timedelta(days=days)
