"""The plan as tables: one CSV of visits, and a workbook for the tasking meeting."""

import csv
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from peelian.ground.cells import safe
from peelian.patrol.plan.model import NOT_GROUNDS, Plan

VISIT_COLUMNS: Final = (
    "visit", "callsign", "start", "end", "minutes", "travel_minutes_before", "area", "where",
    "longitude", "latitude", "why", "changed_by_hand", "status", "marking",
)  # fmt: skip
_INK: Final = "FF12355B"
_WIDEST: Final = 60


def write_csv(plan: Plan, path: Path) -> None:
    """Write one row for each visit, times in London time with their offset."""
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(VISIT_COLUMNS)
        for row in _visit_rows(plan):
            writer.writerow([safe(value) for value in row])


def write_xlsx(plan: Plan, path: Path) -> None:
    """Write sheets: Plan, Visits, Areas, Changes by hand, As proposed."""
    book = Workbook()
    book.properties.title = plan.title
    book.properties.creator = "Peelian"
    about = book.active
    about.title = "Plan"
    _fill(about, ("What", ""), _about_rows(plan))
    visits = [_clocked(row) for row in _visit_rows(plan)]
    _fill(book.create_sheet("Visits"), VISIT_COLUMNS, visits)
    _fill(
        book.create_sheet("Areas"),
        ("area", "where", "why", "visits", "minutes", "need", "longitude", "latitude", "hot_spots"),
        _area_rows(plan),
    )
    _fill(
        book.create_sheet("Changes by hand"),
        ("visit", "change", "before", "after", "by", "reason"),
        [(e.visit, e.kind, e.before, e.after, e.by, e.reason) for e in plan.edits],
    )
    _fill(
        book.create_sheet("As proposed"),
        ("visit", "callsign", "start", "minutes", "area"),
        [(v.id, v.callsign, plan.clock(v.start), v.minutes, v.area) for v in plan.proposed],
    )
    book.save(path)


def _visit_rows(plan: Plan) -> list[tuple[Any, ...]]:
    by_hand = {entry.visit for entry in plan.edits}
    areas = {area.number: area for area in plan.areas}
    return [
        (
            visit.id,
            visit.callsign,
            plan.at(visit.start).isoformat(),
            plan.at(visit.end).isoformat(),
            visit.minutes,
            visit.travel,
            visit.area,
            areas[visit.area].name,
            areas[visit.area].longitude,
            areas[visit.area].latitude,
            areas[visit.area].reason,
            "yes" if visit.id in by_hand else "no",
            plan.status,
            plan.marking,
        )
        for visit in plan.visits
    ]


def _clocked(row: tuple[Any, ...]) -> tuple[Any, ...]:
    """The same row with times as a spreadsheet keeps them: local, without an offset."""
    start, end = (datetime.fromisoformat(text).replace(tzinfo=None) for text in row[2:4])
    return (*row[:2], start, end, *row[4:])


def _area_rows(plan: Plan) -> Iterable[tuple[Any, ...]]:
    for area in plan.areas:
        visits = [visit.minutes for visit in plan.visits if visit.area == area.number]
        yield (
            area.number,
            area.name,
            area.reason,
            len(visits),
            sum(visits),
            area.need,
            area.longitude,
            area.latitude,
            ", ".join(area.hot_spots),
        )


def _about_rows(plan: Plan) -> list[tuple[Any, ...]]:
    decision = plan.decision
    rows = [
        ("Plan", plan.title),
        ("Marking", plan.marking),
        ("Status", plan.status),
        ("Shift", f"{plan.clock(0)} to {plan.clock(plan.minutes)}, London time"),
        ("Callsigns", ", ".join(plan.callsigns)),
        ("Patrol areas", len(plan.areas)),
        ("Visits", len(plan.visits)),
        ("Changes by hand", len(plan.edits)),
        ("Times", plan.hours_sentence),
        ("Remember", NOT_GROUNDS),
        *(("Taken for granted", text) for text in plan.assumptions),
        *(("Limits", text) for text in plan.limits),
        ("Data", plan.source.attribution),
        ("Seed", str(plan.seed)),
        ("SHA-256 of inputs", plan.inputs_sha256),
    ]
    if decision is not None:
        rows.insert(3, ("Reason for the decision", decision.reason))
    return rows


def _fill(sheet: Worksheet, head: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    sheet.append([text.replace("_", " ").capitalize() for text in head])
    for cell in sheet[1]:
        cell.font = Font(bold=True, color="FFFFFFFF")
        cell.fill = PatternFill("solid", fgColor=_INK)
    for row in rows:
        sheet.append([safe(value) for value in row])
    sheet.freeze_panes = "A2"
    for column in range(1, len(head) + 1):
        cells = [row[0] for row in sheet.iter_rows(min_col=column, max_col=column)]
        longest = max(len(str(cell.value or "")) for cell in cells)
        sheet.column_dimensions[get_column_letter(column)].width = min(longest + 2, _WIDEST)
        for cell in cells[1:]:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
