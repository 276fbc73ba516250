"""The stop button, its release, and reporting an incident."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from peelian import catalogue
from peelian.assure import stopping
from peelian.assure.stop import Stop
from peelian.web import desk, permissions
from peelian.web.assure.fields import Field, words
from peelian.web.assure.uses import use_of


@require_http_methods(["GET", "POST"])
def stop(request: HttpRequest) -> HttpResponse:
    """Stop one tool or everything, at once."""
    permissions.check_may_see_approvals(request.user)
    workspace = desk.workspace(request)
    if request.method == "POST":
        reason, tool = words(request.POST, "reason"), words(request.POST, "tool")
        stopping.press(workspace.casework, workspace.session.actor, reason, tool)
        return redirect("approvals.stop")
    gated = [c for c in catalogue.cards() if c.gated]
    context = {
        "stops": workspace.casework.every(Stop, state="on"),
        "tools": [(c.name, c.label) for c in gated],
        "chosen": request.GET.get("tool", ""),
    }
    return render(request, "web/assure/stop.html", context)


@require_POST
def release(request: HttpRequest, uid: str) -> HttpResponse:
    """Release a stop."""
    permissions.check_may_see_approvals(request.user)
    workspace = desk.workspace(request)
    reason = words(request.POST, "reason")
    stopping.release(workspace.casework, uid, workspace.session.actor, reason)
    return redirect("approvals.stop")


@require_http_methods(["GET", "POST"])
def incident(request: HttpRequest, uid: str) -> HttpResponse:
    """Report that something went wrong with a use; the 72-hour clock starts when it was noticed."""
    permissions.check_may_see_approvals(request.user)
    workspace = desk.workspace(request)
    _, card = use_of(workspace.casework, uid)
    if request.method == "POST":
        stopping.report(
            workspace.casework,
            uid,
            words(request.POST, "what"),
            timezone.now(),
            workspace.session.actor,
            personal_data=words(request.POST, "personal_data") == "yes",
        )
        return redirect("approvals.use", uid)
    context = {
        "card": card,
        "title": f"Report an incident with {card.label}",
        "lead": "If personal data are concerned, the Information Commissioner may have to be told"
        " within 72 hours of its being noticed. The clock starts when you send this.",
        "fields": [
            Field("what", "What went wrong?", "Do not write names of people.", kind="area"),
            Field(
                "personal_data",
                "Are personal data concerned?",
                kind="select",
                options=(("yes", "Yes"), ("no", "No")),
            ),
        ],
        "button": "Report the incident",
    }
    return render(request, "web/assure/form.html", context)


@require_POST
def close(request: HttpRequest, uid: str) -> HttpResponse:
    """Close an incident with what was reported and put right."""
    permissions.check_may_see_approvals(request.user)
    workspace = desk.workspace(request)
    outcome = words(request.POST, "outcome")
    done = stopping.close_incident(workspace.casework, uid, workspace.session.actor, outcome)
    return redirect("approvals.use", done.about)


URLS = [
    path("approvals/stop", stop, name="approvals.stop"),
    path("approvals/stop/<slug:uid>/release", release, name="approvals.release"),
    path("approvals/uses/<slug:uid>/incident", incident, name="approvals.incident"),
    path("approvals/incidents/<slug:uid>/close", close, name="approvals.close"),
]
