"""Changing a waiting plan by hand, and deciding on it."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.http import require_http_methods, require_POST

from peelian.ground.errors import InputError, PeelianError
from peelian.patrol.plan import edits
from peelian.patrol.plan.model import Plan
from peelian.web import errors
from peelian.web.models import Person
from peelian.web.patrol.plan import kept, views

_DIGITS = 4  # most digits of a number of minutes or of an area


@require_http_methods(["GET", "POST"])
def visit(request: HttpRequest, uid: str) -> HttpResponse:
    """Change, remove or add one visit: ``?visit=V003``, or nothing to add one."""
    found = kept.get(request, uid)
    wanted = request.GET.get("visit", "")
    before = next((v for v in found.plan.visits if v.id == wanted), None)
    form = {
        "callsign": before.callsign if before else request.GET.get("callsign", ""),
        "area": str(before.area) if before else "",
        "time": found.plan.clock(before.start)[:5] if before else "",
        "minutes": str(before.minutes if before else found.plan.rules.minutes_max),
        "reason": "",
    }
    version = str(found.case.version)
    context = {"kept": found, "plan": found.plan, "before": before, "form": form}
    if request.method == "GET":
        return render(request, "patrol/visit.html", {**context, "version": version})
    form |= {name: request.POST.get(name, "").strip() for name in form}
    version = request.POST.get("version", "")
    try:
        change = _change(request, found.plan, form, before.id if before else "")
        kept.change(request, found, version, change)
    except PeelianError as error:
        status = errors.STATUS.get(type(error), HTTPStatus.BAD_REQUEST)
        context |= {"version": version, "problem": error}
        return render(request, "patrol/visit.html", context, status=status)
    return redirect("patrol.plan.one", uid)


@require_POST
def decide(request: HttpRequest, uid: str) -> HttpResponse:
    """Approve or reject."""
    found = kept.get(request, uid)
    decision, reason = request.POST.get("decision", ""), request.POST.get("reason", "").strip()
    try:
        kept.check_version(found, request.POST.get("version", ""))
        kept.decide(request, found, accept=_accepts(decision), reason=reason)
    except InputError as error:
        more = {"problem": error, "decision": decision, "reason": reason}
        return views.shown(request, found, more, HTTPStatus.BAD_REQUEST)
    return redirect("patrol.plan.one", uid)


def _change(request: HttpRequest, plan: Plan, form: dict[str, str], wanted: str) -> edits.Change:
    by = request.user.username if isinstance(request.user, Person) else ""
    if request.POST.get("remove"):
        return edits.Change("remove", wanted, by=by, reason=form["reason"])
    return edits.Change(
        kind="move" if wanted else "add",
        visit=wanted,
        callsign=form["callsign"] or None,
        area=_whole(form["area"], "area"),
        start=plan.minute_of(form["time"]),
        minutes=_whole(form["minutes"], "minutes"),
        by=by,
        reason=form["reason"],
    )


def _accepts(decision: str) -> bool:
    if decision not in {"approve", "reject"}:
        raise InputError(
            "No decision was recorded.",
            "Neither of the two answers was chosen.",
            "Choose to approve or to reject the plan.",
        )
    return decision == "approve"


def _whole(text: str, what: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= _DIGITS):
        raise InputError(
            "The visit was not changed.",
            f"What was given for {what} is not a whole number.",
            "Write a whole number and try again.",
        )
    return int(text)


URLS = [
    path("patrol/plan", views.plans, name="patrol.plan"),
    path("patrol/plan/new", views.new, name="patrol.plan.new"),
    path("patrol/plan/<slug:uid>", views.one, name="patrol.plan.one"),
    path("patrol/plan/<slug:uid>/map", views.layer, name="patrol.plan.map"),
    path("patrol/plan/<slug:uid>/print", views.printed, name="patrol.plan.print"),
    path("patrol/plan/<slug:uid>/file.<str:kind>", views.download, name="patrol.plan.file"),
    path("patrol/plan/<slug:uid>/visit", visit, name="patrol.plan.visit"),
    path("patrol/plan/<slug:uid>/decide", decide, name="patrol.plan.decide"),
]
