"""Save a result: by the ending of a file's name, or as a folder; whole or not at all."""

import secrets
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from peelian.ground.errors import InputError

FOLDER: Final = "folder"
Writer = Callable[[Any, Path], None]


@dataclass(frozen=True, slots=True)
class Saving:
    """Where to save and in which of the tool's formats; checked before the tool runs."""

    path: Path
    formats: Mapping[str, Writer]

    def __post_init__(self) -> None:
        self._format()

    def save(self, result: Any) -> None:
        """Write beside the target under another name, then put it in its place at once."""
        kind = self._format()
        self.path.parent.mkdir(parents=True, exist_ok=True)
        stem = f".{secrets.token_hex(4)}-{self.path.name}"  # the ending stays: writers may look
        partial = self.path.with_name(stem)
        try:
            if kind == FOLDER:
                partial.mkdir()
                self.formats[kind](result, partial)
                _place(partial, self.path)
            else:
                self.formats[kind](result, partial)
                partial.replace(self.path)
        finally:
            _remove(partial)

    def _format(self) -> str:
        """Return the longest ending that fits, or ``folder``."""
        endings = sorted((e for e in self.formats if e != FOLDER), key=len, reverse=True)
        if not self.path.is_dir():
            for ending in endings:
                if self.path.name.lower().endswith(ending):
                    return ending
        as_folder = FOLDER in self.formats and not self.path.is_file()
        if as_folder and (not endings or self.path.is_dir() or not self.path.suffix):
            return FOLDER
        raise self._refusal(endings)

    def _refusal(self, endings: list[str]) -> InputError:
        offered = sorted(endings) + (["a folder"] if FOLDER in self.formats else [])
        return InputError(
            f"The result cannot be saved as {self.path.name!r}.",
            f"This tool saves as: {', '.join(offered)}."
            if offered
            else "This tool has nothing to save.",
            "Choose another name for --out." if offered else "Leave out --out.",
        )


def _place(partial: Path, target: Path) -> None:
    """Move a finished folder; into one that exists, each file is put in its place at once."""
    if not target.exists():
        partial.rename(target)
        return
    for source in sorted(p for p in partial.rglob("*") if p.is_file()):
        goal = target / source.relative_to(partial)
        goal.parent.mkdir(parents=True, exist_ok=True)
        source.replace(goal)


def _remove(partial: Path) -> None:
    if partial.is_dir():
        shutil.rmtree(partial, ignore_errors=True)
    else:
        partial.unlink(missing_ok=True)
