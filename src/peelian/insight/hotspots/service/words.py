"""The sentences and names a reader sees."""

import re
from collections.abc import Sequence
from typing import Final

from peelian.ground.areas import place_words
from peelian.ground.codes import crime_types
from peelian.insight.hotspots.kernel import trend
from peelian.insight.hotspots.model import Measure

_PREFIX: Final = re.compile(r"^(?:on or near|on|near)\b\s*", re.IGNORECASE)
_NO_PLACE: Final = ("", "no location")
_POSSESSIVE: Final = re.compile(r"'S\b")
_SAME: Final = (0.95, 1.05)  # ratios that read as "about the average"

MONTH_ONLY: Final = (
    "These records say in which month something happened, not on which day or at what hour: "
    "no time of day or day of the week can be read from them."
)
SNAPPED: Final = (
    "Places are anonymised map points, each standing for at least eight addresses: a square counts "
    "the points in it, and no address can be read from it."
)
NOT_A_FORECAST: Final = (
    "This shows where incidents were recorded; it does not say where they will be."
)


def counted(count: int, crime_type: str | None) -> str:
    """Return a count with its noun: ``1 burglary``, ``1,204 incidents``."""
    singular, plural = "incident", "incidents"
    if crime_type is not None:
        plain = crime_type.replace("-", " ")
        singular, plural = f"{plain} incident", f"{plain} incidents"
        for known in crime_types():
            if known.slug == crime_type:
                singular, plural = known.singular, known.plural
    return f"{count:,} {singular if count == 1 else plural}"


def street(published: str | None) -> str:
    """Return the words after "On or near", as people write them; empty when there are none."""
    name = _PREFIX.sub("", " ".join((published or "").split()))
    if name.casefold() in _NO_PLACE:
        return ""
    return place_words().get(name.casefold()) or _POSSESSIVE.sub("'s", name)


def place_name(streets: Sequence[str], otherwise: str, taken: set[str]) -> str:
    """Name a place so that no two in a list share a name.

    Args:
        streets: its street names, most frequent first; kinds of place ("a supermarket") come last.
        otherwise: the name when it has no street.
        taken: names given already; the new one is added.
    """
    named = [s for s in streets if s and not s.startswith(("a ", "an "))]
    kinds = [s for s in streets if s.startswith(("a ", "an "))]
    options = [f"Near {s}" for s in (named + kinds)[:1]]
    options += [f"Near {named[0]} and {s}" for s in (named + kinds)[1:4] if named]
    options += [f"{options[0]}, {otherwise}"] if options else [otherwise]
    name = next((o for o in options if o not in taken), options[-1])
    count = 1
    while (unique := name if count == 1 else f"{name} ({count})") in taken:
        count += 1
    taken.add(unique)
    return unique


def ratio(value: float, measure: Measure) -> str:
    """Return how a place compares: ``2.9 times the force average``."""
    what = "rate" if measure is Measure.RATE else "average"
    if _SAME[0] <= value < _SAME[1]:
        return f"about the force {what}"
    if value < _SAME[1] - 1:
        return f"far below the force {what}"
    shown = f"{value:,.1f}" if value < 100 else f"{value:,.0f}"  # noqa: PLR2004 - 131 says enough
    return f"{shown} times the force {what}"


def trend_clause(word: str, force_word: str) -> str:
    """Return the reason's last clause."""
    if word == trend.UNSURE:
        return "not enough to say whether it is changing"
    if word != trend.STEADY and word == force_word:
        return f"{word}, as is the whole force"
    return word


def months(count: int) -> str:
    """Return ``12 months``."""
    return "1 month" if count == 1 else f"{count} months"


def percent(part: int, whole: int) -> str:
    """Return a share people can read: ``2.3%``, ``less than 0.1%``."""
    if whole == 0 or part == 0:
        return "0%"
    share = 100 * part / whole
    return "less than 0.1%" if share < 0.1 else f"{share:.1f}%"  # noqa: PLR2004 - one decimal is shown
