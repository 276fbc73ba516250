"""Two pages for a tasking meeting: page 1 the alerts, page 2 what to check and how it was made."""

from pathlib import Path
from typing import Any, Final
from xml.sax.saxutils import escape

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Frame, KeepInFrame, Paragraph, Spacer

from peelian.insight.trends.formats.about import about
from peelian.insight.trends.model import Alert, Result

_WIDTH, _HEIGHT = A4
_MARGIN: Final = 16 * mm
_NAVY: Final = HexColor("#14384a")
_ON_PAGE: Final = 14  # alerts; the workbook holds them all
_CHECKS: Final = 10
_TITLE: Final = ParagraphStyle("t", fontName="Helvetica-Bold", fontSize=17, leading=21)
_HEAD: Final = ParagraphStyle("h", fontName="Helvetica-Bold", fontSize=11, leading=15)
_BODY: Final = ParagraphStyle("b", fontName="Helvetica", fontSize=9, leading=11.5)


def write_pdf(result: Result, path: Path) -> None:
    """Write the document; the same result gives the same bytes."""
    canvas = Canvas(str(path), pagesize=A4, invariant=1, lang="en-GB")
    canvas.setTitle(f"Trends, {result.periods[-1]}")
    canvas.setAuthor("Peelian")
    for number, parts in enumerate((_first(result), _second(result)), start=1):
        _page(canvas, result.marking, parts, number)
    canvas.save()


def _page(canvas: Canvas, marking: str, parts: list[Any], number: int) -> None:
    canvas.setFillColor(_NAVY)
    canvas.rect(0, _HEIGHT - 9 * mm, _WIDTH, 9 * mm, stroke=0, fill=1)
    canvas.setFillColor(HexColor("#ffffff"))
    canvas.setFont("Helvetica-Bold", 9)
    canvas.drawString(_MARGIN, _HEIGHT - 6 * mm, marking or "Peelian")
    canvas.setFillColor(HexColor("#505a5f"))
    canvas.setFont("Helvetica", 8)
    canvas.drawRightString(_WIDTH - _MARGIN, 8 * mm, f"Page {number} of 2")
    width, height = _WIDTH - 2 * _MARGIN, _HEIGHT - 32 * mm
    frame = Frame(_MARGIN, 14 * mm, width, height, 0, 0, 0, 0)
    frame.addFromList([KeepInFrame(width, height, parts, mode="shrink")], canvas)
    canvas.showPage()


def _text(words: str, style: ParagraphStyle = _BODY) -> Paragraph:
    return Paragraph(escape(words), style)


def _first(result: Result) -> list[Any]:
    last = [a for a in result.alerts if a.period == result.periods[-1]]
    called, tested = int(result.alarm[:, -1].sum()), int(result.series_tested[-1])
    parts = [
        _text(f"What is rising: {result.periods[-1]}", _TITLE),
        _text(f"{called:,} of {tested:,} series rose more than expected. An alert is a reason to "
              "look, not a finding: some come by luck, and page 2 says how many."),
        Spacer(0, 3 * mm),
    ]  # fmt: skip
    if not last:
        parts.append(_text("No series rose more than chance allows in this period."))
    for number, alert in enumerate(last[:_ON_PAGE], start=1):
        parts += [_text(f"{number}. {_where(alert)}", _HEAD), _text(alert.sentence), Spacer(0, 6)]
    if len(last) > _ON_PAGE:
        parts.append(_text(f"{len(last) - _ON_PAGE} more are in the workbook."))
    return parts


def _second(result: Result) -> list[Any]:
    parts = [_text("Check first", _TITLE)]
    checks = (("Series that stopped", result.vanished), ("Recording", result.recording))
    for heading, lines in checks:
        parts.append(_text(heading, _HEAD))
        parts += [_text(f"- {line}") for line in lines[:_CHECKS]] or [_text("Nothing was found.")]
        parts.append(Spacer(0, 3 * mm))
    parts.append(_text("How this was made", _HEAD))
    parts += [_text(f"{what}: {value}") for what, value in about(result)]
    return parts


def _where(alert: Alert) -> str:
    return f"{alert.area}, {alert.kind.replace('-', ' ')}" if alert.kind else alert.series
