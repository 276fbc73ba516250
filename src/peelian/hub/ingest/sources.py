"""From what the user named to single files ready to read, with hostile archives refused."""

import hashlib
import re
import shutil
import stat
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Final

from peelian.ground.errors import InputError

_NAME: Final = re.compile(
    r"(?P<month>\d{4}-(?:0[1-9]|1[0-2]))-(?P<force>[a-z0-9-]+?)-"
    r"(?P<kind>street|stop-and-search|outcomes)\b.*\.csv",
    re.IGNORECASE,
)
_MAX_UNPACKED: Final = 64 * 1024**3  # bytes an archive may unpack to
_MAX_RATIO: Final = 200  # text of these files packs about 10:1; a bomb packs 1000:1
_SMALL: Final = 64 * 1024**2  # bytes that are harmless whatever the ratio
_CHUNK: Final = 1 << 20


@dataclass(frozen=True, slots=True)
class Source:
    """One file to read.

    Attributes:
        name: as the user or the archive calls it, without folders of this machine.
        path: where its bytes are now.
        sha256: of those bytes.
        received: hash of the file the user handed over (the archive, or the file itself).
        force, month, kind: what the published name claims, or "".
        lines: lines below the header, counted before anything is read.
        nul: whether a NUL byte stands anywhere.
        note: what had to be done to read the text, for the account.
    """

    name: str
    path: Path
    sha256: str
    received: str
    force: str = ""
    month: str = ""
    kind: str = ""
    lines: int = 0
    nul: bool = False
    note: str = ""


@dataclass(slots=True)
class Bronze:
    """Where files are kept as received, each once, under its SHA-256."""

    folder: Path
    added: list[Path] = field(default_factory=list)

    def keep(self, file: Path) -> str:
        """Copy ``file`` unless its bytes are here already; return their hash."""
        digest = _sha256(file)
        home = self.folder / digest[:2] / digest
        if not home.exists():
            home.parent.mkdir(parents=True, exist_ok=True)
            part = home.with_suffix(".part")
            shutil.copyfile(file, part)
            part.replace(home)
            self.added.append(home)
        return digest

    def forget(self) -> None:
        """Remove what was added: the batch it came for was refused."""
        for home in self.added:
            home.unlink(missing_ok=True)
        self.added.clear()


def gather(paths: Iterable[Path], bronze: Bronze, scratch: Path) -> list[Source]:
    """List every CSV below ``paths`` (files, folders, zip archives), unpacking into ``scratch``.

    Each received file is kept unchanged in ``bronze`` under its hash.

    Raises:
        InputError: for a missing path, nothing to read, or an archive that is damaged, encrypted
            or hostile.
    """
    found: list[Source] = []
    for path in paths:
        for file in _files(path):
            received = bronze.keep(file)
            if file.suffix.lower() == ".zip":
                found.extend(_unpack(file, received, scratch / received[:16]))
            else:
                found.append(_source(file.name, file, received, received))
    if not found:
        raise InputError(
            "Nothing was brought in.",
            "No CSV file and no answer of the API was found in what you named.",
            "Name a data.police.uk archive, its folder, or a CSV file.",
        )
    return found


def _files(path: Path) -> Iterator[Path]:
    if path.is_dir():
        wanted = (".csv", ".json", ".zip")
        yield from sorted(p for p in path.rglob("*") if p.suffix.lower() in wanted and p.is_file())
    elif path.is_file():
        yield path
    else:
        raise InputError(
            "A file could not be found.",
            f"There is no file or folder called {path.name!r} at that place.",
            "Check the path and try again.",
        )


def _unpack(archive: Path, received: str, into: Path) -> list[Source]:
    try:
        with zipfile.ZipFile(archive) as opened:
            members = [m for m in opened.infolist() if not m.is_dir()]
            for member in members:
                _check_member(archive.name, member)
            _check_size(archive, members)
            return [
                _source(member.filename, _extract(opened, member, into), None, received)
                for member in sorted(members, key=lambda m: m.filename)
                if member.filename.lower().endswith((".csv", ".json"))
            ]
    except (zipfile.BadZipFile, EOFError, OSError, zipfile.LargeZipFile, ValueError) as error:
        if isinstance(error, OSError) and error.errno is not None:
            raise
        raise _refused(
            archive.name,
            "The archive is damaged or cut short.",
            "Download it again and check that the download finished.",
        ) from None


def _check_member(archive: str, member: zipfile.ZipInfo) -> None:
    inside = PurePosixPath(member.filename.replace("\\", "/"))
    link = stat.S_ISLNK(member.external_attr >> 16)
    if inside.is_absolute() or ".." in inside.parts or ":" in inside.parts[0] or link:
        raise _refused(
            archive,
            "It holds a file that would be written outside its own folder.",
            "Do not use this archive; get it again from the publisher.",
        )
    if member.flag_bits & 0x1:
        raise _refused(
            archive, "It is protected by a password.", "Unpack it yourself and name the folder."
        )
    if inside.suffix.lower() == ".zip":
        raise _refused(
            archive,
            "It holds another archive.",
            "Unpack the outer archive yourself and name the folder.",
        )


def _check_size(archive: Path, members: list[zipfile.ZipInfo]) -> None:
    unpacked = sum(m.file_size for m in members)
    packed = max(archive.stat().st_size, 1)
    bomb = unpacked > _SMALL and unpacked / packed > _MAX_RATIO
    if bomb or unpacked > _MAX_UNPACKED:
        raise _refused(
            archive.name,
            "It would unpack to far more than files of this kind hold.",
            "Do not use this archive; get it again from the publisher.",
        )


def _extract(opened: zipfile.ZipFile, member: zipfile.ZipInfo, into: Path) -> Path:
    target = into / member.filename.replace("\\", "/")
    target.parent.mkdir(parents=True, exist_ok=True)
    written = 0
    with opened.open(member) as packed, target.open("wb") as out:
        while chunk := packed.read(_CHUNK):
            written += len(chunk)
            if written > member.file_size:  # the directory lied about the size
                raise zipfile.BadZipFile
            out.write(chunk)
    return target


def _source(name: str, path: Path, digest: str | None, received: str) -> Source:
    claimed = _NAME.fullmatch(PurePosixPath(name.replace("\\", "/")).name)
    parts = claimed.groupdict() if claimed else {}
    return Source(
        name=name,
        path=path,
        sha256=digest or _sha256(path),
        received=received,
        force=parts.get("force", "").lower(),
        month=parts.get("month", ""),
        kind=parts.get("kind", "").lower(),
    )


def _sha256(path: Path) -> str:
    with path.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def _refused(archive: str, why: str, next_step: str) -> InputError:
    return InputError(f"The archive {archive!r} was not brought in.", why, next_step)
