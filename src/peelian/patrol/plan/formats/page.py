"""A sheet of paper: margins, colours, text that fits, and what stands on every page."""

import unicodedata
from dataclasses import dataclass
from typing import Any, Final

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase.pdfmetrics import stringWidth

from peelian.patrol.plan.formats.backdrop import credit
from peelian.patrol.plan.model import Plan

WIDTH, HEIGHT = float(A4[0]), float(A4[1])
MARGIN: Final = 34.0
LEFT, RIGHT = MARGIN, WIDTH - MARGIN
BOTTOM: Final = 46.0
PLAIN, BOLD, SLANT = "Helvetica", "Helvetica-Bold", "Helvetica-Oblique"

INK: Final = HexColor("#14202e")
SOFT: Final = HexColor("#51606f")
LINE: Final = HexColor("#c9d1d9")
PALE: Final = HexColor("#f1f4f7")
NAVY: Final = HexColor("#12355b")
WARM: Final = HexColor("#c8511b")
MARK: Final = HexColor("#ffdd57")
WHITE: Final = HexColor("#ffffff")
ELLIPSIS: Final = "\u2026"


def printable(text: str) -> str:
    """The text in the characters the standard PDF fonts have; accents they lack are dropped."""
    out = []
    for letter in text:
        for one in (letter, unicodedata.normalize("NFKD", letter)[:1], "?"):
            if one and one.encode("cp1252", errors="ignore"):
                out.append(one)
                break
    return "".join(out)


@dataclass(slots=True)
class Pen:
    """Writes on a canvas; positions are points from the bottom left."""

    canvas: Any

    def text(  # noqa: PLR0913 - a line of type has these facets; those after the text are named
        self,
        x: float,
        y: float,
        text: str,
        *,
        font: str = PLAIN,
        size: float = 8,
        colour: Any = INK,
        width: float | None = None,
        align: str = "left",
    ) -> None:
        """Write one line, cut with an ellipsis to ``width`` when given."""
        shown = printable(text)
        if width is not None:
            shown = fitted(shown, font, size, width)
        self.canvas.setFillColor(colour)
        self.canvas.setFont(font, size)
        draw = {
            "left": self.canvas.drawString,
            "right": self.canvas.drawRightString,
            "centre": self.canvas.drawCentredString,
        }[align]
        draw(x, y, shown)

    def lines(  # noqa: PLR0913 - as above
        self,
        x: float,
        y: float,
        text: str,
        width: float,
        *,
        font: str = PLAIN,
        size: float = 8,
        colour: Any = INK,
        most: int = 99,
    ) -> float:
        """Write wrapped text with its first baseline at ``y``; return the next baseline."""
        shown = wrapped(text, font, size, width, most)
        for line in shown:
            self.text(x, y, line, font=font, size=size, colour=colour)
            y -= size * 1.25
        return y

    def box(  # noqa: PLR0913 - as above
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        *,
        fill: Any = None,
        line: Any = None,
    ) -> None:
        """Draw a rectangle from its lower left corner."""
        if fill is not None:
            self.canvas.setFillColor(fill)
        if line is not None:
            self.canvas.setStrokeColor(line)
            self.canvas.setLineWidth(0.6)
        self.canvas.rect(
            x, y, width, height, stroke=int(line is not None), fill=int(fill is not None)
        )

    def rule(self, y: float, x0: float = LEFT, x1: float = RIGHT, colour: Any = LINE) -> None:
        """Draw a thin horizontal line."""
        self.canvas.setStrokeColor(colour)
        self.canvas.setLineWidth(0.5)
        self.canvas.line(x0, y, x1, y)


def wide(text: str, font: str, size: float) -> float:
    """Width of a line in points."""
    return float(stringWidth(printable(text), font, size))


def fitted(text: str, font: str, size: float, width: float) -> str:
    """The text, cut with an ellipsis where it would be wider than ``width``."""
    if stringWidth(text, font, size) <= width:
        return text
    while text and stringWidth(text + ELLIPSIS, font, size) > width:
        text = text[:-1]
    return text.rstrip() + ELLIPSIS


def wrapped(text: str, font: str, size: float, width: float, most: int = 99) -> list[str]:
    """The text in lines of at most ``width``; what does not fit ``most`` lines is cut."""
    found: list[str] = simpleSplit(printable(text), font, size, width)
    if len(found) > most:
        found = [*found[: most - 1], " ".join(found[most - 1 :])]
    return [fitted(line, font, size, width) for line in found]


def begin_page(pen: Pen, plan: Plan, heading: str) -> float:
    """Draw the marking, the title and the status; return where the page's own content may start."""
    top = HEIGHT - 22
    if plan.marking:
        pen.box(0, HEIGHT - 18, WIDTH, 18, fill=MARK)
        pen.text(WIDTH / 2, HEIGHT - 13, plan.marking, font=BOLD, size=8.5, align="centre")
        top -= 14
    pen.text(LEFT, top - 14, plan.title, font=BOLD, size=17, colour=NAVY, width=330)
    pen.text(LEFT, top - 28, heading, size=9, colour=SOFT, width=330)
    waiting = plan.decision is None
    left, height = RIGHT - 180, 32
    pen.box(left, top - 31, 180, height, fill=PALE if waiting else NAVY, line=NAVY)
    colour = NAVY if waiting else WHITE
    pen.text(left + 8, top - 11, "RECOMMENDATION", font=BOLD, size=6.5, colour=colour)
    size = 9 if waiting else 7.5
    status = wrapped(plan.status, BOLD, size, 166, most=2)
    for index, line in enumerate(status):
        base = top - (23 if len(status) == 1 else 19 + index * 8.5)
        pen.text(left + 8, base, line, font=BOLD, size=size, colour=colour)
    pen.rule(top - 39, colour=NAVY)
    return top - 39


def end_page(pen: Pen, plan: Plan, page: int, pages: int) -> None:
    """Draw the footer and finish the page."""
    pen.rule(BOTTOM - 8)
    left = f"Seed {plan.seed} · inputs {plan.inputs_sha256[:16]} · {plan.status}"
    pen.text(LEFT, BOTTOM - 18, left, size=6.5, colour=SOFT, width=420)
    pen.text(RIGHT, BOTTOM - 18, f"Page {page} of {pages}", size=6.5, colour=SOFT, align="right")
    sources = ". ".join(text for text in (plan.source.attribution, credit(plan)) if text)
    pen.lines(LEFT, BOTTOM - 26, sources, RIGHT - LEFT, size=5.5, colour=SOFT, most=2)
    pen.canvas.showPage()
