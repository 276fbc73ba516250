"""How crimes end: the outcome, and the day it was recorded."""

from typing import Final

import numpy as np
from numpy.random import Generator

from peelian.sample.force import calendar
from peelian.sample.force.chance import Ints, choose_rows, exponential
from peelian.sample.force.crime.types import SLUGS

OUTCOMES: Final = (
    *("Under investigation", "Investigation complete; no suspect identified"),
    *("Unable to prosecute suspect", "Status update unavailable", "Court result unavailable"),
    *("Awaiting court outcome", "Local resolution", "Offender given a caution"),
    *("Formal action is not in the public interest",),
    *("Further investigation is not in the public interest",),
    *("Further action is not in the public interest",),
    *("Action to be taken by another organisation", "Suspect charged as part of another case"),
    "Offender given a drugs possession warning",
)
UNDER_INVESTIGATION: Final = 0
CHARGED: Final = (4, 5, 12)
# Per cent of finished crimes by type, in the order of OUTCOMES from the second on. Rounded by hand
# to the shape of published outcomes (data.police.uk, Open Government Licence v3.0).
_MIX: Final = {
    "violence-and-sexual-offences": (2, 57, 24, 5, 1, 1.2, 1.1, 3.2, 2.5, 0.8, 2, 0.1, 0),
    "public-order": (3, 42, 37, 6, 1.2, 1, 1, 3.7, 3.3, 0.9, 0.4, 0.1, 0),
    "shoplifting": (1, 19, 59, 10, 2.4, 2.8, 0.6, 1.6, 1.8, 0.2, 0, 1.6, 0),
    "criminal-damage-and-arson": (2, 24, 63, 4.4, 0.8, 1.4, 1.2, 1.9, 1.3, 0.6, 0.1, 0, 0),
    "other-theft": (1, 15, 80, 1.1, 0.2, 0.5, 0.4, 0.9, 1.1, 0.1, 0.1, 0.1, 0),
    "vehicle-crime": (1, 7, 89, 1.9, 0.2, 0.1, 0, 0.5, 0.4, 0.1, 0, 0, 0),
    "burglary": (2, 12, 78, 4.5, 1, 0.5, 0.4, 1.1, 0.4, 0.1, 0, 0.5, 0),
    "other-crime": (2, 35, 33, 5.3, 1.3, 1.6, 1.5, 6.1, 9.3, 2.4, 2.1, 0, 0),
    "drugs": (2, 6, 13, 19, 4.4, 5.1, 3.9, 16, 8.8, 21, 0.1, 0.1, 0.4),
    "robbery": (3, 24, 60, 6.8, 1.8, 0.4, 0.4, 2.2, 0.6, 0.4, 0, 0.4, 0),
    "bicycle-theft": (0.3, 5, 93, 1.2, 0.2, 0.4, 0, 0.2, 0.2, 0, 0, 0, 0),
    "possession-of-weapons": (1, 28, 17, 23, 4.2, 3.2, 4.5, 9.9, 5, 3, 0.5, 0, 0),
    "theft-from-the-person": (1, 12, 85, 1.2, 0.1, 0.2, 0.1, 0.4, 0.4, 0.1, 0, 0.1, 0),
    "anti-social-behaviour": (0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0),
}
_MEDIAN_DAYS: Final = np.array([0, 9, 60, 25, 150, 70, 30, 40, 75, 60, 45, 50, 60, 10])


def draw(rng: Generator, kind: Ints, reported: Ints) -> tuple[Ints, Ints]:
    """The final outcome of each crime and the wall-clock second it was recorded.

    Anti-social behaviour has none: its code is -1. A crime whose end lies after the sample is
    still under investigation, which the caller decides by comparing with the end.
    """
    table = np.array([_MIX[slug] for slug in SLUGS])
    final = 1 + choose_rows(rng, table, kind)
    wait = exponential(rng, 1.0, kind.size) * _MEDIAN_DAYS[final] / np.log(2)
    at = reported + 3600 + np.rint(wait * calendar.DAY).astype(np.int64) // 60 * 60
    none = kind == SLUGS.index("anti-social-behaviour")
    return np.where(none, -1, final), at
