"""Frozen dataclasses to plain JSON types and back, so that a plan can be stored and edited."""

import dataclasses
import types
import typing
from collections.abc import Mapping
from typing import Any, TypeVar

from peelian.ground.errors import InputError

T = TypeVar("T")


def to_plain(value: Any) -> Any:
    """Turn dataclasses and tuples into dictionaries and lists."""
    if dataclasses.is_dataclass(value):
        fields = dataclasses.fields(value)
        return {field.name: to_plain(getattr(value, field.name)) for field in fields}
    if isinstance(value, tuple | list):
        return [to_plain(item) for item in value]
    return value


def from_plain(kind: type[T], value: Mapping[str, Any]) -> T:
    """Build ``kind`` from what :func:`to_plain` gave.

    Raises:
        InputError: when the value is not such a dictionary.
    """
    try:
        built: T = _build(kind, value)
    except (KeyError, TypeError, ValueError, AttributeError, IndexError):
        raise InputError(
            "The stored plan could not be read.",
            "It is not in the form this version of Peelian writes.",
            "Use the plan.json that Peelian wrote, unchanged, or make the plan again.",
        ) from None
    return built


def _build(hint: Any, value: Any) -> Any:  # noqa: PLR0911 - one answer for each kind of hint
    origin = typing.get_origin(hint)
    if origin in (typing.Union, types.UnionType):
        if value is None:
            return None
        return _build(next(a for a in typing.get_args(hint) if a is not type(None)), value)
    if origin is tuple:
        inner = typing.get_args(hint)
        if inner[-1] is Ellipsis:
            return tuple(_build(inner[0], item) for item in value)
        return tuple(_build(one, item) for one, item in zip(inner, value, strict=True))
    if dataclasses.is_dataclass(hint):
        hints = typing.get_type_hints(hint)
        fields = dataclasses.fields(hint)
        return hint(**{f.name: _build(hints[f.name], value[f.name]) for f in fields})  # type: ignore[operator] # a dataclass is a class
    if hint is float:
        return float(value)
    if not isinstance(value, hint):
        raise TypeError
    return value
