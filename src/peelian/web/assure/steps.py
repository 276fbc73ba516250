"""Steps of one use: moving it on, answering its questions, its monitor, publishing it."""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.http import require_http_methods, require_POST

from peelian.assure import approval, assessing, publishing, watching
from peelian.assure.approval import Grounds
from peelian.assure.assessment import Answer, Answered, Ground, missing
from peelian.assure.banks import library
from peelian.assure.lifecycle import Action
from peelian.assure.monitor import Health
from peelian.ground.errors import InputError
from peelian.web import desk, permissions
from peelian.web.assure.fields import moment, whole, words
from peelian.web.assure.uses import offered, use_of


@require_POST
def move(request: HttpRequest, uid: str) -> HttpResponse:
    """Take one step of the lifecycle."""
    permissions.check_may_see_approvals(request.user)
    workspace, given = desk.workspace(request), request.POST
    use, _ = use_of(workspace.casework, uid)
    try:
        action = Action[words(given, "action")]
    except KeyError:
        raise InputError(
            "The step was not taken.",
            "There is no such step.",
            "Go back and choose one of the steps shown.",
        ) from None
    papers = {n: words(given, n) for n in ("dpia", "validation") if words(given, n)}
    grounds = Grounds(
        reason=words(given, "reason"),
        days=whole(given, "days"),
        papers=papers,
        published_reasons=words(given, "published_reasons"),
    )
    actor, tool = workspace.session.actor, offered(use.tool)
    approval.move(workspace.casework, uid, action, actor, offered=tool, grounds=grounds)
    return redirect("approvals.use", uid)


@require_http_methods(["GET", "POST"])
def answers(request: HttpRequest, uid: str) -> HttpResponse:
    """All questions of a use on one page, each asked once, with the guidance it answers."""
    permissions.check_may_see_approvals(request.user)
    workspace, asked = desk.workspace(request), library()
    use, card = use_of(workspace.casework, uid)
    if request.method == "POST":
        given = {
            q.uid: Answer(
                Answered(request.POST.get(f"{q.uid}-state", Answered.ANSWERED)),
                words(request.POST, q.uid),
                words(request.POST, f"{q.uid}-ground"),
            )
            for q in asked.asked(use.tier)
            if words(request.POST, q.uid)
        }
        if given:
            assessing.answer(workspace.casework, uid, given, workspace.session.actor)
        return redirect("approvals.answers", uid)
    assessment = assessing.current(workspace.casework, uid)
    kept = dict(assessment.answers) if assessment else {}
    items, used = asked.saturation()
    context = {
        "use": use,
        "card": card,
        "questions": [
            {"question": q, "answer": kept.get(q.uid), "asks": asked.asks(q.uid)}
            for q in asked.asked(use.tier)
        ],
        "problems": missing(use.tier, kept, asked),
        "states": [s.value for s in Answered if s is not Answered.NOT_YET],
        "grounds": list(Ground),
        "items": items,
        "used": used,
    }
    return render(request, "web/assure/answers.html", context)


@require_POST
def watch(request: HttpRequest, uid: str) -> HttpResponse:
    """Record a check of the monitor."""
    permissions.check_may_see_approvals(request.user)
    workspace = desk.workspace(request)
    breached = words(request.POST, "health") == Health.BREACHED
    watching.watch(
        workspace.casework,
        uid,
        workspace.session.actor,
        measure=words(request.POST, "measure"),
        health=Health.BREACHED if breached else Health.GOOD,
        next_check=timedelta(days=whole(request.POST, "days") or 0),
    )
    return redirect("approvals.use", uid)


@require_POST
def publish(request: HttpRequest, uid: str) -> HttpResponse:
    """Publish, withhold or withdraw the register entry."""
    permissions.check_may_see_approvals(request.user)
    workspace, given = desk.workspace(request), request.POST
    casework, actor = workspace.casework, workspace.session.actor
    _, card = use_of(casework, uid)
    what = words(given, "what")
    if what == "publish":
        publishing.publish(casework, uid, card, words(given, "contact"), actor)
    elif what == "withhold":
        ground = words(given, "ground")
        publishing.withhold(casework, uid, ground, moment(given, "review_on"), actor)
    else:
        publishing.withdraw(casework, uid, actor)
    return redirect("approvals.use", uid)


URLS = [
    path("approvals/uses/<slug:uid>/move", move, name="approvals.move"),
    path("approvals/uses/<slug:uid>/answers", answers, name="approvals.answers"),
    path("approvals/uses/<slug:uid>/monitor", watch, name="approvals.watch"),
    path("approvals/uses/<slug:uid>/publish", publish, name="approvals.publish"),
]
