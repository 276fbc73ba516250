"""The folder a sample is written to: each table appears whole or not at all.

A table is written beside its final place and renamed when it is complete; ``manifest.txt`` then
lists it. An interrupted run leaves finished tables and a ``.partial`` folder, which the next run
with the same settings clears before it goes on.
"""

import errno
import hashlib
import json
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import pyarrow as pa

from peelian.ground.errors import InputError
from peelian.sample.force.tables import Column, Writer, table

# JSON inside; bringing a folder in takes every .json file for an answer of the police API.
MANIFEST: Final = "manifest.txt"
SPREAD: Final = "police-uk"  # its folders, one for each month, stand directly in the root
_PARTIAL: Final = ".partial"
_OURS: Final = "peelian sample.force"


@dataclass(slots=True)
class Store:
    """Where one table is being written. Paths are relative to the table's own folder."""

    root: Path
    rows: dict[str, int] = field(default_factory=dict)
    digests: dict[str, str] = field(default_factory=dict)

    def path(self, name: str) -> Path:
        """Where the file ``name`` belongs; its folder is made."""
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        return path

    def count(self, name: str, rows: int) -> None:
        """Note that ``name`` was written with so many rows."""
        self.rows[name] = rows

    def save(self, name: str, columns: Mapping[str, Column]) -> None:
        """Write one whole Parquet table."""
        with self.stream(name) as add:
            add(table(columns))

    @contextmanager
    def stream(self, name: str) -> Iterator[Any]:
        """Give a function that appends Arrow tables to the Parquet file ``name``."""
        writer, digest = Writer(self.path(name)), hashlib.blake2b(digest_size=16)

        def add(part: pa.Table) -> None:
            writer.add(part)
            _digest(digest, part)

        try:
            yield add
        finally:
            writer.close()
        self.rows[name], self.digests[name] = writer.rows, digest.hexdigest()


def _digest(digest: Any, part: pa.Table) -> None:
    """Hash values, not file bytes: the same rows give the same digest on any machine."""
    for name in part.column_names:
        column = part.column(name).combine_chunks()
        digest.update(f"{name}:{column.null_count}:{len(column)}".encode())
        if pa.types.is_dictionary(column.type):
            digest.update("\n".join(map(str, column.dictionary.to_pylist())).encode())
            column = column.indices
        if pa.types.is_temporal(column.type):
            column = column.cast(pa.int32() if pa.types.is_date32(column.type) else pa.int64())
        if pa.types.is_string(column.type):
            digest.update("\x1f".join(column.fill_null("\x00").to_pylist()).encode())
        elif pa.types.is_nested(column.type):
            digest.update(json.dumps(column.to_pylist(), default=str).encode())
        else:
            filler = False if pa.types.is_boolean(column.type) else 0
            digest.update(column.fill_null(filler).to_numpy(zero_copy_only=False).tobytes())


class Folder:
    """The whole output folder and its manifest."""

    def __init__(self, root: Path, settings: dict[str, Any], overwrite: bool) -> None:
        self.root, self.settings = root, settings
        found = _manifest(root)
        self._check(found, overwrite)
        self.tables: dict[str, Any] = {}
        if found and not overwrite:
            self.tables = found["tables"]
        elif found:
            self._clear(found)
        root.mkdir(parents=True, exist_ok=True)
        shutil.rmtree(root / _PARTIAL, ignore_errors=True)
        self._save(finished=False)

    def _check(self, found: dict[str, Any] | None, overwrite: bool) -> None:
        root = self.root
        if root.exists() and not root.is_dir():
            raise InputError(
                "The sample was not written.", f"{root.name} is a file.", "Name a folder instead."
            )
        if found is None:
            if root.exists() and any(root.iterdir()):
                raise InputError(
                    "The sample was not written.",
                    f"The folder {root.name} holds files that this tool did not write.",
                    "Name an empty or a new folder.",
                )
            return
        same = {k: found.get(k) for k in self.settings} == self.settings
        if not overwrite and (found["finished"] or not same):
            raise InputError(
                "The sample was not written.",
                f"The folder {root.name} holds another sample already.",
                "Name another folder, or add --overwrite to replace it.",
            )

    def _clear(self, found: dict[str, Any]) -> None:
        """Remove what the manifest lists, and nothing else."""
        for made in found["tables"].values():
            for name in made["folders"]:
                shutil.rmtree(self.root / name, ignore_errors=True)
        for name in found.get("papers", []):
            (self.root / name).unlink(missing_ok=True)

    @contextmanager
    def making(self, name: str) -> Iterator[Store]:
        """Write one table in a folder of its own and put it in place when it is complete.

        Raises:
            InputError: when the disk is full; what was half written is removed.
        """
        partial = self.root / _PARTIAL / name
        store = Store(partial)
        try:
            partial.mkdir(parents=True, exist_ok=True)
            yield store
            folders = self._put_in_place(partial, name)
        except OSError as error:
            shutil.rmtree(self.root / _PARTIAL, ignore_errors=True)
            if error.errno in (errno.ENOSPC, errno.EDQUOT):
                raise disk_full(self.root) from error
            raise
        self.tables[name] = {"folders": folders, "rows": store.rows, "digests": store.digests}
        self._save(finished=False)

    def _put_in_place(self, partial: Path, name: str) -> list[str]:
        """Move what was written to its final place; the public form's months stand side by side."""
        parts = sorted(partial.iterdir()) if name == SPREAD else [partial]
        for part in parts:
            shutil.rmtree(self.root / part.name, ignore_errors=True)
            part.rename(self.root / part.name)
        return [part.name for part in parts]

    def finish(self, papers: dict[str, str]) -> None:
        """Write the papers that go with the data and mark the sample as complete."""
        for name, text in papers.items():
            (self.root / name).write_text(text, encoding="utf-8", newline="\n")
        shutil.rmtree(self.root / _PARTIAL, ignore_errors=True)
        self._save(finished=True, papers=sorted(papers))

    def _save(self, *, finished: bool, papers: list[str] | None = None) -> None:
        body = {
            "made_by": _OURS,
            **self.settings,
            "finished": finished,
            "papers": papers or [],
            "tables": self.tables,
        }
        path = self.root / f"{MANIFEST}.new"
        path.write_text(json.dumps(body, indent=1), encoding="utf-8", newline="\n")
        path.replace(self.root / MANIFEST)


def disk_full(root: Path) -> InputError:
    """The error for a disk without room, before or during the work."""
    return InputError(
        "The sample was not finished.",
        f"There is not enough free disk space for the folder {root.name}.",
        "Free some space or name a folder on another disk, and run the same command again.",
    )


def _manifest(root: Path) -> dict[str, Any] | None:
    try:
        found: dict[str, Any] = json.loads((root / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return found if found.get("made_by") == _OURS else None
