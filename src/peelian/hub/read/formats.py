"""Files the rows can be taken away in. CSV and Parquet keep every published value as it was."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

from openpyxl import Workbook

from peelian.ground.cells import safe
from peelian.ground.errors import RefusedError
from peelian.hub.read.model import Result

XLSX_ROWS: Final = 1_048_575


def to_parquet(result: Result, path: Path) -> None:
    """Write the rows with their types."""
    result.rows.write_parquet(str(path), compression="zstd")


def to_csv(result: Result, path: Path) -> None:
    """Write the rows as UTF-8 text; flags are joined by spaces."""
    flat = result.rows.project("* REPLACE (array_to_string(flags, ' ') AS flags)")
    flat.write_csv(str(path), header=True)


def to_xlsx(result: Result, path: Path) -> None:
    """Write the rows as a workbook, with no cell that can run.

    Raises:
        RefusedError: when there are more rows than a sheet holds.
    """
    if result.count > XLSX_ROWS:
        raise RefusedError(
            "The workbook was not written.",
            f"A sheet holds {XLSX_ROWS:,} rows and there are {result.count:,}.",
            "Choose fewer months, or take CSV or Parquet.",
        )
    book = Workbook(write_only=True)
    sheet = book.create_sheet(result.table)
    if result.marking:
        sheet.append([result.marking])
    sheet.append(result.rows.columns)
    text = ", ".join(f"CAST({c} AS VARCHAR)" for c in result.rows.columns)
    for batch in result.rows.project(text).to_arrow_reader():
        for row in zip(*(column.to_pylist() for column in batch.columns), strict=True):
            sheet.append([safe(value) for value in row])
    book.save(path)


FORMATS: Final[dict[str, Callable[[Result, Path], None]]] = {
    ".parquet": to_parquet,
    ".csv": to_csv,
    ".xlsx": to_xlsx,
}
