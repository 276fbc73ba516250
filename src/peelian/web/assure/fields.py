"""Fields of the approval forms, and how their answers are read."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time

from django.http import QueryDict

from peelian.ground.errors import InputError
from peelian.ground.time import LONDON


@dataclass(frozen=True, slots=True)
class Field:
    """One field. ``kind``: text, area, select, checks, date, number."""

    name: str
    label: str
    hint: str = ""
    kind: str = "text"
    value: str = ""
    options: tuple[tuple[str, str], ...] = ()
    chosen: frozenset[str] = frozenset()


def options(values: Iterable[object]) -> tuple[tuple[str, str], ...]:
    """Options whose value is also what people read."""
    return tuple((str(v), str(v).capitalize()) for v in values)


def words(given: QueryDict, name: str) -> str:
    """A text, without the spaces around it."""
    return str(given.get(name, "")).strip()


def several(given: QueryDict, name: str) -> tuple[str, ...]:
    """Texts separated by commas or lines."""
    parts = words(given, name).replace("\n", ",").split(",")
    return tuple(p.strip() for p in parts if p.strip())


def whole(given: QueryDict, name: str) -> int | None:
    """A whole number, or nothing.

    Raises:
        InputError: when it is something else.
    """
    text = words(given, name)
    if not text:
        return None
    if not text.isdigit():
        raise InputError(
            "The form could not be read.",
            "One of its numbers is not a whole number.",
            "Go back and write it in digits.",
        )
    return int(text)


def day(given: QueryDict, name: str) -> date | None:
    """A date, or nothing.

    Raises:
        InputError: when it is something else.
    """
    text = words(given, name)
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise InputError(
            "The form could not be read.",
            "One of its dates is not a date.",
            "Go back and write it like 2026-11-30.",
        ) from None


def moment(given: QueryDict, name: str, default: datetime | None = None) -> datetime:
    """The end of a day in London.

    Raises:
        InputError: when no date is given and none is assumed.
    """
    found = day(given, name)
    if found is not None:
        return datetime.combine(found, time(23, 59), LONDON)
    if default is not None:
        return default
    raise InputError(
        "The form could not be read.",
        "A date is missing.",
        "Go back and write it like 2026-11-30.",
    )
