"""Bring in data: choose files, watch them go in, see the account of every row."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_GET, require_http_methods

from peelian import catalogue
from peelian.ground.errors import PeelianError
from peelian.web import desk, forms, permissions, tool
from peelian.web.hub import account
from peelian.web.inventory import Holdings

NAME = "hub.ingest"


@require_http_methods(["GET", "POST"])
def ingest(request: HttpRequest) -> HttpResponse:
    """The page to choose files on."""
    permissions.check_may_run(request.user, NAME)
    if request.method == "GET":
        return _show(request, None)
    return tool.submit(request, NAME, lambda problem: _show(request, problem))


@require_GET
def watch(request: HttpRequest, uid: str) -> HttpResponse:
    """How far it is, and the account of every row."""
    permissions.check_may_run(request.user, NAME)
    workspace = desk.workspace(request)
    return tool.outcome(
        request, NAME, uid, "hub/ingested.html", lambda result: account.of(workspace, result)
    )


def _show(request: HttpRequest, problem: PeelianError | None) -> HttpResponse:
    context = {
        "card": catalogue.card(NAME),
        "fields": forms.fields(NAME, request.POST, Holdings()),
        "problem": problem,
    }
    return render(request, "hub/ingest.html", context)


URLS = [
    path("hub/ingest", ingest, name=NAME),
    path("hub/ingest/runs/<slug:uid>", watch, name="hub.ingest.run"),
]
