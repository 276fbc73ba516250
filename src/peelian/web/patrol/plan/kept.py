"""Plans as casework keeps them, for the people who make and decide them."""

from dataclasses import dataclass
from typing import Final

from django.http import HttpRequest

from peelian.assure.casework import Recommendation, Status
from peelian.assure.ledger import Event
from peelian.ground.codes import forces
from peelian.ground.errors import BusyError
from peelian.patrol.plan import edits
from peelian.patrol.plan.model import Plan
from peelian.web import desk, permissions
from peelian.web.models import Person
from peelian.web.patrol.plan.making import TOOL, as_it_stands

TAGS: Final = {
    Status.WAITING: ("Waiting for a decision", "govuk-tag--yellow"),
    Status.ACCEPTED: ("Approved", "govuk-tag--green"),
    Status.MODIFIED: ("Approved with changes", "govuk-tag--green"),
    Status.REJECTED: ("Rejected", "govuk-tag--red"),
}


@dataclass(frozen=True, slots=True)
class Kept:
    """A plan and where it stands."""

    case: Recommendation
    plan: Plan
    made_by: str
    decided_by: str

    @property
    def waiting(self) -> bool:
        """Whether it can still change."""
        return self.case.status is Status.WAITING

    @property
    def tag(self) -> tuple[str, str]:
        """The status in words, and its colour's class."""
        return TAGS[self.case.status]

    @property
    def force(self) -> str:
        """The force's name."""
        return force_names().get(self.case.force, self.case.force)


def force_names() -> dict[str, str]:
    """The name of each force by its short name."""
    return {force.slug: force.name for force in forces()}


def find(request: HttpRequest) -> list[Recommendation]:
    """Every plan, newest first.

    Raises:
        NotAllowedError: when the person's role does not work with plans.
    """
    permissions.check_may_run(request.user, TOOL)
    return desk.workspace(request).casework.find(TOOL)


def get(request: HttpRequest, uid: str) -> Kept:
    """One plan.

    Raises:
        NotAllowedError: when the person's role does not work with plans.
        InputError: when there is no such plan.
    """
    permissions.check_may_run(request.user, TOOL)
    case = desk.workspace(request).casework.get(uid)
    names = {p.uid: p.username for p in Person.objects.filter(uid__in=people([case]))}
    decided_by = names.get(case.decided_by, case.decided_by)
    plan = as_it_stands(case, decided_by)
    return Kept(case, plan, names.get(case.created_by, case.created_by), decided_by)


def people(cases: list[Recommendation]) -> set[str]:
    """The ids of everybody who made or decided these."""
    return {uid for case in cases for uid in (case.created_by, case.decided_by) if uid}


def change(request: HttpRequest, kept: Kept, version: str, asked: edits.Change) -> Recommendation:
    """Change a waiting plan by hand; the original stays beside it.

    Raises:
        InputError: when a rule would be broken or the plan was decided.
        BusyError: when somebody else changed the plan since the form was opened.
    """
    check_version(kept, version)
    workspace = desk.workspace(request)
    changed = edits.edit(kept.plan, asked)
    detail = {
        "kind": asked.kind,
        "visit": changed.edits[-1].visit,
        "version": kept.case.version + 1,
    }
    payload = {**kept.case.payload, **changed.to_payload()}
    event = Event("plan.revised", workspace.session.actor, TOOL, kept.case.uid, detail)
    return workspace.casework.revise(kept.case.uid, payload, event)


def decide(request: HttpRequest, kept: Kept, *, accept: bool, reason: str) -> Recommendation:
    """Record the decision of the signed-in person.

    Raises:
        NotAllowedError: when the person's role does not decide on plans.
        InputError: when it was decided already, or rejected without a reason.
    """
    permissions.check_may_decide(request.user, TOOL)
    workspace = desk.workspace(request)
    if accept:
        status = Status.MODIFIED if kept.plan.edits else Status.ACCEPTED
    else:
        status = Status.REJECTED
    kind = {Status.ACCEPTED: "plan.accepted", Status.MODIFIED: "plan.accepted-with-changes"}
    event = Event(
        kind.get(status, "plan.rejected"),
        workspace.session.actor,
        TOOL,
        kept.case.uid,
        {"version": kept.case.version},
    )
    return workspace.casework.decide(kept.case.uid, status, reason, event)


def check_version(kept: Kept, version: str) -> None:
    """Refuse a form that was filled in for an older version of the plan.

    Raises:
        BusyError: when the plan has changed since.
    """
    if version != str(kept.case.version):
        raise BusyError(
            "Nothing was changed.",
            "Somebody else changed this plan while you were looking at it.",
            "Look at the plan as it is now and try again.",
        )
