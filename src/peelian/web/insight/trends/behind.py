"""The incidents behind an alert, for people whose role sees single incidents."""

from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from peelian.assure.ledger import Event, Stream
from peelian.insight.trends.service.lake import areas_of
from peelian.insight.trends.service.words import area_words
from peelian.web import desk, permissions
from peelian.web.insight.trends import question as asked
from peelian.web.inventory import type_name

_MOST: Final = 200
_ROWS: Final = """
    SELECT month, crime_type, location_name, outcome, source_record_id
    FROM incidents
    WHERE force_code = ? AND list_contains(?, lsoa_code) AND crime_type = ? AND month = ?
    ORDER BY location_name, source_record_id, uid LIMIT ?
"""
_CODES: Final = """
    SELECT DISTINCT lsoa_code FROM incidents WHERE force_code = ? AND month = ? AND lsoa_code <> ''
"""
HEAD: Final = ("Month", "Crime type", "Place", "Outcome", "Identifier")


@require_GET
def incidents(request: HttpRequest) -> HttpResponse:
    """The incidents of one area, crime type and month; looking is put on record."""
    permissions.check_may_run(request.user, asked.TOOL)
    permissions.check_may_see_rows(request.user)
    given = {name: request.GET.get(name, "") for name in ("force", "area", "kind", "month")}
    if not all(given.values()):
        raise Http404
    workspace = desk.workspace(request)
    connection = workspace.lake.connect()
    workspace.lake.attach(connection, "incidents")
    kinds = connection.execute("SELECT DISTINCT classification FROM incidents").fetchall()
    workspace.session.check_may_read(str(kind[0]) for kind in kinds)
    codes = [code for code, area in _areas(connection, given).items() if area == given["area"]]
    values: list[Any] = [given["force"], codes, given["kind"], given["month"], _MOST]
    found = connection.execute(_ROWS, values).fetchall()
    detail = {"table": "incidents", "rows": len(found), "month": given["month"]}
    workspace.ledger.append(
        Event(
            "rows.looked-at",
            workspace.session.actor,
            asked.TOOL,
            detail=detail,
            stream=Stream.STATUTORY,
        )
    )
    rows = [(m, type_name(k), p or "", o or "", i or "") for m, k, p, o, i in found]
    context = {
        "given": given,
        "place": area_words(given["area"]),
        "kind": type_name(given["kind"]),
        "head": HEAD,
        "rows": rows,
    }
    return render(request, "insight/behind.html", context | {"most": _MOST})


def _areas(connection: Any, given: dict[str, str]) -> dict[str, str]:
    """The area of every LSOA code of the month, of either vintage."""
    codes = [
        row[0] for row in connection.execute(_CODES, [given["force"], given["month"]]).fetchall()
    ]
    return {**{code: code for code in codes}, **areas_of(codes)}
