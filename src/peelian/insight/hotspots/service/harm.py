"""Published harm weights: a versioned CSV, never numbers of our own making.

The file has columns ``crime_type`` and ``weight`` and, in comment lines before them, what it is::

    # name: the published index
    # version: 2020
    # source: who published it, where
    crime_type,weight
    burglary,...
"""

import csv
import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from peelian.ground.codes import crime_types
from peelian.ground.errors import InputError

_FACTS: Final = ("name", "version", "source")
_COLUMNS: Final = ("crime_type", "weight")
_NEXT: Final = "Correct the file and try again; the how-to page shows an example."


@dataclass(frozen=True, slots=True)
class HarmWeights:
    """Weight per crime type, with the name, version and source of the published index."""

    name: str
    version: str
    source: str
    weights: Mapping[str, float]

    @property
    def words(self) -> str:
        """One line that says which weights these are."""
        return f"{self.name}, version {self.version} ({self.source})"


def load(path: Path) -> HarmWeights:
    """Read a file of harm weights.

    Raises:
        InputError: when a fact is missing, or a weight is absent, negative or given twice.
    """
    try:
        lines = path.read_text("utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(
            "The file of harm weights could not be read.",
            f"It is not a text file in UTF-8 ({type(error).__name__}).",
            _NEXT,
        ) from None
    facts = _facts(lines)
    rows = csv.DictReader(line for line in lines if line.strip() and not line.startswith("#"))
    missing = set(_COLUMNS) - set(rows.fieldnames or ())
    if missing:
        raise _unusable(f"It has no column {' and no column '.join(sorted(missing))}.")
    weights: dict[str, float] = {}
    for row in rows:
        crime_type = slug(row["crime_type"] or "")
        if not crime_type or crime_type in weights:
            raise _unusable(
                f"Line {rows.line_num} of its table names no crime type or repeats one."
            )
        weights[crime_type] = _weight(row["weight"], rows.line_num)
    if not weights:
        raise _unusable("It lists no crime type.")
    return HarmWeights(facts["name"], facts["version"], facts["source"], weights)


def slug(text: str) -> str:
    """Return the short name of a crime type given in either form."""
    wanted = text.strip()
    for known in crime_types():
        if wanted.casefold() in (known.slug, known.published.casefold()):
            return known.slug
    return wanted


def _facts(lines: list[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for line in lines:
        name, colon, value = line.lstrip("# ").partition(":")
        if line.startswith("#") and colon and value.strip():
            found.setdefault(name.strip().lower(), value.strip())
    missing = [name for name in _FACTS if name not in found]
    if missing:
        raise _unusable(f"It does not say its {' or its '.join(missing)} in a comment line.")
    return found


def _weight(text: str | None, line: int) -> float:
    try:
        value = float(text or "")
    except ValueError:
        value = math.nan
    if not (math.isfinite(value) and value >= 0):
        raise _unusable(f"The weight in line {line} of its table is not a number of 0 or more.")
    return value


def _unusable(why: str) -> InputError:
    return InputError("The file of harm weights cannot be used.", why, _NEXT)
