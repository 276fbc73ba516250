"""Trends as a workbook for a tasking meeting: alerts, what stopped or changed, about."""

from pathlib import Path
from typing import Any, Final

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from peelian.ground.cells import safe
from peelian.insight.trends.formats.about import about
from peelian.insight.trends.model import Result

_WIDE: Final = 60
_BOLD: Final = Font(bold=True)
_HEAD: Final = (
    "Period", "Area", "Crime type", "Recorded", "Expected", "Alert above", "p-value",
    "Times burstier than chance", "Series tested", "In words",
)  # fmt: skip


def write_xlsx(result: Result, path: Path) -> None:
    """Save as XLSX."""
    book = Workbook()
    alerts = book.active
    assert isinstance(alerts, Worksheet)
    alerts.title = "Alerts"
    rows = [
        [
            a.period, a.area, a.kind, a.observed, a.expected, a.upper, a.p_value,
            a.overdispersion, a.series_tested, a.sentence,
        ]
        for a in result.alerts
    ]  # fmt: skip
    _fill(alerts, result.marking, list(_HEAD), rows)
    alerts.freeze_panes = "A3"
    checks = [["Stopped", words] for words in result.vanished]
    checks += [["Recording", words] for words in result.recording]
    _fill(book.create_sheet("Check first"), result.marking, ["What", "In words"], checks)
    _fill(
        book.create_sheet("About"),
        result.marking,
        ["What", "Value"],
        [list(pair) for pair in about(result)],
    )
    book.save(path)


def _fill(sheet: Worksheet, marking: str, header: list[str], rows: list[list[Any]]) -> None:
    """Write the marking, the headings and the rows; columns as wide as their words."""
    sheet.append([marking or " "])
    sheet.append(header)
    for row in rows:
        sheet.append([safe(value) for value in row])
    for cell in (*sheet[1], *sheet[2]):
        cell.font = _BOLD
    for index, heading in enumerate(header, start=1):
        longest = max([len(heading), *(len(str(row[index - 1])) for row in rows)])
        sheet.column_dimensions[get_column_letter(index)].width = min(longest + 2, _WIDE)
        if longest > _WIDE:
            for row in sheet.iter_rows(min_row=3, min_col=index, max_col=index):
                row[0].alignment = Alignment(wrap_text=True, vertical="top")
