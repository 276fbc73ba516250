"""Every test as a row of a CSV file."""

from pathlib import Path
from typing import Final

import pyarrow as pa
from pyarrow import csv

from peelian.ground.cells import safe
from peelian.insight.trends.model import Result
from peelian.insight.trends.service.rows import rows

_NEEDS_QUOTES: Final = (",", '"', "\r", "\n")


def write_csv(result: Result, path: Path) -> None:
    """Save as CSV: series, period, observed, expected, upper, alarm, p_value and so on."""
    table = rows(result)
    names = {name: str(safe(name)) for name in result.names}
    if any(old != new for old, new in names.items()):
        column = pa.array([names[name] for name in table["series"].to_pylist()], pa.string())
        table = table.set_column(0, "series", column)
    quoted = any(mark in name for name in names.values() for mark in _NEEDS_QUOTES)
    options = csv.WriteOptions(include_header=False, quoting_style="needed" if quoted else "none")
    with path.open("wb") as file:
        file.write((",".join(table.column_names) + "\n").encode())
        csv.write_csv(table, file, write_options=options)
