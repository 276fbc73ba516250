"""Each callsign's timetable as blocks that are packed into columns and, when many, pages."""

import re
from dataclasses import dataclass
from typing import Final

from peelian.patrol.plan.formats.page import (
    BOLD,
    LEFT,
    NAVY,
    PALE,
    PLAIN,
    RIGHT,
    SLANT,
    SOFT,
    Pen,
    wide,
)  # fmt: skip
from peelian.patrol.plan.model import Plan

WHY: Final = 0.85  # size of the reason beside the size of the rest
GAP: Final = 14.0  # points between columns


@dataclass(frozen=True, slots=True)
class Style:
    """How large the timetable is set."""

    columns: int
    size: float
    lead: float = 1.38  # height of a row in sizes

    @property
    def row(self) -> float:
        """Height of a row in points."""
        return self.size * self.lead

    @property
    def width(self) -> float:
        """Width of a column in points."""
        return (RIGHT - LEFT - GAP * (self.columns - 1)) / self.columns


STYLES: Final = (
    Style(1, 9, 1.8), Style(1, 8, 1.6), Style(2, 8, 1.9), Style(2, 8, 1.6), Style(2, 8),
    Style(2, 7.5), Style(2, 7), Style(2, 6.5),
)  # fmt: skip
SPILL: Final = Style(2, 8)  # for plans too long for one page


@dataclass(frozen=True, slots=True)
class Row:
    """One line: a visit, or a break when ``number`` is 0."""

    start: int
    when: str
    number: int
    where: str
    long: str
    why: str

    def reason(self, style: "Style") -> str:
        """The reason, in narrow columns its first part only; page 1 gives it whole."""
        if style.columns == 1:
            return self.why
        return re.split(r"(?<=\w)[,;.](?=\s|$)", self.why, maxsplit=1)[0]


@dataclass(frozen=True, slots=True)
class Block:
    """One callsign's heading and lines; ``more`` when it goes on from the page before."""

    callsign: str
    note: str
    rows: tuple[Row, ...]

    def height(self, style: Style) -> float:
        """Points it needs."""
        return style.row * (len(self.rows) + 1) + style.size * 1.5


def blocks(plan: Plan) -> list[Block]:
    """A block for each callsign."""
    return [_block(plan, callsign) for callsign in plan.callsigns]


def _block(plan: Plan, callsign: str) -> Block:
    visits, pause = plan.of(callsign), plan.break_of(callsign)
    by_hand = {entry.visit for entry in plan.edits}
    rows = [
        Row(
            visit.start,
            f"{plan.clock(visit.start)}\u2013{plan.clock(visit.end)}",
            visit.area,
            plan.area(visit.area).name + (" *" if visit.id in by_hand else ""),
            f"{visit.minutes} min",
            plan.area(visit.area).reason,
        )
        for visit in visits
    ]
    if pause is not None:
        when = f"{plan.clock(pause.start)}\u2013{plan.clock(pause.end)}"
        rows.append(Row(pause.start, when, 0, "Break", f"{pause.minutes} min", ""))
    rows.sort(key=lambda row: row.start)
    if not visits:
        return Block(callsign, "no visits planned: free for calls", tuple(rows))
    total = sum(visit.minutes for visit in visits)
    ends = (
        "from and to the station" if plan.station else f"starts and ends in area {visits[0].area}"
    )
    return Block(callsign, f"{len(visits)} visits, {total} min; {ends}", tuple(rows))


def arrange(found: list[Block], room: float) -> tuple[Style, list[list[list[Block]]]]:
    """Choose the largest type that fits one page; else spill over pages in a readable size.

    Returns:
        The style, and for each page its columns of blocks.
    """
    for style in STYLES:
        pages = _pack(found, style, room)
        if len(pages) == 1:
            return style, pages
    return SPILL, _pack(found, SPILL, room)


def _pack(found: list[Block], style: Style, room: float) -> list[list[list[Block]]]:
    columns: list[list[Block]] = [[]]
    used = 0.0
    for block in (part for whole in found for part in _cut(whole, style, room)):
        if used + block.height(style) > room and columns[-1]:
            columns.append([])
            used = 0.0
        columns[-1].append(block)
        used += block.height(style)
    step = style.columns
    return [columns[i : i + step] for i in range(0, len(columns), step)]


def _cut(block: Block, style: Style, room: float) -> list[Block]:
    """The block in parts that each fit a column."""
    most = max(1, int((room - style.size * 1.5) / style.row) - 1)
    if len(block.rows) <= most:
        return [block]
    first = Block(block.callsign, block.note, block.rows[:most])
    return [first, *_cut(Block(block.callsign, "continued", block.rows[most:]), style, room)]


def draw_page(pen: Pen, style: Style, columns: list[list[Block]], top: float) -> None:
    """Draw one page's columns downwards from ``top``."""
    for index, column in enumerate(columns):
        x, y = LEFT + index * (style.width + GAP), top
        for block in column:
            _draw_block(pen, style, block, x, y)
            y -= block.height(style)


def _draw_block(pen: Pen, style: Style, block: Block, x: float, y: float) -> None:
    size, row = style.size, style.row
    pen.box(x, y - row, style.width, row, fill=NAVY)
    base = y - row / 2 - size * 0.34
    pen.text(x + 4, base, block.callsign, font=BOLD, size=size, colour="white", width=70)
    indent = min(70.0, wide(block.callsign, BOLD, size)) + 12
    pen.text(
        x + indent,
        base,
        block.note,
        size=size * 0.92,
        colour="white",
        width=style.width - indent - 4,
    )
    _draw_rows(pen, style, block, x, y)


def _draw_rows(pen: Pen, style: Style, block: Block, x: float, y: float) -> None:
    size, row = style.size, style.row
    when = max((wide(line.when, PLAIN, size) for line in block.rows), default=0.0) + 8
    number, long = size * 1.9, wide("88 min", PLAIN, size) + 7
    rest = style.width - when - number - long - 4
    why = max((wide(line.reason(style), PLAIN, size * WHY) for line in block.rows), default=0.0)
    where = rest - min(why + 2, rest * (0.7 if style.columns == 1 else 0.52))
    for index, line in enumerate(block.rows, start=1):
        low = y - row * (index + 1)
        base = low + row / 2 - size * 0.34
        if index % 2 == 0:
            pen.box(x, low, style.width, row, fill=PALE)
        font, at = (PLAIN, x + 4) if line.number else (SLANT, x + 4)
        pen.text(at, base, line.when, font=font, size=size)
        at += when
        if line.number:
            pen.text(at + number - 5, base, str(line.number), font=BOLD, size=size, align="right")
        at += number
        pen.text(at, base, line.where, font=font, size=size, width=where - 5)
        pen.text(at + where + long - 7, base, line.long, font=font, size=size, align="right")
        pen.text(
            at + where + long,
            base,
            line.reason(style),
            size=size * WHY,
            colour=SOFT,
            width=rest - where,
        )
