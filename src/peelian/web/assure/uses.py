"""The list of tools and their uses, the page of one use, and opening a new one."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from peelian import catalogue
from peelian.assure import approval, approval_rules, publishing
from peelian.assure.approval import Wanted
from peelian.assure.assessing import current
from peelian.assure.banks import library
from peelian.assure.card import Card
from peelian.assure.decision import Contest
from peelian.assure.lifecycle import TERMINAL, Action, open_actions
from peelian.assure.monitor import Monitor, condition
from peelian.assure.people import Person as Registered
from peelian.assure.people import Role
from peelian.assure.port import Casework
from peelian.assure.purpose import purpose
from peelian.assure.stages import stage
from peelian.assure.stop import Advice, Emergency, Incident, Stop
from peelian.assure.use import ApprovedUse
from peelian.assure.version import Offered
from peelian.assure.watching import Notice
from peelian.web import desk, people, permissions
from peelian.web.assure.fields import Field, options, several, whole, words


def offered(name: str) -> Offered:
    """A catalogued tool's record and parameters."""
    if name not in catalogue.TOOLS or not catalogue.card(name).gated:
        raise Http404
    return Offered(catalogue.card(name), catalogue.parameters(name))


def use_of(casework: Casework, uid: str) -> tuple[ApprovedUse, Card]:
    """A use and its tool's record."""
    found = approval.get(casework, uid)
    return found, offered(found.tool).card


@require_GET
def every(request: HttpRequest) -> HttpResponse:
    """Each tool with its uses in words."""
    permissions.check_may_see_approvals(request.user)
    casework = desk.workspace(request).casework
    uses = casework.every(ApprovedUse)
    stops = casework.every(Stop, state="on")
    rows = [
        {
            "card": card,
            "uses": [u for u in uses if u.tool == card.name],
            "stopped": any(s.tool in ("", card.name) for s in stops),
        }
        for card in catalogue.cards()
        if card.gated
    ]
    context = {"rows": rows, "stops": stops, "notices": casework.every(Notice)[-10:]}
    return render(request, "web/assure/list.html", context)


@require_GET
def one(request: HttpRequest, uid: str) -> HttpResponse:
    """The page of one use."""
    permissions.check_may_see_approvals(request.user)
    casework = desk.workspace(request).casework
    use, card = use_of(casework, uid)
    return render(request, "web/assure/use.html", _context(casework, use, card))


@require_http_methods(["GET", "POST"])
def begin(request: HttpRequest, room: str, tool: str) -> HttpResponse:
    """Open a use of a tool: who owns it, for which force and purpose."""
    permissions.check_may_see_approvals(request.user)
    found = offered(f"{room}.{tool}")
    workspace = desk.workspace(request)
    if request.method == "POST":
        given = request.POST
        wanted = Wanted(
            force=words(given, "force"),
            purposes=several(given, "purposes"),
            prohibited=several(given, "prohibited"),
            owner=words(given, "owner"),
            dpia=words(given, "dpia"),
            users=tuple(given.getlist("users")),
            runs_per_day=whole(given, "runs_per_day"),
            predecessors=several(given, "predecessors"),
        )
        use = approval.begin(workspace.casework, found, wanted, workspace.session.actor)
        return redirect("approvals.use", use.uid)
    context = {
        "card": found.card,
        "title": f"New use: {found.card.label}",
        "lead": found.card.purpose,
        "fields": _fields(workspace.casework, workspace.session.force),
        "button": "Open this use",
    }
    return render(request, "web/assure/form.html", context)


def _fields(casework: Casework, force: str) -> list[Field]:
    known = casework.every(Registered)
    owners = [(p.uid, people.name_of(p.uid)) for p in known if Role.OWNER in p.roles]
    users = [(p.uid, people.name_of(p.uid)) for p in known if Role.USER in p.roles]
    return [
        Field("force", "Force", "As in file names, such as city-of-london.", value=force),
        Field("purposes", "What may it be used for?", "Short names, such as patrol-planning."),
        Field("prohibited", "What must it never be used for? (optional)", "Short names."),
        Field("owner", "Who answers for it?", kind="select", options=tuple(owners)),
        Field("dpia", "Data protection impact assessment", "Its reference number."),
        Field("users", "Who is in the pilot? (optional)", kind="checks", options=tuple(users)),
        Field("runs_per_day", "Most runs in 24 hours (optional)", kind="number"),
        Field("predecessors", "Earlier uses of this tool (optional)", "Their numbers."),
    ]


def _context(casework: Casework, use: ApprovedUse, card: Card) -> dict[str, Any]:
    monitor = next(iter(casework.every(Monitor, about=use.uid)), None)
    assessment = current(casework, use.uid)
    asked = library().asked(use.tier)
    actions = [
        {"action": a, "stage": stage(a, use.tier), "approves": a in (Action.PILOT, Action.LIVE)}
        for a in open_actions(use.stage, use.tier)
        if a not in (Action.EXPIRE, Action.EMERGENCY)
    ]
    return {
        "use": use,
        "card": card,
        "owner": people.name_of(use.owner),
        "author": people.name_of(use.author),
        "approver": people.name_of(use.approved_by),
        "actions": actions,
        "ended": use.stage in TERMINAL,
        "editable": use.stage in approval_rules.EDITABLE,
        "asked": len(asked),
        "answered": len([q for q in asked if assessment and q.uid in assessment.answers]),
        "complete": assessment is not None and assessment.state == "complete",
        "monitor": monitor,
        "light": condition(monitor, use.tier, timezone.now()) if monitor else None,
        "entry": publishing.entry_of(casework, use.uid),
        "history": _history(casework, use),
        "advice": casework.every(Advice, about=use.uid),
        "incidents": casework.every(Incident, about=use.uid),
        "emergencies": casework.every(Emergency, about=use.uid),
        "contests": casework.every(Contest, tool=use.tool, force=use.force),
        "purpose_options": options(purpose(p) for p in use.purposes),
    }


def _history(casework: Casework, use: ApprovedUse) -> list[dict[str, str]]:
    """What happened to the use, newest first, from the audit log."""
    found = [
        {
            "at": e.at,
            "what": e.payload["kind"].removeprefix("use.").replace("-", " "),
            "state": str(e.payload["detail"].get("state", "")),
            "who": people.name_of(e.payload["actor"]),
        }
        for e in casework.ledger.entries()
        if e.payload["subject"] == use.uid
    ]
    return found[::-1]


URLS = [
    path("approvals", every, name="approvals"),
    path("approvals/new/<slug:room>/<slug:tool>", begin, name="approvals.begin"),
    path("approvals/uses/<slug:uid>", one, name="approvals.use"),
]
