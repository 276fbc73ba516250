"""The queue of recommendations that wait for a named person, and the page to decide on one."""

import json

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from peelian import catalogue
from peelian.assure import contesting, deciding
from peelian.assure.card import Output
from peelian.assure.decision import Verification
from peelian.assure.ledger import Event
from peelian.assure.recommendation import Status
from peelian.ground.errors import InputError
from peelian.web import desk, people, permissions
from peelian.web.assure.fields import words

_CHOICES = {"accept": Status.ACCEPTED, "reject": Status.REJECTED}


@require_GET
def queue(request: HttpRequest) -> HttpResponse:
    """What waits for a decision, the soonest to expire first."""
    permissions.check_may_see_approvals(request.user)
    casework = desk.workspace(request).casework
    cards = [c for c in catalogue.cards() if c.output is Output.RECOMMENDATION]
    found = [(c, r) for c in cards for r in casework.find(c.name) if r.status is Status.WAITING]
    found.sort(key=lambda pair: (str(pair[1].terms.expires_at or "9"), pair[1].created_at))
    waiting = [{"card": c, "kept": r, "by": people.name_of(r.created_by)} for c, r in found]
    return render(request, "web/assure/queue.html", {"waiting": waiting})


@require_http_methods(["GET", "POST"])
def one(request: HttpRequest, uid: str) -> HttpResponse:
    """Show the explanation, note that it was shown, and take one decision."""
    permissions.check_may_see_approvals(request.user)
    workspace = desk.workspace(request)
    casework, actor = workspace.casework, workspace.session.actor
    kept = casework.get(uid)
    if request.method == "POST":
        permissions.check_may_decide(request.user, kept.tool)
        choice = _CHOICES.get(words(request.POST, "choice"))
        if choice is None:
            raise InputError(
                "Your decision was not recorded.",
                "Neither accept nor reject was chosen.",
                "Go back and choose one.",
            )
        event = Event("recommendation.decided", actor, kept.tool, uid, {"status": choice.name})
        casework.decide(uid, choice, words(request.POST, "reason"), event)
        return redirect("approvals.decide", uid)
    deciding.show(casework, uid, actor)
    context = {
        "kept": kept,
        "card": catalogue.card(kept.tool),
        "by": people.name_of(kept.created_by),
        "decider": people.name_of(kept.decided_by),
        "payload": json.dumps(dict(kept.payload), indent=2, ensure_ascii=False)[:20_000],
        "decision": deciding.decision_of(casework, uid),
        "verifications": casework.every(Verification, about=uid),
        "may_decide": permissions.may_decide(request.user, kept.tool),
    }
    return render(request, "web/assure/decide.html", context)


@require_POST
def contest(request: HttpRequest, uid: str) -> HttpResponse:
    """Record that somebody affected asks for a second look."""
    permissions.check_may_see_approvals(request.user)
    workspace = desk.workspace(request)
    grounds = words(request.POST, "grounds")
    contesting.contest(workspace.casework, uid, grounds, workspace.session.actor)
    return redirect("approvals.decide", uid)


URLS = [
    path("approvals/decisions", queue, name="approvals.queue"),
    path("approvals/decisions/<slug:uid>", one, name="approvals.decide"),
    path("approvals/decisions/<slug:uid>/contest", contest, name="approvals.contest"),
]
