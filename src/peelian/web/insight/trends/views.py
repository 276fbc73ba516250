"""Trends: the page, its map layer, its downloads, and what people do about alerts."""

import re
from http import HTTPStatus
from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.views.decorators.http import require_GET, require_POST

from peelian.ground import outlines
from peelian.ground.errors import PeelianError
from peelian.ground.time import Month
from peelian.insight.trends.service import following
from peelian.web import answers, desk, errors, files, geography, permissions
from peelian.web.held import Held, forces_held
from peelian.web.insight.trends import answer, behind
from peelian.web.insight.trends import question as asked
from peelian.web.models import Person

_PAGE: Final = "insight/trends.html"
_FILES: Final = (("pdf", "PDF, two pages"), ("xlsx", "Excel"), ("csv", "CSV, every series"))


@require_GET
def page(request: HttpRequest) -> HttpResponse:
    """The alerts, the map and the notes for what the address asks."""
    permissions.check_may_run(request.user, asked.TOOL)
    held = forces_held(desk.lake())
    if not held:
        return render(request, _PAGE, {"empty": True})
    question = asked.read(request.GET.dict(), held, _home(request))
    context = _form(question, held)
    try:
        parameters = question.parameters()
        if not answers.ready(request, asked.TOOL, parameters):
            return render(request, _PAGE, {**context, "working": True})
        result = answers.run(request, asked.TOOL, parameters)
    except PeelianError as error:
        status = errors.STATUS.get(type(error), HTTPStatus.BAD_REQUEST)
        return render(request, _PAGE, {**context, "problem": error}, status=status)
    return render(request, _PAGE, context | _shown(request, question, result))


def _shown(request: HttpRequest, question: asked.Question, result: Any) -> dict[str, Any]:
    workspace = desk.workspace(request)
    force = question.given["force"]
    areas = sorted({alert.area for alert in result.alerts})
    where = answer.places(workspace, force, areas)
    names = {area: str(found[2] or area) for area, found in where.items()}
    marks = following.marks(workspace.casework, force)
    followed = following.followings(workspace.casework, force)
    me = workspace.session.actor
    return {
        "result": result,
        "figures": result.summary(),
        "luck": round(result.parameters.alpha * float(result.series_tested.sum()), 1),
        "rows": answer.rows(result, names, marks, followed),
        "mine": [one for one in followed if one.by == me],
        "period_words": Month.parse(result.periods[0]).words
        if len(result.periods) == 1
        else f"{Month.parse(result.periods[0]).words} to {Month.parse(result.periods[-1]).words}",
        "layer_url": f"{reverse('insight.trends.map')}?{question.query}",
        "downloads": _FILES,
        "has_lsoas": outlines.lsoas_packed(force) is not None,
        "has_map": bool(where),
        "credits": geography.CREDITS,
        "may_see_rows": permissions.may_see_rows(request.user),
    }


@require_GET
def layer(request: HttpRequest) -> HttpResponse:
    """The alerts as the map reads them."""
    question, result = _ask(request)
    areas = sorted({alert.area for alert in result.alerts})
    where = answer.places(desk.workspace(request), question.given["force"], areas)
    return JsonResponse(answer.features(result, where))


@require_GET
def download(request: HttpRequest, kind: str) -> HttpResponse:
    """The answer as a file."""
    if kind not in dict(_FILES):
        raise Http404
    question, result = _ask(request)
    given = question.given
    name = re.sub(r"[^a-z0-9-]+", "-", f"trends-{given['force']}-{given['from']}")
    return files.attachment(files.written(asked.TOOL, result, kind), f"{name}.{kind}")


@require_POST
def mark(request: HttpRequest) -> HttpResponse:
    """Take note of an alert, or dismiss it with a reason."""
    permissions.check_may_run(request.user, asked.TOOL)
    workspace = desk.workspace(request)
    force, alert = request.POST.get("force", ""), request.POST.get("alert", "")
    if not force or not alert:
        raise Http404
    try:
        if request.POST.get("what") == "dismiss":
            reason = request.POST.get("reason", "")
            following.dismiss(workspace.casework, force, alert, workspace.session.actor, reason)
        else:
            following.acknowledge(workspace.casework, force, alert, workspace.session.actor)
    except PeelianError as error:
        return errors.explain(request, error)
    return _back(request, "alerts")


@require_POST
def follow(request: HttpRequest) -> HttpResponse:
    """Follow an area or a crime type, or stop following it."""
    permissions.check_may_run(request.user, asked.TOOL)
    workspace = desk.workspace(request)
    force = request.POST.get("force", "")
    if not force:
        raise Http404
    area, kind = request.POST.get("area", "").strip(), request.POST.get("kind", "").strip()
    change = following.unfollow if request.POST.get("what") == "stop" else following.follow
    change(workspace.casework, force, workspace.session.actor, area, kind)
    return _back(request, "following")


def _back(request: HttpRequest, part: str) -> HttpResponse:
    """To the page as it was asked for; the query is read anew, never followed elsewhere."""
    query = re.sub(r"[^\w=&%.+-]", "", request.POST.get("query", ""))
    return redirect(f"{reverse('insight.trends')}?{query}#{part}")


def _ask(request: HttpRequest) -> tuple[asked.Question, Any]:
    permissions.check_may_run(request.user, asked.TOOL)
    held = forces_held(desk.lake())
    if not held:
        raise Http404
    question = asked.read(request.GET.dict(), held, _home(request))
    return question, answers.run(request, asked.TOOL, question.parameters())


def _home(request: HttpRequest) -> str:
    return request.user.force if isinstance(request.user, Person) else ""


def _form(question: asked.Question, held: tuple[Held, ...]) -> dict[str, Any]:
    return {
        "question": question.given,
        "query": question.query,
        "holding": question.holding,
        "held": held,
        "months": [(month, Month.parse(month).words) for month in question.months],
        "units": asked.UNITS,
        "rules": asked.RULES,
    }


URLS = [
    path("insight/trends", page, name="insight.trends"),
    path("insight/trends/map", layer, name="insight.trends.map"),
    path("insight/trends/file.<str:kind>", download, name="insight.trends.file"),
    path("insight/trends/incidents", behind.incidents, name="insight.trends.incidents"),
    path("insight/trends/alert", mark, name="insight.trends.alert"),
    path("insight/trends/following", follow, name="insight.trends.following"),
]
