"""Stop-and-search files as data.police.uk publishes them: UTC times, latitude before longitude."""

from datetime import UTC, datetime
from typing import Any, Final

import numpy as np

from peelian.sample.force import calendar
from peelian.sample.force.chance import Ints, choose, stream
from peelian.sample.force.people.involved import Stops
from peelian.sample.force.people.known import Known
from peelian.sample.force.people.names import ETHNICITY_18
from peelian.sample.force.people.outputs import OBJECTS, SEEN_AS, STOP_KINDS
from peelian.sample.force.place.model import Place
from peelian.sample.force.public.archive import write_csv
from peelian.sample.force.public.snap import Points, points
from peelian.sample.force.store import Store

_PACE: Final = "Police and Criminal Evidence Act 1984 (section 1)"
_LAWS: Final = (
    "Misuse of Drugs Act 1971 (section 23)",
    _PACE,
    _PACE,
    _PACE,
    "Criminal Justice and Public Order Act 1994 (section 60)",
    "Firearms Act 1968 (section 47)",
    _PACE,
)
_SELF: Final = {
    "W1": "White - English/Welsh/Scottish/Northern Irish/British",
    "W2": "White - Irish",
    "W9": "White - Any other White background",
    "M1": "Mixed/Multiple ethnic groups - White and Black Caribbean",
    "M2": "Mixed/Multiple ethnic groups - White and Black African",
    "M3": "Mixed/Multiple ethnic groups - White and Asian",
    "M9": "Mixed/Multiple ethnic groups - Any other Mixed/Multiple ethnic background",
    "A1": "Asian/Asian British - Indian",
    "A2": "Asian/Asian British - Pakistani",
    "A4": "Asian/Asian British - Chinese",
    "B1": "Black/African/Caribbean/Black British - Caribbean",
    "B2": "Black/African/Caribbean/Black British - African",
    "O2": "Other ethnic group - Any other ethnic group",
    "O9": "Other ethnic group - Any other ethnic group",
    "NS": "Other ethnic group - Not stated",
}
_SEEN: Final = np.array([0, 1, 2, 2, 3])
_FOUND: Final = (
    "Arrest",
    "Community resolution",
    "Summons / charged by post",
    "Khat or Cannabis warning",
)
_NOTHING: Final = "A no further action disposal"


def write_stops(store: Store, known: Known) -> None:
    """Write every month's file."""
    stops, place = known.stops, known.place
    rng = stream(known.seed, "published stops", place.force)
    text = _text(known, stops, points(place), rng)
    month = calendar.month_of(stops.seconds)
    for number in range(calendar.MONTHS):
        rows = np.flatnonzero(month == number)
        rows = rows[np.argsort(stops.seconds[rows], kind="stable")]
        _write(store, place, number, {k: v[rows].tolist() for k, v in text.items()})


def _write(store: Store, place: Place, number: int, body: dict[str, list[str]]) -> None:
    write_csv(store, place, number, "stop-and-search", body)


def _text(known: Known, stops: Stops, where: Points, rng: Any) -> dict[str, Any]:
    n, people = stops.person.size, known.people
    point = where.nearest(stops.spots.x, stops.spots.y)
    located = (rng.random(n) >= 0.09) & (rng.random(n) >= 0.01)
    pairs = zip(
        people.group[stops.person].tolist(), people.culture[stops.person].tolist(), strict=True
    )
    own = np.array([_SELF[ETHNICITY_18.get(p, "NS")] for p in pairs], dtype=object)
    own[rng.random(n) < 0.14] = _SELF["NS"]
    at = calendar.to_utc(stops.seconds)
    stamps = [datetime.fromtimestamp(t, UTC).isoformat() for t in at.tolist()]
    ended = np.where(stops.found == 1, choose(rng, np.array([0.6, 0.27, 0.06, 0.07]), n), -1)
    linked = np.where(stops.found == 1, np.where(rng.random(n) < 0.8, "True", "False"), "False")
    blank = np.full(n, "", dtype=object)
    person = stops.vehicle < 2  # a search of a vehicle alone names nobody
    return {
        "Type": _words(STOP_KINDS, stops.vehicle),
        "Date": np.array(stamps, dtype=object),
        "Part of a policing operation": np.full(n, "False", dtype=object),
        "Policing operation": blank,
        "Latitude": np.where(located, _words(where.latitude, point), ""),
        "Longitude": np.where(located, _words(where.longitude, point), ""),
        "Gender": np.where(person, _words(("Male", "Female"), people.sex[stops.person]), ""),
        "Age range": np.where(
            person & (rng.random(n) > 0.07), _ages(people.age()[stops.person]), ""
        ),
        "Self-defined ethnicity": np.where(person, own, ""),
        "Officer-defined ethnicity": np.where(
            person, _words(SEEN_AS, _SEEN[people.group[stops.person]]), ""
        ),
        "Legislation": _words(_LAWS, stops.reason),
        "Object of search": _words(OBJECTS, stops.reason),
        "Outcome": np.where(ended >= 0, _words(_FOUND, np.maximum(ended, 0)), _NOTHING),
        "Outcome linked to object of search": linked.astype(object),
        "Removal of more than just outer clothing": np.where(rng.random(n) < 0.03, "True", "False"),
    }


def _words(values: Any, codes: Ints) -> Any:
    return np.array(values, dtype=object)[codes]


def _ages(age: Ints) -> Any:
    band = np.searchsorted(np.array([10, 18, 25, 35]), age, side="right")
    return _words(("under 10", "10-17", "18-24", "25-34", "over 34"), band)
