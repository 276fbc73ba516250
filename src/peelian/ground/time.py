"""Months, instants and local time as police data uses them."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Final, Self
from zoneinfo import ZoneInfo

from peelian.ground.errors import InputError

LONDON: Final = ZoneInfo("Europe/London")
_MONTH: Final = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """A calendar month, written ``YYYY-MM``."""

    year: int
    month: int

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read ``YYYY-MM``.

        Raises:
            InputError: when the text is not a month that exists.
        """
        match = _MONTH.fullmatch(text.strip())
        if match is None:
            raise InputError(
                "A month could not be read.",
                f"{text[:20]!r} is not a month written as YYYY-MM.",
                "Write it like 2024-06.",
            )
        return cls(int(match[1]), int(match[2]))

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.month:02d}"

    def plus(self, months: int) -> "Month":
        """Return the month ``months`` later (earlier when negative)."""
        index = self.year * 12 + self.month - 1 + months
        return Month(index // 12, index % 12 + 1)

    def until(self, last: "Month") -> list["Month"]:
        """List the months from this one to ``last``, both included."""
        count = (last.year - self.year) * 12 + last.month - self.month + 1
        return [self.plus(i) for i in range(count)]

    @property
    def words(self) -> str:
        """The month for a reader: ``June 2024``."""
        return date(self.year, self.month, 1).strftime("%B %Y")

    @property
    def first_day(self) -> date:
        """The first day of the month."""
        return date(self.year, self.month, 1)


def known_on(text: str) -> datetime:
    """Read what ``--as-known-on`` accepts: a date (its end, in London) or an instant.

    Returns an aware UTC instant; an instant without an offset is taken as London time.

    Raises:
        InputError: when the text is neither.
    """
    try:
        if len(text) == len("2024-06-30"):
            day = date.fromisoformat(text) + timedelta(days=1)
            return datetime.combine(day, time(0), LONDON).astimezone(UTC) - timedelta(
                microseconds=1
            )
        instant = datetime.fromisoformat(text)
    except ValueError:
        raise InputError(
            "The date to look back to could not be read.",
            f"{text[:40]!r} is neither a date nor an instant.",
            "Write a date like 2024-06-30 or an instant like 2024-06-30T12:00:00Z.",
        ) from None
    return (instant if instant.tzinfo else instant.replace(tzinfo=LONDON)).astimezone(UTC)
