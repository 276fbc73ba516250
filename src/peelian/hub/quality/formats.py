"""The report as a workbook: one sheet per way to look at it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from openpyxl import Workbook

from peelian.ground.cells import safe
from peelian.hub.quality.model import Result

_SHEETS: Final = ("dimensions", "by_force", "by_month", "by_crime_type", "by_file", "gaps")


def to_xlsx(result: Result, path: Path) -> None:
    """Write the workbook; every sheet begins with the marking and how fresh the data is."""
    book = Workbook(write_only=True)
    told = result.summary()
    for name in _SHEETS:
        sheet = book.create_sheet(name.replace("_", " ").capitalize())
        sheet.append([result.marking, result.freshness.words])
        rows: list[dict[str, Any]] = told[name]
        columns = [key for key in (rows[0] if rows else {}) if key != "by"]
        sheet.append([column.replace("_", " ").capitalize() for column in columns])
        for row in rows:
            sheet.append([safe(row[column]) for column in columns])
    book.save(path)


FORMATS: Final[dict[str, Callable[[Result, Path], None]]] = {".xlsx": to_xlsx}
