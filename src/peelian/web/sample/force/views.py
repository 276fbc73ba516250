"""The page of the fictional force, its base map and its layers."""

from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_GET

from peelian.ground.time import Month
from peelian.web import desk, permissions
from peelian.web.inventory import type_name
from peelian.web.sample.force import look

_TOOL: Final = "sample.force"
_PAGE: Final = "sample/force.html"
_TILE: Final = "application/vnd.mapbox-vector-tile"


@require_GET
def page(request: HttpRequest) -> HttpResponse:
    """One month of the sample, with or without its truth."""
    permissions.check_may_run(request.user, _TOOL)
    sample = look.find(desk.root())
    if sample is None:
        return render(request, _PAGE, {"empty": True, "folder": desk.root() / look.HOME})
    month, truth = _asked(request, sample)
    context: dict[str, Any] = {
        "sample": sample.manifest,
        "months": [(value, Month.parse(value).words) for value in sample.months],
        "month": month,
        "month_words": Month.parse(month).words,
        "truth": truth,
        "beats": look.by_beat(sample, month),
        "bounds": ",".join(str(value) for value in sample.tiles.bounds),
        "zooms": sample.tiles.zooms,
    }
    if truth:
        hot = look.hot_places(sample, month)
        context |= {
            "origins": look.by_origin(sample, month),
            "others": look.other_truths(sample, month).items(),
            "hot": [one | {"words": type_name(one["type"])} for one in hot],
        }
    return render(request, _PAGE, context)


@require_GET
def layer(request: HttpRequest, which: str) -> HttpResponse:
    """The month's incidents, or what was planted, as the map reads them."""
    permissions.check_may_run(request.user, _TOOL)
    sample = _sample()
    month, truth = _asked(request, sample)
    if which == "recorded":
        return JsonResponse(look.recorded(sample, month, truth=truth))
    return JsonResponse(look.planted(sample, month))


@require_GET
def tile(request: HttpRequest, zoom: int, x: int, y: int) -> HttpResponse:
    """One tile of the base map."""
    permissions.check_may_run(request.user, _TOOL)
    low, high = _sample().tiles.zooms
    inside = low <= zoom <= high and x < 1 << zoom and y < 1 << zoom
    body = _sample().tiles.tile(zoom, x, y) if inside else None
    if body is None:
        return HttpResponse(status=204)
    return HttpResponse(body, content_type=_TILE, headers={"Content-Encoding": "gzip"})


def _sample() -> look.Sample:
    found = look.find(desk.root())
    if found is None:
        raise Http404
    return found


def _asked(request: HttpRequest, sample: look.Sample) -> tuple[str, bool]:
    """The month asked for (the newest of the patrol season otherwise), and whether truth is on."""
    month = request.GET.get("month", "")
    if month not in sample.months:
        month = "2025-05" if "2025-05" in sample.months else sample.months[0]
    return month, request.GET.get("truth") == "yes"


URLS = [
    path("sample/force", page, name="sample.force"),
    path("sample/force/tiles/<int:zoom>/<int:x>/<int:y>", tile, name="sample.force.tile"),
    path("sample/force/recorded", layer, {"which": "recorded"}, name="sample.force.recorded"),
    path("sample/force/planted", layer, {"which": "planted"}, name="sample.force.planted"),
]
