"""Choosing the mode and purpose of one's session: practice, evaluation or operational."""

from collections.abc import Callable
from typing import Final

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.http import require_http_methods

from peelian.assure.ledger import Event
from peelian.assure.purpose import purpose
from peelian.assure.session import Mode
from peelian.web import desk
from peelian.web.assure.fields import Field, words
from peelian.web.models import Person

KEPT: Final = "work"
_HINTS: Final = {
    Mode.SANDBOX: "Open and synthetic data only. Nothing to approve; outputs are marked.",
    Mode.EVALUATION: "Operational data for named evaluators. Nothing operational may follow.",
    Mode.OPERATIONAL: "Only approved uses run, for the purpose they are approved for.",
}


def remember(
    handle: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Give each signed-in person the mode and purpose they chose."""

    def respond(request: HttpRequest) -> HttpResponseBase:
        kept = request.session.get(KEPT)
        if kept and isinstance(request.user, Person):
            request.user.work = (Mode(kept[0]), str(kept[1]))
        return handle(request)

    return respond


@require_http_methods(["GET", "POST"])
def choose(request: HttpRequest) -> HttpResponse:
    """The form, and the choice."""
    if request.method == "POST":
        given = words(request.POST, "mode")
        mode = Mode(given) if given in set(Mode) else Mode.SANDBOX
        why = "practice" if mode is Mode.SANDBOX else purpose(words(request.POST, "purpose"))
        request.session[KEPT] = (mode.value, why)
        workspace = desk.workspace(request)
        detail = {"mode": mode.value, "purpose": why}
        workspace.ledger.append(Event("session.mode", workspace.session.actor, detail=detail))
        return redirect("home")
    session = desk.session(request.user)
    context = {
        "title": "How you work",
        "lead": "Every run is recorded with the mode and the purpose you choose here.",
        "fields": [
            Field(
                "mode",
                "Mode",
                kind="radios",
                value=session.mode.value,
                options=tuple((m.value, f"{m.words.capitalize()}. {_HINTS[m]}") for m in Mode),
            ),
            Field(
                "purpose",
                "Purpose (not needed in practice)",
                "A short name from the approved use, such as patrol-planning.",
                value="" if session.purpose == "practice" else session.purpose,
            ),
        ],
        "button": "Work like this",
    }
    return render(request, "web/assure/form.html", context)


URLS = [path("mode", choose, name="mode")]
