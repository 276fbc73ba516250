"""The three years the sample covers: days, local time, bank holidays and the town's own events."""

from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import Final

import numpy as np

from peelian.sample.force.chance import Flags, Floats, Ints

FIRST_DAY: Final = date(2023, 1, 1)
LAST_DAY: Final = date(2025, 12, 31)
DAYS: Final = (LAST_DAY - FIRST_DAY).days + 1
MONTHS: Final = 36
DAY: Final = 86_400
START: Final = int(datetime(2023, 1, 1, tzinfo=UTC).timestamp())
END: Final = START + DAYS * DAY

_BANK_HOLIDAYS: Final = (
    "2023-01-02 2023-04-07 2023-04-10 2023-05-01 2023-05-08 2023-05-29 2023-08-28 2023-12-25 "
    "2023-12-26 2024-01-01 2024-03-29 2024-04-01 2024-05-06 2024-05-27 2024-08-26 2024-12-25 "
    "2024-12-26 2025-01-01 2025-04-18 2025-04-21 2025-05-05 2025-05-26 2025-08-25 2025-12-25 "
    "2025-12-26"
).split()


def day_number(day: date) -> int:
    """The day's position in the sample; the first day is 0."""
    return (day - FIRST_DAY).days


@cache
def _days() -> tuple[date, ...]:
    return tuple(FIRST_DAY + timedelta(days=i) for i in range(DAYS))


@cache
def month_of_day() -> Ints:
    """For each day, the month's position in the sample (0 to 35)."""
    return np.array([(d.year - FIRST_DAY.year) * 12 + d.month - 1 for d in _days()])


@cache
def weekday_of_day() -> Ints:
    """For each day, 0 for Monday to 6 for Sunday."""
    return np.array([d.weekday() for d in _days()])


@cache
def year_of_day() -> Ints:
    """For each day, its calendar year."""
    return np.array([d.year for d in _days()])


@cache
def bank_holidays() -> Flags:
    """For each day, whether it is a bank holiday in England."""
    return np.isin([str(d) for d in _days()], _BANK_HOLIDAYS)


@cache
def events() -> dict[str, Ints]:
    """The days of the town's own events, by name."""
    found: dict[str, list[int]] = {"match day": [], "summer fair": [], "new year": []}
    found |= {"halloween": [], "bonfire night": [], "christmas": []}
    for number, day in enumerate(_days()):
        season = day.month >= 9 or day.month <= 4  # September to April
        if season and day.weekday() == 5 and day.isocalendar().week % 2 == 0:
            found["match day"].append(number)
        named = {(7, 12): "summer fair", (7, 13): "summer fair", (10, 31): "halloween"}
        named |= {(11, 5): "bonfire night", (12, 25): "christmas", (1, 1): "new year"}
        if (day.month, day.day) in named:
            found[named[day.month, day.day]].append(number)
    return {name: np.array(days) for name, days in found.items()}


@cache
def season_by_month(peak_month: int, depth: float) -> Floats:
    """Twelve monthly factors on a smooth wave with its top in ``peak_month`` (1 to 12)."""
    turn = 2 * np.pi * (np.arange(1, 13) - peak_month) / 12
    wave: Floats = (1 + depth * np.cos(turn)).round(6)
    return wave


def month_name(index: int) -> str:
    """``YYYY-MM`` of a month's position in the sample."""
    return f"{FIRST_DAY.year + index // 12}-{index % 12 + 1:02d}"


@cache
def _summer_times() -> tuple[tuple[int, int], ...]:
    """Start and end of British Summer Time in each year, as *local wall* seconds."""
    found = []
    for year in range(FIRST_DAY.year, LAST_DAY.year + 2):
        first, last = (_last_sunday(year, month) for month in (3, 10))
        found.append((first + 3600, last + 7200))
    return tuple(found)


def _last_sunday(year: int, month: int) -> int:
    day = datetime(year, month, 31, tzinfo=UTC)
    return int((day - timedelta(days=(day.weekday() + 1) % 7)).timestamp())


def to_utc(local: Ints) -> Ints:
    """Turn wall-clock seconds in England into UTC seconds; the repeated hour reads as summer."""
    shift = np.zeros(local.shape, dtype=np.int64)
    for begin, end in _summer_times():
        shift[(local >= begin) & (local < end)] = 3600
    return local - shift


def to_local(utc: Ints) -> Ints:
    """Turn UTC seconds into wall-clock seconds in England."""
    shift = np.zeros(utc.shape, dtype=np.int64)
    for begin, end in _summer_times():
        shift[(utc >= begin) & (utc < end - 3600)] = 3600
    return utc + shift


def month_of(local: Ints) -> Ints:
    """The month's position in the sample for wall-clock seconds, held within the sample."""
    day = np.clip((local - START) // DAY, 0, DAYS - 1)
    return month_of_day()[day]
