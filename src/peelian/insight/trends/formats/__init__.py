"""Files a result can be saved as."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

from peelian.insight.trends.formats.table import write_csv
from peelian.insight.trends.model import Result

FORMATS: Final[dict[str, Callable[[Result, Path], None]]] = {
    ".csv": write_csv,
}
