"""Patrols: the list of plans, making one, one plan with its map and timetable, and its files."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from typing import Any, Final

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from peelian.ground import outlines
from peelian.ground.errors import PeelianError
from peelian.ground.time import LONDON
from peelian.web import answers, desk, errors, files, geography, permissions
from peelian.web.held import forces_held
from peelian.web.insight.hotspots import question as hotspots
from peelian.web.models import Person
from peelian.web.patrol.plan import kept, making, timetable

_PAGE: Final = 25  # plans on one page of the list
_FILES: Final = (("pdf", "PDF"), ("xlsx", "Excel"), ("csv", "CSV"), ("geojson", "GeoJSON"))


@require_GET
def plans(request: HttpRequest) -> HttpResponse:
    """Every plan with its status."""
    found = Paginator(kept.find(request), _PAGE).get_page(request.GET.get("page"))
    cases = list(found)
    names = {p.uid: p.username for p in Person.objects.filter(uid__in=kept.people(cases))}
    forces = kept.force_names()
    rows = [
        {
            "case": case,
            "tag": kept.TAGS[case.status],
            "made_by": names.get(case.created_by, case.created_by),
            "decided_by": names.get(case.decided_by, case.decided_by),
            "areas": len(case.payload.get("areas", ())),
            "callsigns": case.payload.get("callsigns", ()),
            "force": forces.get(case.force, case.force),
            "when": _hours(case.payload),
        }
        for case in cases
    ]
    can_make = bool(forces_held(desk.lake()))
    return render(request, "patrol/plans.html", {"rows": rows, "found": found, "can": can_make})


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Make a plan from hot spots."""
    permissions.check_may_run(request.user, making.TOOL)
    held = forces_held(desk.lake())
    if not held:
        return render(request, "patrol/new.html", {"empty": True})
    home = request.user.force if isinstance(request.user, Person) else ""
    question = hotspots.read(request.GET.dict(), held, home)
    form = making.defaults()
    if request.method == "GET":
        return render(request, "patrol/new.html", _new(question, form))
    form |= {name: request.POST.get(name, "") for name in making.FIELDS}
    try:
        found = answers.run(request, hotspots.TOOL, question.parameters())
        plan = making.make(request, files.written(hotspots.TOOL, found, "geojson"), form)
    except PeelianError as error:
        status = errors.STATUS.get(type(error), HTTPStatus.BAD_REQUEST)
        context = {**_new(question, form), "problem": error}
        return render(request, "patrol/new.html", context, status=status)
    case = making.propose(desk.workspace(request), plan, question.given["force"], question.query)
    return redirect("patrol.plan.one", case.uid)


@require_GET
def one(request: HttpRequest, uid: str) -> HttpResponse:
    """One plan."""
    return shown(request, kept.get(request, uid))


def shown(
    request: HttpRequest, found: kept.Kept, more: Mapping[str, Any] | None = None, status: int = 200
) -> HttpResponse:
    """The page of one plan."""
    plan = found.plan
    context = {
        "kept": found,
        "plan": plan,
        "lines": timetable.lines(plan),
        "areas": timetable.areas(plan),
        "ends": plan.at(plan.minutes),
        "patrol_minutes": sum(visit.minutes for visit in plan.visits),
        "layer_url": reverse("patrol.plan.map", args=[found.case.uid]),
        "downloads": _FILES,
        "has_lsoas": outlines.lsoas_packed(found.case.force) is not None,
        "credits": geography.CREDITS,
        "may_change": found.waiting,
        "may_decide": found.waiting and permissions.may_decide(request.user, making.TOOL),
        **(more or {}),
    }
    return render(request, "patrol/plan.html", context, status=status)


@require_GET
def layer(request: HttpRequest, uid: str) -> HttpResponse:
    """Areas and ways as the map reads them."""
    return JsonResponse(timetable.features(kept.get(request, uid).plan))


@require_GET
def printed(request: HttpRequest, uid: str) -> HttpResponse:
    """The plan laid out for paper."""
    found = kept.get(request, uid)
    plan = found.plan
    context = {
        "kept": found,
        "plan": plan,
        "lines": timetable.lines(plan),
        "areas": timetable.areas(plan),
        "ends": plan.at(plan.minutes),
    }
    return render(request, "patrol/print.html", context)


@require_GET
def download(request: HttpRequest, uid: str, kind: str) -> HttpResponse:
    """The plan as a file; until somebody has decided, every file says that it waits."""
    if kind not in dict(_FILES):
        raise Http404
    found = kept.get(request, uid)
    state = re.sub(r"[^a-z]+", "-", str(found.case.status))
    name = f"patrol-plan-{found.plan.starts:%Y-%m-%d-%H%M}-{state}.{kind}"
    return files.attachment(files.written(making.TOOL, found.plan, kind), name)


def _hours(payload: Mapping[str, Any]) -> str:
    """When a kept plan's shift starts and ends, without reading the whole plan."""
    start = datetime.fromisoformat(str(payload["start"])).astimezone(LONDON)
    end = (start.astimezone(UTC) + timedelta(minutes=int(payload["minutes"]))).astimezone(LONDON)
    return f"{start:%H:%M} to {end:%H:%M}"


def _new(question: hotspots.Question, form: Mapping[str, str]) -> dict[str, Any]:
    words = dict(question.holding.crime_types)
    given = question.given
    return {
        "form": form,
        "query": question.query,
        "holding": question.holding,
        "question": given,
        "period": hotspots.period(given["from"], given["to"]),
        "crime": words.get(given.get("crime_type", ""), "All crime and anti-social behaviour"),
        "unit": dict(hotspots.UNITS).get(given["unit"], given["unit"]),
        "modes": (("car", "Car"), ("cycle", "Cycle"), ("foot", "On foot")),
    }
