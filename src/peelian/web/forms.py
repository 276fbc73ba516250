"""A tool's form, made from what its parameters declare; read by the same reader as other doors."""

import secrets
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import MISSING, dataclass
from enum import Enum
from pathlib import Path, PurePosixPath
from typing import Any, Final

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, QueryDict

from peelian import catalogue
from peelian.ground.errors import InputError
from peelian.ground.parameters import Declared, Kind, declared, parse
from peelian.web import desk
from peelian.web.inventory import Holdings, force_name, type_name

_NAMES: Final = {"force": force_name, "crime_type": type_name}
_KINDS: Final = {int: "number", float: "number"}


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a form."""

    item: Declared
    control: str  # "file", "select", "yes-no", "text", "number"
    values: tuple[str, ...]
    options: tuple[tuple[str, str], ...] = ()

    @property
    def value(self) -> str:
        """What is in the field."""
        return ", ".join(self.values)

    @property
    def name(self) -> str:
        """Its name in the form."""
        return self.item.public_name

    @property
    def limits(self) -> str:
        """The smallest and largest number it takes, in words."""
        low, high = self.item.spec.minimum, self.item.spec.maximum
        if low is not None and high is not None:
            return f"From {low:,.10g} to {high:,.10g}."
        if low is not None:
            return f"At least {low:,.10g}."
        return "" if high is None else f"At most {high:,.10g}."

    @property
    def step(self) -> str:
        """The smallest step of a number."""
        return "1" if self.item.type is int else "any"


def fields(name: str, given: QueryDict, held: Holdings) -> list[Field]:
    """List the fields of a tool's form, filled with what was ``given`` or with the defaults."""
    return [_field(item, given, held) for item in declared(catalogue.parameters(name))]


def read(name: str, given: QueryDict, uploads: Mapping[str, list[Path]]) -> object:
    """Build the tool's parameters from a form.

    Raises:
        InputError: naming the field that cannot be read.
    """
    kind = catalogue.parameters(name)
    values: dict[str, Any] = {}
    for item in declared(kind):
        if item.spec.kind is not Kind.VALUE:
            paths = uploads.get(item.public_name, [])
            values[item.public_name] = paths if item.many else (paths[0] if paths else None)
        elif item.many:
            values[item.public_name] = _several(given.getlist(item.public_name))
        elif item.type is bool:
            values[item.public_name] = given.get(item.public_name, "no")
        else:
            values[item.public_name] = given.get(item.public_name, "")
    return parse(kind, values)


def receive(request: HttpRequest, name: str) -> tuple[Path, dict[str, list[Path]]]:
    """Write a form's files to a folder of their own, under the names they came with.

    Raises:
        InputError: when two files of one field have the same name.
    """
    home = desk.root() / "uploads" / secrets.token_hex(8)
    kept: dict[str, list[Path]] = {}
    try:
        for item in declared(catalogue.parameters(name)):
            if item.spec.kind is not Kind.VALUE:
                given = request.FILES.getlist(item.public_name)
                kept[item.public_name] = _write(given, home / item.public_name)
    except BaseException:
        shutil.rmtree(home, ignore_errors=True)
        raise
    return home, kept


def _write(given: "Iterable[UploadedFile[bytes]]", home: Path) -> list[Path]:
    paths: list[Path] = []
    for upload in given:
        plain = PurePosixPath(str(upload.name).replace("\\", "/")).name
        path = home / plain
        if plain in ("", ".", "..") or path in paths:
            raise InputError(
                "The files were not taken.",
                "Two of them have the same name, or one has none.",
                "Choose files with different names.",
            )
        home.mkdir(parents=True, exist_ok=True, mode=0o700)
        with path.open("wb") as out:
            for chunk in upload.chunks():
                out.write(chunk)
        paths.append(path)
    return paths


def _several(given: list[str]) -> list[str]:
    return [part.strip() for text in given for part in text.split(",") if part.strip()]


def _field(item: Declared, given: QueryDict, held: Holdings) -> Field:
    if item.spec.kind is not Kind.VALUE:
        return Field(item, "file", ())
    values = tuple(given.getlist(item.public_name)) or _default(item)
    if item.type is bool:
        return Field(item, "yes-no", values)
    options = _options(item, held)
    if options and not item.many:
        return Field(item, "select", values, options)
    return Field(item, _KINDS.get(item.type, "text") if not item.many else "text", values)


def _options(item: Declared, held: Holdings) -> tuple[tuple[str, str], ...]:
    if item.choices:
        return tuple((one, one.replace("-", " ").capitalize()) for one in item.choices)
    words = _NAMES.get(item.spec.suggest, str)
    return tuple((one, words(one)) for one in held.offered(item.spec.suggest))


def _default(item: Declared) -> tuple[str, ...]:
    value = item.default
    if value is MISSING or value is None:
        return ()
    several = value if isinstance(value, tuple) else (value,)
    return tuple(_text(one) for one in several)


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:g}"
    return str(value.value if isinstance(value, Enum) else value)
