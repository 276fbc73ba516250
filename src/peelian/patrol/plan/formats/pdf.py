"""The tasking document: page 1 says where and why, page 2 who, when and for how long.

Two pages for up to about 20 areas and 8 callsigns; longer plans run on to further pages.
"""

from pathlib import Path
from typing import Final

from reportlab.pdfgen.canvas import Canvas

from peelian.patrol.plan.formats.map import draw_map
from peelian.patrol.plan.formats.page import (
    BOLD,
    BOTTOM,
    HEIGHT,
    LEFT,
    LINE,
    NAVY,
    PALE,
    PLAIN,
    RIGHT,
    SOFT,
    WIDTH,
    Pen,
    begin_page,
    end_page,
    printable,
    wrapped,
)  # fmt: skip
from peelian.patrol.plan.formats.timetable import arrange, blocks, draw_page
from peelian.patrol.plan.model import NOT_GROUNDS, Area, Plan

_FULL: Final = RIGHT - LEFT
_TYPE: Final = 7.5
_WHY_AT, _VISITS_AT = LEFT + 150.0, RIGHT - 76.0
_LEAST_MAP: Final = 225.0  # points
_DECISION: Final = 80.0


def write_pdf(plan: Plan, path: Path) -> None:
    """Write the document; the same plan gives the same bytes."""
    canvas = Canvas(str(path), pagesize=(WIDTH, HEIGHT), invariant=1, lang="en-GB")
    canvas.setTitle(printable(plan.title))
    canvas.setAuthor("Peelian")
    canvas.setSubject(printable(f"Recommendation: {plan.status}. {plan.marking}"))
    pen = Pen(canvas)
    notes = _notes(plan)
    foot = BOTTOM + _DECISION + _notes_height(notes) + 12
    top = _top(plan)
    tables = _area_pages(plan, top)
    style, sheets = arrange(blocks(plan), top - 10 - foot)
    pages = len(tables) + len(sheets)
    for index, areas in enumerate(tables):
        heading = _heading(plan) if index == 0 else "Patrol areas, continued"
        _where_page(pen, plan, areas, begin_page(pen, plan, heading), with_map=index == 0)
        end_page(pen, plan, index + 1, pages)
    for index, columns in enumerate(sheets):
        start = begin_page(pen, plan, "Timetable" + (", continued" if index else ""))
        draw_page(pen, style, columns, start - 10)
        if index == len(sheets) - 1:
            _draw_notes(pen, notes, foot - 12)
            _decision(pen, plan)
        end_page(pen, plan, len(tables) + index + 1, pages)
    canvas.save()


def _top(plan: Plan) -> float:
    return HEIGHT - 22 - (14 if plan.marking else 0) - 39


def _heading(plan: Plan) -> str:
    def many(count: int, word: str) -> str:
        return f"{count} {word}" + ("" if count == 1 else "s")

    end = plan.at(plan.minutes)
    day = f" on {end:%A}" if end.date() != plan.starts.date() else ""
    zone = "" if end.utcoffset() != plan.starts.utcoffset() else ", London time"
    return (
        f"{plan.clock(0)} to {plan.clock(plan.minutes)}{day}{zone} · "
        f"{many(len(plan.callsigns), 'callsign')} · {many(len(plan.areas), 'patrol area')} · "
        f"{many(len(plan.visits), 'visit')}"
    )


def _area_pages(plan: Plan, top: float) -> list[list[Area]]:
    """The areas for each page; the first page keeps room for the map."""
    pages: list[list[Area]] = [[]]
    room = top - 10 - _LEAST_MAP - 24 - BOTTOM
    for area in plan.areas:
        need = _row_height(area)
        if need > room and pages[-1]:
            pages.append([])
            room = top - 34 - BOTTOM
        pages[-1].append(area)
        room -= need
    return pages


def _why(area: Area) -> list[str]:
    return wrapped(area.reason, PLAIN, _TYPE, _VISITS_AT - _WHY_AT - 10, most=2)


def _row_height(area: Area) -> float:
    return 6.2 + _TYPE * 1.22 * max(1, len(_why(area)))


def _where_page(pen: Pen, plan: Plan, areas: list[Area], top: float, *, with_map: bool) -> None:
    if with_map:
        table = 24 + sum(_row_height(area) for area in areas)
        height = min(380.0, top - 10 - BOTTOM - table)
        draw_map(pen, plan, LEFT, top - 8 - height, _FULL, height)
        top -= 8 + height
    y = top - 16
    heads = ((LEFT + 4, "Area"), (LEFT + 28, "Where"), (_WHY_AT, "Why"))
    for x, word in heads:
        pen.text(x, y, word, font=BOLD, size=_TYPE, colour=NAVY)
    pen.text(_VISITS_AT + 24, y, "Visits", font=BOLD, size=_TYPE, colour=NAVY, align="right")
    pen.text(RIGHT - 4, y, "Minutes", font=BOLD, size=_TYPE, colour=NAVY, align="right")
    y -= 4
    pen.rule(y, colour=NAVY)
    for area in areas:
        y = _area_row(pen, plan, area, y)


