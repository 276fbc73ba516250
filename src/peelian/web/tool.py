"""The form page of a catalogued tool that has no page of its own, and the page of its runs."""

import json
import shutil
from collections.abc import Callable
from typing import Any, Final

from django.http import (
    FileResponse,
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    JsonResponse,
)
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.http import require_GET, require_http_methods

from peelian import catalogue
from peelian.ground.errors import PeelianError
from peelian.web import desk, errors, forms, offered, permissions, runs, summary
from peelian.web.inventory import Holdings, holdings

_QUICK: Final = 1.5  # seconds: a run that ends within them is shown at once
_FORMATS: Final = "save-as"


@require_http_methods(["GET", "POST"])
def form(request: HttpRequest, room: str, tool: str) -> HttpResponse:
    """The form, and the run it starts."""
    name = _named(request, room, tool)
    if request.method == "GET":
        return _show(request, name, None)
    return submit(request, name, lambda problem: _show(request, name, problem))


def submit(request: HttpRequest, name: str, show: Any) -> HttpResponse:
    """Start a run from a form; ``show(problem)`` answers when it cannot be."""
    uploads = None
    try:
        uploads, received = forms.receive(request, name)
        parameters = forms.read(name, request.POST, received)
        known = catalogue.tool(name).formats
    except PeelianError as problem:
        if uploads is not None:
            shutil.rmtree(uploads, ignore_errors=True)
        response: HttpResponse = show(problem)
        response.status_code = errors.STATUS[type(problem)]
        return response
    formats = [kind for kind in request.POST.getlist(_FORMATS) if kind in known]
    run = runs.start(name, parameters, desk.session(request.user), formats, uploads)
    runs.wait(run.uid, _QUICK)
    return redirect("run", *name.split("."), run.uid)


@require_GET
def watch(request: HttpRequest, room: str, tool: str, uid: str) -> HttpResponse:
    """How far a run is, and what came of it."""
    return outcome(request, _named(request, room, tool), uid)


def outcome(
    request: HttpRequest,
    name: str,
    uid: str,
    template: str = "web/run.html",
    more: Callable[[dict[str, Any]], dict[str, Any]] = dict,
) -> HttpResponse:
    """Answer with a run's state; ``template`` shows a result, with what ``more`` makes of it."""
    run = runs.of_person(uid, desk.session(request.user).actor, name)
    if not request.accepts("text/html"):
        return JsonResponse(runs.state_of(run))
    context: dict[str, Any] = {
        "card": catalogue.card(name),
        "run": run,
        "problem": json.loads(run.error) if run.error else None,
    }
    if run.state != runs.DONE:
        return render(request, "web/run.html", context)
    result = json.loads(run.summary)
    context |= {"result": result, "sections": summary.sections(result)}
    return render(request, template, context | {"files": json.loads(run.files)} | more(result))


@require_GET
def fetch(request: HttpRequest, room: str, tool: str, uid: str, file: str) -> HttpResponseBase:
    """One file a run made."""
    name = _named(request, room, tool)
    run = runs.of_person(uid, desk.session(request.user).actor, name)
    return FileResponse(runs.file_of(run, file).open("rb"), as_attachment=True, filename=file)


def _named(request: HttpRequest, room: str, tool: str) -> str:
    name = f"{room}.{tool}"
    if name not in offered.tools():
        raise Http404
    permissions.check_may_run(request.user, name)
    return name


def _show(request: HttpRequest, name: str, problem: PeelianError | None) -> HttpResponse:
    held = holdings(desk.lake()) if permissions.may_see_data(request.user) else Holdings()
    given = request.POST if request.method == "POST" else request.GET
    context = {
        "card": catalogue.card(name),
        "fields": forms.fields(name, given, held),
        "formats": sorted(catalogue.tool(name).formats),
        "problem": problem,
    }
    return render(request, "web/tool.html", context)


URLS = [
    path("<slug:room>/<slug:tool>", form, name="tool"),
    path("<slug:room>/<slug:tool>/runs/<slug:uid>", watch, name="run"),
    path("<slug:room>/<slug:tool>/runs/<slug:uid>/<str:file>", fetch, name="run.file"),
]
