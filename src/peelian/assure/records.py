"""Records of governance: frozen, typed, written as plain JSON and read back the same.

Each kind is one dataclass. The store keeps every version of a record and changes nothing in
place, so what was true when somebody decided can always be read again.
"""

import dataclasses
import types
import typing
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from functools import cache
from typing import Any, ClassVar, TypeVar, cast

from peelian.ground.errors import InputError

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What every record carries. The named fields can be searched by."""

    KIND: ClassVar[str] = "record"

    uid: str
    tool: str = ""
    force: str = ""
    state: str = ""
    about: str = ""  # the opaque id of what it concerns


def to_json(record: Any) -> dict[str, Any]:
    """Write a dataclass as plain JSON types."""
    return {f.name: _plain(getattr(record, f.name)) for f in dataclasses.fields(record)}


def from_json(kind: type[T], body: Mapping[str, Any]) -> T:
    """Read what :func:`to_json` wrote; fields added since take their defaults."""
    made: Any = kind
    return cast("T", made(**{n: _typed(h, body[n]) for n, h in _hints(made).items() if n in body}))


def too_long(text: str, limit: int = 5_000) -> None:
    """Refuse a text nobody could read.

    Raises:
        InputError: beyond ``limit`` characters.
    """
    if len(text) > limit:
        raise InputError(
            "The text was not kept.",
            f"It has {len(text):,} characters; the limit is {limit:,}.",
            "Say it in fewer words and refer to longer papers by their number.",
        )


def _plain(value: Any) -> Any:  # noqa: PLR0911 - one return per kind of value
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(k): _plain(v) for k, v in value.items()}
    if isinstance(value, frozenset):
        return sorted(_plain(v) for v in value)
    if isinstance(value, tuple | list):
        return [_plain(v) for v in value]
    if dataclasses.is_dataclass(value):
        return to_json(value)
    return value


@cache
def _hints(kind: Any) -> dict[str, Any]:
    hints = typing.get_type_hints(kind)
    return {f.name: hints[f.name] for f in dataclasses.fields(kind)}


def _typed(hint: Any, value: Any) -> Any:  # noqa: PLR0911 - one return per kind of value
    origin = typing.get_origin(hint)
    if origin in (typing.Union, types.UnionType):
        inner = next(a for a in typing.get_args(hint) if a is not type(None))
        return None if value is None else _typed(inner, value)
    if origin in (tuple, frozenset):
        return origin(_typed(typing.get_args(hint)[0], v) for v in value)
    if origin is Mapping:
        inner = typing.get_args(hint)[1]
        return {k: _typed(inner, v) for k, v in value.items()}
    if origin is not None or not isinstance(hint, type):
        return value
    if issubclass(hint, datetime | date):
        return hint.fromisoformat(value)
    if issubclass(hint, Enum):
        return hint(value)
    if dataclasses.is_dataclass(hint):
        return from_json(hint, value)
    return value
