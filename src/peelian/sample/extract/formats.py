"""The extract as a folder: the archive and its licence note."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

from peelian.sample.extract.model import Result


def to_folder(result: Result, path: Path) -> None:
    """Write the archive and LICENCE.txt into ``path``."""
    path.mkdir(parents=True, exist_ok=True)
    (path / result.name).write_bytes(result.archive)
    (path / "LICENCE.txt").write_text(result.attribution + "\n", "utf-8")


FORMATS: Final[dict[str, Callable[[Result, Path], None]]] = {"folder": to_folder}
