"""Hot spots: the page, its map layer and its downloads."""

import re
from http import HTTPStatus
from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.views.decorators.http import require_GET

from peelian.ground import outlines
from peelian.ground.errors import PeelianError
from peelian.ground.time import Month
from peelian.web import answers, desk, errors, files, geography, permissions
from peelian.web.held import Held, forces_held
from peelian.web.insight.hotspots import answer
from peelian.web.insight.hotspots import question as asked
from peelian.web.models import Person

_PAGE: Final = "insight/hotspots.html"
_FILES: Final = (("geojson", "GeoJSON"), ("xlsx", "Excel"), ("csv", "CSV"))


@require_GET
def page(request: HttpRequest) -> HttpResponse:
    """The map, the list and the curve for what the address asks."""
    permissions.check_may_run(request.user, asked.TOOL)
    held = forces_held(desk.lake())
    if not held:
        return render(request, _PAGE, {"empty": True})
    question = asked.read(request.GET.dict(), held, home_force(request))
    context = _form(question, held)
    try:
        parameters = question.parameters()
        if not answers.ready(request, asked.TOOL, parameters):
            return render(request, _PAGE, {**context, "working": True})
        result = answers.run(request, asked.TOOL, parameters)
    except PeelianError as error:
        status = errors.STATUS.get(type(error), HTTPStatus.BAD_REQUEST)
        return render(request, _PAGE, {**context, "problem": error}, status=status)
    context |= answer.shown(result, request.GET.get("page", "")) | {
        "layer_url": f"{reverse('insight.hotspots.map')}?{question.query}",
        "downloads": _FILES,
        "has_lsoas": outlines.lsoas_packed(result.force) is not None,
        "credits": geography.CREDITS,
        "may_plan": permissions.may_run(request.user, "patrol.plan"),
    }
    return render(request, _PAGE, context)


@require_GET
def layer(request: HttpRequest) -> HttpResponse:
    """The hot spots as the map reads them."""
    _, result = ask(request)
    return JsonResponse(answer.features(result))


@require_GET
def download(request: HttpRequest, kind: str) -> HttpResponse:
    """The hot spots as a file."""
    if kind not in dict(_FILES):
        raise Http404
    question, result = ask(request)
    given = question.given
    name = re.sub(r"[^a-z0-9-]+", "-", f"hot-spots-{result.force}-{given['from']}-{given['to']}")
    return files.attachment(files.written(asked.TOOL, result, kind), f"{name}.{kind}")


def ask(request: HttpRequest) -> tuple[asked.Question, Any]:
    """Answer what the address asks.

    Raises:
        PeelianError: whatever stands against it.
    """
    held = forces_held(desk.lake())
    if not held:
        raise Http404
    question = asked.read(request.GET.dict(), held, home_force(request))
    return question, answers.run(request, asked.TOOL, question.parameters())


def home_force(request: HttpRequest) -> str:
    """The force of the person who asks, or empty."""
    return request.user.force if isinstance(request.user, Person) else ""


def _form(question: asked.Question, held: tuple[Held, ...]) -> dict[str, Any]:
    months = {month for one in held for month in one.months}
    return {
        "question": question.given,
        "query": question.query,
        "holding": question.holding,
        "held": held,
        "months": [(month, Month.parse(month).words) for month in sorted(months, reverse=True)],
        "units": asked.UNITS,
        "measures": asked.MEASURES,
        "tops": sorted({*asked.TOPS, question.given["top"]}, key=_number),
    }


def _number(text: str) -> tuple[int, str]:
    """Numbers in their order; what is no number, which is refused, comes last."""
    return (int(text), "") if text.isdecimal() else (10**9, text)


URLS = [
    path("insight/hotspots", page, name="insight.hotspots"),
    path("insight/hotspots/map", layer, name="insight.hotspots.map"),
    path("insight/hotspots/file.<str:kind>", download, name="insight.hotspots.file"),
]
