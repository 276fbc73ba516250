"""Files a result can be saved as."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

from peelian.insight.hotspots.formats.geojson import write_geojson
from peelian.insight.hotspots.formats.table import write_csv
from peelian.insight.hotspots.formats.xlsx import write_xlsx
from peelian.insight.hotspots.model import Result

FORMATS: Final[dict[str, Callable[[Result, Path], None]]] = {
    ".geojson": write_geojson,
    ".xlsx": write_xlsx,
    ".csv": write_csv,
}
