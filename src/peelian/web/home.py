"""Home: what changed and what needs attention."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from peelian import catalogue
from peelian.assure.casework import Status
from peelian.web import desk, offered, permissions
from peelian.web.inventory import Holdings, holdings
from peelian.web.models import RecommendationRow

_RECENT: Final = 3


@dataclass(frozen=True, slots=True)
class Waiting:
    """A recommendation that waits for a decision."""

    title: str
    url: str
    since: datetime


def home(request: HttpRequest) -> HttpResponse:
    """The first page after signing in."""
    sees = permissions.may_see_data(request.user)
    held = holdings(desk.lake()) if sees else Holdings()
    desk.session(request.user).check_may_read(held.classifications)
    context = {
        "sees_data": sees,
        "held": held,
        "recent": held.changes[:_RECENT],
        "missing": sum(len(one.missing) for one in held.series),
        "waiting": _waiting(request),
        "tools": [
            catalogue.card(t) for t in offered.tools() if permissions.may_run(request.user, t)
        ],
        "may_ingest": permissions.may_run(request.user, "hub.ingest"),
    }
    return render(request, "web/home.html", context)


def _waiting(request: HttpRequest) -> list[Waiting]:
    """Recommendations that wait for a decision, of tools this person uses, oldest first."""
    rows = RecommendationRow.objects.using("default").filter(status=Status.WAITING.value)
    return [
        Waiting(row.title, f"/{row.tool.replace('.', '/')}/{row.uid}", row.created_at)
        for row in rows.defer("payload").order_by("created_at")
        if permissions.may_run(request.user, row.tool)
        or permissions.may_decide(request.user, row.tool)
    ]
