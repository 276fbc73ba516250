"""The crime types: how common, when, where, how found, how harmful.

Every number here is an assumption of the sample, set by hand so that totals look like a mixed
English force; the realism report compares the outcome with published files. Harm weights are
illustrative days and are not an official index.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np

from peelian.sample.force.chance import Floats

HOURS: Final = {
    # Relative rate at 00, 03, 06, 09, 12, 15, 18, 21; hours between are joined by straight lines.
    "evening": (7, 3, 1.4, 3, 4.5, 6.4, 7.4, 7.8),
    "night life": (9.5, 6, 1.4, 2.6, 4, 5.4, 6.6, 8.4),
    "shop": (0.5, 0.2, 0.6, 5, 9, 9.4, 6.4, 1.6),
    "day": (2.6, 1.2, 1.4, 5.4, 7.2, 7.6, 6, 4),
    "home": (3.6, 2.6, 1.8, 4.2, 5, 5.8, 6.4, 5),
    "vehicle": (6, 4.6, 2.2, 2.6, 3.2, 4.4, 6.8, 7.6),
    "patrol": (5.2, 2, 0.6, 2.4, 4.4, 7.6, 7.2, 5.6),
}


@dataclass(frozen=True, slots=True)
class Subtype:
    """A kind within a type: its share, harm in illustrative days, and where it happens."""

    name: str
    share: float
    harm: int
    where: str


@dataclass(frozen=True, slots=True)
class CrimeType:
    """One published category.

    ``repeat`` is the expected number of further crimes each one sets off (branching ratio);
    ``window`` the share known only as lying between two times; ``found`` the share discovered by
    officers; ``delay`` the median wait in hours until it is reported.
    """

    slug: str
    label: str
    share: float
    hours: str
    peak: int
    depth: float
    weekend: float
    repeat: float
    window: float
    found: float
    delay: float
    trend: float
    noise: float
    no_place: float
    parts: tuple[Subtype, ...]


# Where: homes, streets, or a mix of premises kinds with weights.
PLACES: Final[dict[str, dict[str, float]]] = {
    "home": {"home": 1.0},
    "night": {"pub": 3, "bar": 3, "nightclub": 3.2, "street": 4, "takeaway": 1.2, "home": 1.0},
    "public": {
        "street": 5,
        "home": 2.4,
        "park": 0.8,
        "shop": 0.8,
        "railway station": 0.5,
        "pub": 0.7,
    },
    "people": {"home": 6, "street": 1.6, "school": 0.5, "hospital": 0.5, "care home": 0.15},
    "shop": {"shop": 4.2, "supermarket": 5.4, "petrol station": 1.1},
    "business": {"shop": 5, "pub": 1.2, "takeaway": 1.4, "school": 0.6, "bank": 0.2},
    "parked": {"street": 4, "home": 5, "car park": 1.8, "railway station": 0.2},
    "cycle": {"street": 4, "home": 2.6, "railway station": 1.2, "college": 0.9, "shop": 1},
    "busy": {
        "street": 3,
        "pub": 1.4,
        "bar": 1.2,
        "nightclub": 1.6,
        "shop": 2.2,
        "supermarket": 1.4,
    },
    "drugs": {"street": 5.4, "home": 2.4, "park": 0.9, "railway station": 0.8, "nightclub": 0.8},
    "asb": {"street": 4.6, "home": 4, "park": 1, "shop": 1.2, "supermarket": 0.5, "hostel": 0.5},
}

TYPES: Final = (
    CrimeType("violence-and-sexual-offences", "Violence and sexual offences", 0.365, "evening", 7, 0.08,
        1.12, 0.06, 0.05, 0.05, 3.0, 0.05, 0.055, 0.062, (
            Subtype("violence with injury", 0.27, 120, "night"),
            Subtype("violence without injury", 0.36, 10, "people"),
            Subtype("stalking and harassment", 0.26, 20, "home"),
            Subtype("sexual offence", 0.11, 900, "people"))),
    CrimeType("anti-social-behaviour", "Anti-social behaviour", 0.140, "evening", 7, 0.20,
        1.10, 0.12, 0.02, 0.06, 0.1, -0.03, 0.06, 0.0, (
            Subtype("nuisance", 0.7, 1, "asb"),
            Subtype("personal", 0.2, 1, "home"),
            Subtype("environmental", 0.1, 1, "asb"))),
    CrimeType("public-order", "Public order", 0.100, "evening", 7, 0.10,
        1.10, 0.05, 0.02, 0.14, 0.6, 0.01, 0.05, 0.070, (
            Subtype("fear of violence", 0.8, 3, "public"),
            Subtype("race or faith aggravated", 0.2, 10, "public"))),
    CrimeType("shoplifting", "Shoplifting", 0.090, "shop", 11, 0.06,
        0.98, 0.10, 0.02, 0.05, 1.0, 0.14, 0.07, 0.057, (
            Subtype("theft from shop", 1.0, 2, "shop"),)),
    CrimeType("criminal-damage-and-arson", "Criminal damage and arson", 0.080, "evening", 6, 0.06,
        1.12, 0.08, 0.42, 0.06, 6.0, -0.02, 0.05, 0.067, (
            Subtype("damage to vehicle", 0.45, 2, "parked"),
            Subtype("damage to dwelling", 0.3, 4, "home"),
            Subtype("damage to other building", 0.21, 4, "business"),
            Subtype("arson", 0.04, 90, "public"))),
    CrimeType("other-theft", "Other theft", 0.069, "day", 7, 0.07,
        1.0, 0.03, 0.36, 0.02, 10.0, 0.0, 0.05, 0.090, (
            Subtype("theft other", 0.7, 3, "busy"),
            Subtype("making off without payment", 0.3, 1, "shop"))),
    CrimeType("vehicle-crime", "Vehicle crime", 0.056, "vehicle", 11, 0.08,
        0.96, 0.12, 0.66, 0.03, 8.0, -0.04, 0.06, 0.079, (
            Subtype("theft from vehicle", 0.56, 6, "parked"),
            Subtype("theft of vehicle", 0.32, 30, "parked"),
            Subtype("interference with vehicle", 0.12, 2, "parked"))),
    CrimeType("burglary", "Burglary", 0.038, "home", 12, 0.12,
        0.94, 0.11, 0.62, 0.01, 7.0, -0.05, 0.06, 0.049, (
            Subtype("residential burglary", 0.74, 30, "home"),
            Subtype("business burglary", 0.26, 20, "business"))),
    CrimeType("other-crime", "Other crime", 0.015, "day", 6, 0.03,
        0.98, 0.0, 0.1, 0.10, 12.0, 0.01, 0.06, 0.089, (
            Subtype("other offence", 1.0, 10, "public"),)),
    CrimeType("drugs", "Drugs", 0.014, "patrol", 5, 0.05,
        1.08, 0.0, 0.0, 0.92, 0.1, 0.0, 0.07, 0.114, (
            Subtype("possession of drugs", 0.76, 3, "drugs"),
            Subtype("trafficking of drugs", 0.24, 365, "drugs"))),
    CrimeType("robbery", "Robbery", 0.012, "night life", 10, 0.08,
        1.10, 0.10, 0.0, 0.03, 0.4, 0.0, 0.06, 0.092, (
            Subtype("robbery of person", 0.9, 365, "public"),
            Subtype("robbery of business", 0.1, 365, "business"))),
    CrimeType("bicycle-theft", "Bicycle theft", 0.012, "day", 7, 0.28,
        0.94, 0.12, 0.72, 0.01, 9.0, -0.03, 0.07, 0.100, (
            Subtype("bicycle theft", 1.0, 4, "cycle"),)),
    CrimeType("possession-of-weapons", "Possession of weapons", 0.006, "patrol", 6, 0.04,
        1.06, 0.0, 0.0, 0.72, 0.3, 0.03, 0.07, 0.087, (
            Subtype("possession of weapon", 1.0, 40, "public"),)),
    CrimeType("theft-from-the-person", "Theft from the person", 0.005, "night life", 12, 0.06,
        1.26, 0.08, 0.08, 0.02, 3.0, 0.04, 0.07, 0.132, (
            Subtype("theft from person", 1.0, 5, "busy"),)),
)  # fmt: skip

SLUGS: Final = tuple(t.slug for t in TYPES)
SUBTYPES: Final = tuple((t, part) for t, kind in enumerate(TYPES) for part in kind.parts)
REPEAT_DAYS: Final = 9.0  # mean wait until a further crime, exponential
REPEAT_METRES: Final = 110.0  # mean distance of a near repeat, exponential
REPEAT_SAME: Final = 0.15  # share of further crimes at the very same address


def hourly(name: str) -> Floats:
    """24 relative rates of a profile, summing to one."""
    points = HOURS[name]
    rates = np.interp(np.arange(24), np.arange(0, 27, 3), [*points, points[0]])
    share: Floats = (rates / rates.sum()).round(9)
    return share


def where_weights(where: str, kinds: tuple[str, ...]) -> Floats:
    """Weights of homes, streets and each premises kind, in that order."""
    mix = PLACES[where]
    return np.array(
        [mix.get("home", 0.0), mix.get("street", 0.0), *(mix.get(k, 0.0) for k in kinds)]
    )
