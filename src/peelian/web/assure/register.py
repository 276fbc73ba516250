"""The public register: open to anybody, without signing in."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_GET

from peelian import catalogue
from peelian.assure.register import RegisterEntry, as_json, sections
from peelian.assure.stop import Emergency
from peelian.web import desk


@login_not_required
@require_GET
def every(request: HttpRequest) -> HttpResponse:
    """Each published or withdrawn entry."""
    casework = desk.workspace(request).casework
    shown = [e for e in casework.every(RegisterEntry) if e.body and e.state != "withheld"]
    withheld = len(casework.every(RegisterEntry, state="withheld"))
    emergencies = casework.every(Emergency, state="published")
    emergencies += [e for e in casework.every(Emergency, state="reviewed") if not e.ground]
    context = {"entries": shown, "withheld": withheld, "emergencies": emergencies}
    return render(request, "web/assure/register.html", context)


@login_not_required
@require_GET
def one(request: HttpRequest, uid: str) -> HttpResponse:
    """One entry, as a page or (``?format=json``) as signed data."""
    entry = desk.workspace(request).casework.one(RegisterEntry, uid)
    if entry is None or not entry.body or entry.state == "withheld":
        raise Http404
    if request.GET.get("format") == "json":
        return HttpResponse(as_json(entry), content_type="application/json")
    known = entry.tool in catalogue.TOOLS
    label = catalogue.card(entry.tool).label if known else entry.tool
    context = {"entry": entry, "label": label, "sections": sections(entry)}
    return render(request, "web/assure/entry.html", context)


URLS = [
    path("register", every, name="register"),
    path("register/<slug:uid>", one, name="register.entry"),
]
