"""Data quality: six dimensions of everything, and the counts by force, month, type and file."""

import io
from collections.abc import Hashable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_GET

from peelian.assure.session import Session
from peelian.engine.lake import Batch
from peelian.ground.errors import PeelianError
from peelian.ground.parameters import declared, parse
from peelian.hub.quality.formats import to_xlsx
from peelian.hub.quality.model import DIMENSIONS, Line, Parameters, Result
from peelian.hub.quality.service import run
from peelian.web import desk, errors, forms, permissions
from peelian.web.inventory import Gap, force_name, holdings, type_name

NAME = "hub.quality"
_TABLES = (("force", "Force"), ("month", "Month"), ("crime type", "Crime type"), ("file", "File"))
_WORDS = {
    "without_place": "Without a place",
    "without_identifier": "Without an identifier",
    "without_outcome": "Without an outcome",
    "without_street": "Without a street",
    "equal_rows": "Equal to another row",
    "repeated_identifiers": "Repeating an identifier",
    "other_month": "Of another month than their file",
    "lsoa_2011": "Under a small-area code of 2011 only",
    "lsoa_2021": "Under a small-area code of 2021 only",
    "set_aside": "Set aside",
    "outside_force": "Outside the force's area",
}
_SHOWN = (
    ("rows", "Rows"),
    ("without_place", "Without a place"),
    ("without_identifier", "Without an identifier"),
    ("equal_rows", "Equal to another row"),
    ("set_aside", "Set aside"),
    ("outside_force", "Outside the force"),
    ("days_late", "Days late"),
)


@dataclass(frozen=True, slots=True)
class Table:
    """One way to look at the counts."""

    title: str
    heads: tuple[str, ...]
    lines: tuple[tuple[str, tuple[int | None, ...], int], ...]


@require_GET
def quality(request: HttpRequest) -> HttpResponse:
    """The page: a filter in the address and the report."""
    permissions.check_may_run(request.user, NAME)
    held = holdings(desk.lake())
    context: dict[str, Any] = {"held": held, "fields": forms.fields(NAME, request.GET, held)}
    try:
        if held.series:
            context |= _shown(_report(request))
            context["query"] = request.GET.urlencode()
    except PeelianError as problem:
        context["problem"] = problem
        status = errors.STATUS[type(problem)]
        return render(request, "hub/quality.html", context, status=status)
    return render(request, "hub/quality.html", context)


@require_GET
def workbook(request: HttpRequest) -> HttpResponse:
    """The report as XLSX."""
    permissions.check_may_run(request.user, NAME)
    report = _report(request)
    with TemporaryDirectory() as folder:
        made = Path(folder) / "quality.xlsx"
        to_xlsx(report, made)
        body = io.BytesIO(made.read_bytes())
    return HttpResponse(
        body,
        content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        headers={"Content-Disposition": 'attachment; filename="data-quality.xlsx"'},
    )


def _report(request: HttpRequest) -> Result:
    """Make the report, or take the one made before when neither data nor question changed."""
    lake = desk.lake()
    return _made(lake, tuple(lake.batches()), _asked(request), desk.session(request.user))


@lru_cache(maxsize=16)
def _made(
    lake: Hashable,  # noqa: ARG001 - with the batches, it says which data the report is of
    batches: tuple[Batch, ...],  # noqa: ARG001 - the same
    asked: Parameters,
    who: Session,
) -> Result:
    return run(desk.ports(who), asked)


def _asked(request: HttpRequest) -> Parameters:
    names = [item.public_name for item in declared(Parameters)]
    return parse(Parameters, {name: request.GET.get(name) for name in names})


def _shown(report: Result) -> dict[str, Any]:
    return {
        "report": report,
        "dimensions": [
            (DIMENSIONS[m].capitalize(), _WORDS[m], n, 100 * s)
            for m in DIMENSIONS
            for n, s in [(getattr(report.everything, m), report.everything.share(m))]
        ],
        "tables": [_table(by, title, report.lines_by(by)) for by, title in _TABLES],
        "gaps": [Gap(g.force, g.month, g.crime_type, g.observed, g.expected) for g in report.gaps],
    }


def _table(by: str, title: str, lines: list[Line]) -> Table:
    named = {"force": force_name, "crime type": type_name}.get(by, str)
    return Table(
        title,
        tuple(head for _, head in _SHOWN),
        tuple(
            (named(line.name), tuple(getattr(line, name) for name, _ in _SHOWN), line.gaps)
            for line in lines
        ),
    )


URLS = [
    path("hub/quality", quality, name=NAME),
    path("hub/quality.xlsx", workbook, name="hub.quality.workbook"),
]
