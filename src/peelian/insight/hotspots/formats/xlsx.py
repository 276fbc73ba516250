"""Hot spots as a workbook for a tasking meeting: hot spots, concentration, about."""

from pathlib import Path
from typing import Any, Final

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from peelian.insight.hotspots.formats import table
from peelian.insight.hotspots.model import Result

_WIDE: Final = 60
_BOLD: Final = Font(bold=True)
_PERCENT: Final = ("Share of periods among the top", "Share of incidents on the map")


def write_xlsx(result: Result, path: Path) -> None:
    """Save as XLSX."""
    book = Workbook()
    spots = book.active
    assert isinstance(spots, Worksheet)
    spots.title = "Hot spots"
    _fill(spots, result.marking, table.header(), table.rows(result))
    for heading in _PERCENT:
        column = table.header().index(heading) + 1
        for row in spots.iter_rows(min_row=3, min_col=column, max_col=column):
            row[0].number_format = "0.0%"
    spots.freeze_panes = "C3"
    held = result.concentration
    rows: list[list[Any]] = [
        ["Places with any incident", held.places],
        ["Places with such an incident", held.places_with_crime],
        ["Places that hold 25% of them", held.places_for_25],
        ["Places that hold 50% of them", held.places_for_50],
        ["Generalised Gini coefficient (0 even, 1 all in one place)", held.gini],
        ["Share of places", "Share of incidents"],
        *[list(point) for point in held.curve],
    ]
    _fill(book.create_sheet("Concentration"), result.marking, ["Figure", "Value"], rows)
    about = [list(pair) for pair in table.about(result)]
    _fill(book.create_sheet("About"), result.marking, ["What", "Value"], about)
    book.save(path)


def _fill(sheet: Worksheet, marking: str, header: list[str], rows: list[list[Any]]) -> None:
    """Write the marking, the headings and the rows; columns as wide as their words."""
    sheet.append([marking or " "])
    sheet.append(header)
    for row in rows:
        sheet.append(row)
    for cell in (*sheet[1], *sheet[2]):
        cell.font = _BOLD
    for index, heading in enumerate(header, start=1):
        longest = max([len(heading), *(len(str(row[index - 1])) for row in rows)])
        sheet.column_dimensions[get_column_letter(index)].width = min(longest + 2, _WIDE)
        if longest > _WIDE:
            for row in sheet.iter_rows(min_row=3, min_col=index, max_col=index):
                row[0].alignment = Alignment(wrap_text=True, vertical="top")
