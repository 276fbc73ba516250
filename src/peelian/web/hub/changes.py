"""What changed: every later edition of a month beside the one it replaced."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_GET

from peelian.ground.errors import PeelianError
from peelian.ground.parameters import declared, parse
from peelian.hub.changes.model import Parameters
from peelian.hub.changes.service import run
from peelian.web import desk, errors, forms, permissions
from peelian.web.inventory import force_name, holdings

NAME = "hub.changes"


@require_GET
def changes(request: HttpRequest) -> HttpResponse:
    """The page: a filter in the address, and each edition in words."""
    permissions.check_may_run(request.user, NAME)
    held = holdings(desk.lake())
    desk.session(request.user).check_may_read(held.classifications)
    names = [item.public_name for item in declared(Parameters)]
    given = {name: request.GET.get(name) for name in names}
    context: dict[str, Any] = {"held": held, "fields": forms.fields(NAME, request.GET, held)}
    try:
        if held.series:
            found = run(desk.workspace(request), parse(Parameters, given))
            context["editions"] = [(e, force_name(e.force)) for e in found.editions]
    except PeelianError as problem:
        context["problem"] = problem
        status = errors.STATUS[type(problem)]
        return render(request, "hub/editions.html", context, status=status)
    return render(request, "hub/editions.html", context)


URLS = [path("hub/changes", changes, name=NAME)]
