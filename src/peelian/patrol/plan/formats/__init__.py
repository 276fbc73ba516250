"""Write a plan to files. Every one carries the marking and the status until it is approved."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

from peelian.ground.errors import InputError
from peelian.patrol.plan.formats.geo import write_geojson, write_json
from peelian.patrol.plan.formats.pdf import write_pdf
from peelian.patrol.plan.formats.tables import write_csv, write_xlsx
from peelian.patrol.plan.model import Plan

Writer = Callable[[Plan, Path], None]

_FILES: Final[dict[str, Writer]] = {
    ".pdf": write_pdf,
    ".csv": write_csv,
    ".xlsx": write_xlsx,
    ".geojson": write_geojson,
    ".json": write_json,
}


def write_folder(plan: Plan, folder: Path) -> None:
    """Write ``plan.pdf``, ``.csv``, ``.xlsx``, ``.geojson`` and ``.json`` into a folder.

    Raises:
        InputError: when the folder cannot be made.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        raise InputError(
            "The plan was made but not saved.",
            f"{folder.name!r} is not a folder and cannot be made one.",
            "Choose another folder and try again.",
        ) from None
    for suffix, write in _FILES.items():
        write(plan, folder / f"plan{suffix}")


FORMATS: Final[dict[str, Writer]] = {**_FILES, "folder": write_folder}
