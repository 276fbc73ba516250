"""What the checks before use know about a tool's condition: one state record per use.

The values measured are part of the monitors themselves; here stands only what a run depends on.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import ClassVar, Final

from peelian.assure.card import Tier
from peelian.assure.records import Record

GRACE: Final = timedelta(hours=24)


class Health(StrEnum):
    """What a monitor last said. Amber is not stored: it follows from the clock."""

    GOOD = "within limits"
    BREACHED = "outside its limits"


@dataclass(frozen=True, slots=True, kw_only=True)
class Monitor(Record):
    """The newest word of the monitor of one use (``about``); ``state`` is a :class:`Health`."""

    KIND: ClassVar[str] = "monitor"

    measure: str = ""  # what is watched: "hit rate in the top 5% of cells"
    checked_at: datetime
    due: datetime
    breached_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Condition:
    """What a monitor means for the next run."""

    light: str  # green, amber, red
    why: str = ""

    @property
    def stops(self) -> bool:
        """Whether nothing may start."""
        return self.light == "red"


def condition(monitor: Monitor, tier: Tier, now: datetime) -> Condition:
    """Judge a monitor: tier 3 stops at once on a breach; else amber for 24 hours, then red."""
    if monitor.state == Health.BREACHED:
        since = monitor.breached_at or monitor.checked_at
        what = f"The monitor ({monitor.measure}) is outside its limits"
        if tier is Tier.PEOPLE:
            return Condition("red", f"{what}; tools about people stop at once.")
        return _graced(what, since, now)
    if now > monitor.due:
        return _graced(f"The check of the monitor ({monitor.measure}) is overdue", monitor.due, now)
    return Condition("green")


def _graced(what: str, since: datetime, now: datetime) -> Condition:
    stops_at = since + GRACE
    if now >= stops_at:
        return Condition("red", f"{what}, and 24 hours have passed.")
    return Condition(
        "amber", f"{what}; it stops at {stops_at:%H:%M on %d %B} unless it is put right."
    )
