"""Periods as whole numbers: weeks since a Monday, months since year 0, indices as they are."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Final

from peelian.ground.errors import InputError
from peelian.ground.time import Month
from peelian.insight.trends.model import Period

_WEEK: Final = re.compile(r"(\d{4})-W(\d{2})")
_MOST: Final = 100_000  # an index beyond this is a date or a number misread
_SHAPE: Final = {
    Period.WEEK: "a week written like 2024-W07",
    Period.MONTH: "a month written like 2024-03",
    Period.INDEX: "a whole number from 0 to 100000",
}


def number(text: str, period: Period) -> int:
    """Read one period.

    Raises:
        InputError: when the text is not a period of that kind.
    """
    words = text.strip()
    try:
        if period is Period.WEEK:
            return _week(words)
        if period is Period.MONTH:
            month = Month.parse(words)
            return month.year * 12 + month.month - 1
        value = int(words)
        if 0 <= value <= _MOST:
            return value
    except (ValueError, InputError):
        pass
    raise InputError(
        "A period could not be read.",
        f"{words[:20]!r} is not {_SHAPE[period]}.",
        "Correct it, or say what one row covers with --period.",
    )


def _week(words: str) -> int:
    match = _WEEK.fullmatch(words)
    if match is None:
        raise ValueError
    return date.fromisocalendar(int(match[1]), int(match[2]), 1).toordinal() // 7  # Mondays leave 1


def label(value: int, period: Period) -> str:
    """Write a period as it is read."""
    if period is Period.WEEK:
        year, week, _ = _monday(value).isocalendar()
        return f"{year}-W{week:02d}"
    if period is Period.MONTH:
        return str(Month(value // 12, value % 12 + 1))
    return str(value)


def labels(values: Sequence[int], period: Period) -> tuple[str, ...]:
    """Write several periods."""
    return tuple(label(int(v), period) for v in values)


def words(value: int, period: Period) -> str:
    """A period for a reader."""
    if period is Period.WEEK:
        return f"the week of {_monday(value).strftime('%d %B %Y').lstrip('0')}"
    if period is Period.MONTH:
        return Month(value // 12, value % 12 + 1).words
    return f"period {value}"


def newest(today: date, period: Period) -> int | None:
    """The period ``today`` falls in; ``None`` when periods are not dates."""
    if period is Period.WEEK:
        return (today.toordinal() - 1) // 7
    return today.year * 12 + today.month - 1 if period is Period.MONTH else None


def _monday(value: int) -> date:
    return date.fromordinal(value * 7 + 1)