def _area_row(pen: Pen, plan: Plan, area: Area, y: float) -> float:
    visits = [visit.minutes for visit in plan.visits if visit.area == area.number]
    base = y - 3.6 - _TYPE * 0.8
    pen.text(LEFT + 18, base, str(area.number), font=BOLD, size=_TYPE, align="right")
    pen.text(LEFT + 28, base, area.name, size=_TYPE, width=_WHY_AT - LEFT - 34)
    for index, line in enumerate(_why(area)):
        pen.text(_WHY_AT, base - index * _TYPE * 1.22, line, size=_TYPE, colour=SOFT)
    pen.text(_VISITS_AT + 24, base, str(len(visits)), size=_TYPE, align="right")
    pen.text(RIGHT - 4, base, str(sum(visits)), size=_TYPE, align="right")
    y -= _row_height(area)
    pen.rule(y, colour=LINE)
    return y


def _notes(plan: Plan) -> list[tuple[str, str]]:
    """Font and words of what stands under the timetable."""
    found = [(BOLD, NOT_GROUNDS), (BOLD, plan.hours_sentence)]
    if plan.edits:
        some = f"{len(plan.edits)} changes were" if len(plan.edits) > 1 else "1 change was"
        found.append((BOLD, f"* {some} made by hand; plan.xlsx lists each beside the proposal."))
    return found + [(PLAIN, text) for text in (*plan.assumptions, *plan.limits)]


def _notes_height(notes: list[tuple[str, str]]) -> float:
    """Points for the notes, set in two columns under the bold ones."""
    return sum(_note_height(note) for note in notes if note[0] == BOLD) + 6 + _split(notes)[1]


def _note_height(note: tuple[str, str]) -> float:
    font, words = note
    size, width = (8.0, _FULL) if font == BOLD else (6.8, _FULL / 2 - 16)
    return len(wrapped(words, font, size, width)) * size * 1.25 + 1.5


def _split(notes: list[tuple[str, str]]) -> tuple[int, float]:
    """Where to break the plain notes into two columns, and the taller column's height."""
    heights = [_note_height(note) for note in notes if note[0] == PLAIN]
    options = [max(sum(heights[:cut]), sum(heights[cut:])) for cut in range(len(heights) + 1)]
    best = min(range(len(options)), key=options.__getitem__)
    return best, options[best]


def _draw_notes(pen: Pen, notes: list[tuple[str, str]], y: float) -> None:
    pen.rule(y + 6)
    y -= 4
    for font, words in (note for note in notes if note[0] == BOLD):
        y = pen.lines(LEFT, y, words, _FULL, font=font, size=8) - 1.5
    cut, _ = _split(notes)
    plain = [words for font, words in notes if font == PLAIN]
    for x, column in ((LEFT, plain[:cut]), (LEFT + _FULL / 2 + 6, plain[cut:])):
        base = y - 2
        for words in column:
            pen.text(x, base, "\u2022", size=6.8, colour=SOFT)
            base = pen.lines(x + 7, base, words, _FULL / 2 - 16, size=6.8, colour=SOFT) - 1.5


def _decision(pen: Pen, plan: Plan) -> None:
    """The box a named person fills in, or what they decided."""
    low, height = BOTTOM, _DECISION - 8
    pen.box(LEFT, low, _FULL, height, fill=PALE, line=NAVY)
    decision = plan.decision
    title = "Decision of a named person. Nothing acts on this plan before it."
    pen.text(LEFT + 8, low + height - 12, title, font=BOLD, size=8, colour=NAVY)
    filled = (decision.by, decision.outcome, decision.on) if decision else ("", "", "")
    shown = ("Name and rank", "Accept / accept with changes / reject", "Date and time")
    width = (_FULL - 16) / 3
    for index, (label, value) in enumerate(zip(shown, filled, strict=True)):
        x = LEFT + 8 + index * width
        pen.text(x, low + height - 34, value, font=BOLD, size=8.5, width=width - 10)
        pen.rule(low + height - 37, x, x + width - 10, colour=SOFT)
        pen.text(x, low + height - 44, label, size=6, colour=SOFT)
    pen.text(LEFT + 8, low + 9, "Reason", size=6, colour=SOFT)
    reason = decision.reason if decision else ""
    pen.text(LEFT + 36, low + 10, reason, size=8, width=_FULL - 50)
    pen.rule(low + 7, LEFT + 34, RIGHT - 10, colour=SOFT)
