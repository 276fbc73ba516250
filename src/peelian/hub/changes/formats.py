"""The differences as a workbook."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

from openpyxl import Workbook

from peelian.ground.cells import safe
from peelian.hub.changes.model import Result


def to_xlsx(result: Result, path: Path) -> None:
    """Write one sheet of editions and one of transitions."""
    book = Workbook(write_only=True)
    for title, rows in result.summary().items():
        sheet = book.create_sheet(title.capitalize())
        names = [key for key in (rows[0] if rows else {}) if key != "changes"]
        sheet.append([name.replace("_", " ").capitalize() for name in names])
        for row in rows:
            sheet.append([safe(row[name]) for name in names])
    book.save(path)


FORMATS: Final[dict[str, Callable[[Result, Path], None]]] = {".xlsx": to_xlsx}
