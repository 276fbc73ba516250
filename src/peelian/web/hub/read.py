"""Look at data: choose force, months and type; see counts and rows; take them away."""

import csv
import io
from collections import Counter
from collections.abc import Iterator
from typing import Any, Final

import pyarrow as pa
import pyarrow.parquet as pq
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_GET, require_POST
from openpyxl import Workbook

from peelian.ground.cells import safe
from peelian.ground.errors import InputError, PeelianError
from peelian.ground.parameters import declared, parse
from peelian.ground.time import Month
from peelian.hub.read.model import Parameters
from peelian.web import desk, errors, forms, permissions, tool
from peelian.web.hub import rows
from peelian.web.inventory import Cell, Holdings, force_name, holdings, type_name

NAME: Final = "hub.read"
_HEAD: Final = ("Force", "Month", "Crime type", "Rows")
"""Columns of the counts."""


@require_GET
def read(request: HttpRequest) -> HttpResponse:
    """The page: a filter in the address, the counts and, for some roles, the rows."""
    permissions.check_may_run(request.user, NAME)
    held = holdings(desk.lake())
    desk.session(request.user).check_may_read(held.classifications)
    given = request.GET.copy()
    if not given.get("table"):
        given["table"] = "incidents"
    context: dict[str, Any] = {"held": held, "fields": forms.fields(NAME, given, held)}
    try:
        asked = _asked(given)
        context |= _found(request, held, asked)
    except PeelianError as problem:
        context["problem"] = problem
        return render(request, "hub/read.html", context, status=errors.STATUS[type(problem)])
    return render(request, "hub/read.html", context)


@require_POST
def take(request: HttpRequest) -> HttpResponse:
    """Take the rows away: runs the tool, so that it is checked and on record."""
    permissions.check_may_run(request.user, NAME)
    permissions.check_may_see_rows(request.user)
    return tool.submit(request, NAME, lambda problem: errors.explain(request, problem))


@require_GET
def counts(request: HttpRequest, kind: str) -> HttpResponse:
    """Take the counts away."""
    permissions.check_may_run(request.user, NAME)
    held = holdings(desk.lake())
    session = desk.session(request.user)
    session.check_may_read(held.classifications)
    if kind not in _WRITERS:
        raise InputError(
            "The counts were not saved.",
            "They can be saved as CSV, XLSX or Parquet only.",
            "Choose one of these.",
        )
    lines = list(_lines(rows.chosen(held, _asked(request.GET))))
    body, mime = _WRITERS[kind](lines, session.marking)
    name = f"counts.{kind}"
    return HttpResponse(
        body, content_type=mime, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )


def _asked(given: Any) -> Parameters:
    names = [item.public_name for item in declared(Parameters)]
    asked = parse(Parameters, {name: given.get(name) for name in names})
    for month in (asked.from_, asked.to):
        if month:
            Month.parse(month)
    return asked


def _found(request: HttpRequest, held: Holdings, asked: Parameters) -> dict[str, Any]:
    if asked.as_known_on:
        return {"then": asked.as_known_on, "asked": asked}
    cells = rows.chosen(held, asked)
    total = sum(c.rows for c in cells)
    found: dict[str, Any] = {
        "asked": asked,
        "total": total,
        "by_month": _by(cells, "month"),
        "by_type": [(type_name(t), n) for t, n in _by(cells, "crime_type")],
    }
    if permissions.may_see_rows(request.user) and total:
        page = request.GET.get("page", "1")
        number = int(page) if page.isascii() and page.isdigit() else 1
        found["rows"] = rows.page_of(desk.workspace(request), asked, total, number)
        found |= _links(request, found["rows"])
    return found


def _links(request: HttpRequest, shown: rows.Rows) -> dict[str, str]:
    query = request.GET.copy()

    def link(page: int) -> str:
        query["page"] = str(page)
        return f"?{query.urlencode()}"

    return {
        "before_url": link(shown.page - 1) if shown.page > 1 else "",
        "after_url": link(shown.page + 1) if shown.page < shown.pages else "",
    }


def _by(cells: list[Cell], what: str) -> list[tuple[str, int]]:
    counted: Counter[str] = Counter()
    for cell in cells:
        counted[getattr(cell, what)] += cell.rows
    return sorted(
        ((k, n) for k, n in counted.items() if k),
        key=lambda pair: pair[0] if what == "month" else -pair[1],
    )


def _lines(cells: list[Cell]) -> Iterator[tuple[str, str, str, int]]:
    for cell in cells:
        yield force_name(cell.force), cell.month, type_name(cell.crime_type), cell.rows


def _csv(lines: list[tuple[str, str, str, int]], marking: str) -> tuple[bytes, str]:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow((*_HEAD, "Marking"))
    writer.writerows((*map(safe, line), marking) for line in lines)
    return out.getvalue().encode("utf-8-sig"), "text/csv; charset=utf-8"


def _xlsx(lines: list[tuple[str, str, str, int]], marking: str) -> tuple[bytes, str]:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Counts")
    if marking:
        sheet.append([marking])
    sheet.append(_HEAD)
    for line in lines:
        sheet.append([safe(value) for value in line])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue(), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _parquet(lines: list[tuple[str, str, str, int]], marking: str) -> tuple[bytes, str]:
    columns = list(zip(*lines, strict=True)) or [(), (), (), ()]
    names = ("force", "month", "crime_type", "rows")
    types = (pa.string(), pa.string(), pa.string(), pa.int64())
    table = pa.table(
        {n: pa.array(c, t) for n, c, t in zip(names, columns, types, strict=True)}
    ).replace_schema_metadata({"marking": marking})
    out = io.BytesIO()
    pq.write_table(table, out)
    return out.getvalue(), "application/vnd.apache.parquet"


_WRITERS: Final = {"csv": _csv, "xlsx": _xlsx, "parquet": _parquet}

URLS = [
    path("hub/read", read, name=NAME),
    path("hub/read/take", take, name="hub.read.take"),
    path("hub/read/counts.<slug:kind>", counts, name="hub.read.counts"),
]
