"""London time on a shift: minutes run on through a change of the clocks."""

from datetime import UTC, datetime, timedelta

from peelian.ground.errors import InputError
from peelian.ground.time import LONDON


def read_start(text: str) -> datetime:
    """Read ``YYYY-MM-DD HH:MM`` as London time; of a repeated hour, the first.

    Raises:
        InputError: when the text is not such a time, or the clocks skip it.
    """
    try:
        naive = datetime.strptime(text.strip().replace("T", " "), "%Y-%m-%d %H:%M")  # noqa: DTZ007 - made aware below
    except ValueError:
        raise InputError(
            "The start of the shift could not be read.",
            f"{text[:30]!r} is not a date and time that exists, written as YYYY-MM-DD HH:MM.",
            'Write it like "2026-06-30 14:00".',
        ) from None
    aware = naive.replace(tzinfo=LONDON)
    if aware.astimezone(UTC).astimezone(LONDON).replace(tzinfo=None) != naive:
        raise InputError(
            "The shift starts at a time that does not exist.",
            f"The clocks go forward that night and skip {naive:%H:%M}.",
            "Choose a time an hour earlier or later.",
        )
    return aware


def after(start: datetime, minutes: int) -> datetime:
    """London time ``minutes`` of real time after ``start``."""
    return (start.astimezone(UTC) + timedelta(minutes=minutes)).astimezone(LONDON)


def minute_of(start: datetime, length: int, text: str) -> int:
    """Minutes from ``start`` to the clock time ``HH:MM`` within a shift of ``length`` minutes.

    Raises:
        InputError: when the text is no clock time, or the shift does not pass it.
    """
    wanted = text.strip()
    for minute in range(length + 1):
        if f"{after(start, minute):%H:%M}" == wanted:
            return minute
    raise InputError(
        "That time is not in the shift.",
        f"The shift runs from {start:%H:%M} to {after(start, length):%H:%M}, "
        f"and {wanted[:10]!r} is not in it.",
        "Write a time within the shift, like 14:05.",
    )
