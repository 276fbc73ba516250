"""Files a result can be saved as."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

from peelian.insight.trends.formats.pdf import write_pdf
from peelian.insight.trends.formats.table import write_csv
from peelian.insight.trends.formats.xlsx import write_xlsx
from peelian.insight.trends.model import Result

FORMATS: Final[dict[str, Callable[[Result, Path], None]]] = {
    ".csv": write_csv,
    ".xlsx": write_xlsx,
    ".pdf": write_pdf,
}
