"""The review queue as a spreadsheet that professional standards open."""

import csv
from collections.abc import Callable
from pathlib import Path
from typing import Final

from peelian.assure.lookups.model import Result
from peelian.ground.cells import safe


def to_csv(result: Result, path: Path) -> None:
    """Write one case per line, the strongest first."""
    with path.open("w", newline="", encoding="utf-8") as out:
        writer = csv.writer(out)
        writer.writerow(["user", "system", "record", "first", "look-ups", "why"])
        for case in result.cases:
            row = (case.user, case.system, case.record, case.first.isoformat(), case.lookups)
            writer.writerow([safe(v) for v in (*row, "; ".join(case.reasons))])


FORMATS: Final[dict[str, Callable[[Result, Path], None]]] = {".csv": to_csv}
