"""Write the four systems, stops and searches, warnings and vehicles, and who everybody truly is."""

import json
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import pyarrow as pa
from numpy.random import Generator

from peelian.ground.geography import to_degrees
from peelian.sample.force import calendar
from peelian.sample.force.chance import Ints, choose, stream
from peelian.sample.force.crime.types import SLUGS, SUBTYPES
from peelian.sample.force.incidents.outcomes import CHARGED, OUTCOMES
from peelian.sample.force.people import errors, involved, sources
from peelian.sample.force.people.known import Known
from peelian.sample.force.people.names import BODIES, COLOURS, ETHNICITY_18
from peelian.sample.force.people.population import EPOCH, FIRST, LAST, People, registration
from peelian.sample.force.place.model import ETHNIC_GROUPS
from peelian.sample.force.store import Store
from peelian.sample.force.tables import Column, Instants, Numbers, Words, table

PART: Final = 50_000  # records written at once
_GENDERS: Final = ("Male", "Female")
WARNINGS: Final = (
    "violent",
    "weapons",
    "self-harm",
    "ailment",
    "escaper",
    "drugs",
    "mental health",
)
_NO_CODE: Final = ""


@dataclass(frozen=True, slots=True)
class Batch:
    """Records of one system on their way to its table; ``number`` counts them from 0."""

    rng: Generator
    filled: sources.Filled
    role: Ints
    incident: Ints
    seconds: Ints
    number: Ints


def write_people(store: Store, known: Known) -> None:
    """Write all tables about people."""
    with store.stream("truth/records.parquet") as truth:
        for source, writer in _WRITERS.items():
            with store.stream(f"{source}.parquet") as add:
                _write_source(known, source, writer, add, truth)
    store.save("stop_search.parquet", stop_columns(known))
    _warnings(store, known)
    _vehicles(store, known)
    _identities(store, known)
    path = store.path("truth/parameters.json")
    path.write_text(json.dumps(_parameters(), indent=1), encoding="utf-8", newline="\n")
    store.count("truth/parameters.json", 1)


def _write_source(known: Known, source: str, writer: Any, add: Any, truth: Any) -> None:
    entries = known.entries[source]
    for part, start in enumerate(range(0, entries.person.size, PART)):
        rows = slice(start, start + PART)
        rng = stream(known.seed, "records", known.place.force, source, part)
        seconds, person = entries.seconds[rows], entries.person[rows]
        filled = sources.fill(rng, known.place, known.people, source, person, seconds)
        incident = entries.incident[rows]
        number = np.arange(start, start + person.size)
        add(table(writer(known, Batch(rng, filled, entries.role[rows], incident, seconds, number))))
        truth(table(_record_truth(known, source, filled, number)))


def _record_truth(
    known: Known, source: str, filled: sources.Filled, number: Ints
) -> dict[str, Column]:
    bits = filled.log.bits
    named = [
        [kind for k, kind in enumerate(errors.KINDS) if value >> k & 1] for value in bits.tolist()
    ]
    return {
        "source": Words(np.zeros(number.size), [source]),
        "record": [f"{source}/{n}" for n in number.tolist()],
        "person": filled.person,
        "household": known.people.household[filled.person],
        "errors": pa.array(named, pa.list_(pa.string())),
    }


def _crime_recording(known: Known, batch: Batch) -> dict[str, Column]:
    filled, rng = batch.filled, batch.rng
    people, person = known.people, filled.person
    codes = _codes(people, person)
    sex = np.array(["M", "F"], dtype=object)[people.sex[person]]
    sex[rng.random(person.size) < 0.02] = "U"
    forenames = [f"{a} {b}".strip() for a, b in zip(filled.first, filled.middle, strict=True)]
    return {
        "NOMINAL_REF": [f"crime_recording/{n}" for n in batch.number.tolist()],
        "CRIME_REF": known.incidents.uid[batch.incident],
        "ROLE": Words(batch.role, [r.upper() for r in involved.ROLES]),
        "SURNAME": filled.last.tolist(),
        "FORENAMES": forenames,
        "DOB": filled.birthday("dmy"),
        "SEX": sex.tolist(),
        "SELF_DEFINED_ETHNICITY": sources.blank(codes, filled.no_ethnicity),
        "ADDRESS": filled.address.tolist(),
        "POSTCODE": filled.postcode.tolist(),
        "TELEPHONE": filled.phone.tolist(),
        "CREATED": Instants(calendar.to_utc(batch.seconds)),
    }


def _command_and_control(known: Known, batch: Batch) -> dict[str, Column]:
    filled, rng = batch.filled, batch.rng
    age = known.people.age()[filled.person] + rng.integers(-6, 7, filled.person.size)
    shown = rng.random(filled.person.size) < 0.2
    caller = [f"{a} {b}".upper() for a, b in zip(filled.first, filled.last, strict=True)]
    return {
        "log_no": [f"command_and_control/{n}" for n in batch.number.tolist()],
        "incident": known.incidents.uid[batch.incident],
        "caller_name": caller,
        "caller_tel": filled.phone.tolist(),
        "location_text": [None if a is None else a.upper() for a in filled.address.tolist()],
        "approx_age": pa.array(np.maximum(age, 8), pa.int64(), mask=~shown),
        "received": Instants(calendar.to_utc(batch.seconds)),
        "connection": Words(batch.role, list(involved.ROLES)),
    }


def _custody(known: Known, batch: Batch) -> dict[str, Column]:
    filled, rng = batch.filled, batch.rng
    people, person, crimes = known.people, filled.person, known.incidents
    held = np.maximum(1800, (rng.standard_normal(person.size) * 14_000 + 41_000)).astype(np.int64)
    charged = np.isin(crimes.outcome[batch.incident], CHARGED)
    result = np.where(charged, 0, choose(rng, np.array([0.5, 0.3, 0.2]), person.size) + 1)
    words = ["charged", "released under investigation", "no further action", "bailed"]
    return {
        "custody_no": [f"custody/{n}" for n in batch.number.tolist()],
        "last_name": [t.upper() for t in filled.last.tolist()],
        "first_name": filled.first.tolist(),
        "middle_name": sources.blank(filled.middle, filled.middle == _NO_CODE),
        "date_of_birth": filled.birthday("ymd"),
        "gender": Words(people.sex[person], _GENDERS),
        "ic_code": Words(
            np.where(filled.no_ethnicity, -1, _ic(rng, people, person)),
            ["IC1", "IC2", "IC3", "IC4", "IC5", "IC6"],
        ),
        "address": sources.blank(
            [f"{a}, {p}" for a, p in zip(filled.address, filled.postcode, strict=True)],
            np.array([a is None for a in filled.address.tolist()]),
        ),
        "phone": filled.phone.tolist(),
        "crime_uid": crimes.uid[batch.incident],
        "offence": Words(crimes.true.subtype[batch.incident], [part.name for _, part in SUBTYPES]),
        "arrived": Instants(calendar.to_utc(batch.seconds)),
        "left": Instants(calendar.to_utc(batch.seconds + held)),
        "result": Words(result, words),
    }


def _intelligence(known: Known, batch: Batch) -> dict[str, Column]:
    filled, rng = batch.filled, batch.rng
    people, person = known.people, filled.person
    year = sources.blank([str(y) for y in filled.year.tolist()], filled.no_birthday)
    shown = rng.random(person.size) < 0.4
    described = np.where(filled.no_ethnicity, -1, people.group[person])
    return {
        "nominal": [f"intelligence/{n}" for n in batch.number.tolist()],
        "name": sources.nicknames(rng, filled),
        "yob": year,
        "appearance": Words(described, [f"{g} appearance" for g in ETHNIC_GROUPS]),
        "believed_address": filled.address.tolist(),
        "vrm": sources.marks(people, person, shown),
        "mobile": filled.phone.tolist(),
        "submitted": Instants(calendar.to_utc(batch.seconds)),
    }


_WRITERS: Final = {
    "crime_recording": _crime_recording,
    "command_and_control": _command_and_control,
    "custody": _custody,
    "intelligence": _intelligence,
}


def _codes(people: People, person: Ints) -> list[str]:
    pairs = zip(people.group[person].tolist(), people.culture[person].tolist(), strict=True)
    return [ETHNICITY_18.get(pair, "NS") for pair in pairs]


def _ic(rng: Any, people: People, person: Ints) -> Ints:
    """Officer-defined code: 1 white, 2 southern European, 3 black, 4 Asian, 5 Chinese, 6 other."""
    usual = np.array([0, 3, 2, 2, 5])[people.group[person]]
    usual = np.where(people.culture[person] == 6, 4, usual)  # Chinese names
    other = rng.integers(0, 6, person.size)
    return np.where(rng.random(person.size) < 0.06, other, usual)


def stop_columns(known: Known) -> dict[str, Column]:
    """Stops and searches as a force keeps them."""
    stops, people, place = known.stops, known.people, known.place
    age = people.age()[stops.person]
    longitude, latitude = to_degrees(stops.spots.x, stops.spots.y)
    codes = _codes(people, stops.person)
    return {
        "stop": np.arange(stops.person.size),
        "at": Instants(calendar.to_utc(stops.seconds)),
        "person_code": [f"stop_search/{n}" for n in range(stops.person.size)],
        "gender": Words(people.sex[stops.person], _GENDERS),
        "age": age,
        "self_defined_ethnicity": codes,
        "officer_defined_ethnicity": Words(_seen_as(people, stops.person), SEEN_AS),
        "kind": Words(stops.vehicle, STOP_KINDS),
        "object": Words(stops.reason, OBJECTS),
        "found": stops.found.astype(bool),
        "easting": Numbers(stops.spots.x),
        "northing": Numbers(stops.spots.y),
        "longitude": Numbers(longitude, 6),
        "latitude": Numbers(latitude, 6),
        "lsoa_code": Words(place.segments.area[stops.spots.segment], place.areas.codes),
    }


SEEN_AS: Final = ("White", "Asian", "Black", "Other")
STOP_KINDS: Final = ("Person search", "Person and Vehicle search", "Vehicle search")
OBJECTS: Final = (
    *("Controlled drugs", "Offensive weapons", "Stolen goods"),
    *("Evidence of offences under the Act", "Anything to threaten or harm anyone"),
    *("Firearms", "Articles for use in criminal damage"),
)


def _seen_as(people: People, person: Ints) -> Ints:
    return np.array([0, 1, 2, 2, 3])[people.group[person]]


def _warnings(store: Store, known: Known) -> None:
    """Warning markers that custody put on people; the marker names a custody record."""
    rng = stream(known.seed, "warnings", known.place.force)
    entries = known.entries["custody"]
    rows = np.flatnonzero(rng.random(entries.person.size) < 0.3)
    store.save(
        "warnings.parquet",
        {
            "custody_no": [f"custody/{n}" for n in rows.tolist()],
            "marker": Words(rng.integers(0, len(WARNINGS), rows.size), WARNINGS),
            "set_at": Instants(calendar.to_utc(entries.seconds[rows] + 5400)),
        },
    )


def _vehicles(store: Store, known: Known) -> None:
    rng = stream(known.seed, "vehicles", known.place.force)
    owner = np.flatnonzero(known.people.vehicle >= 0)
    store.save(
        "vehicles.parquet",
        {
            "vrm": [registration(v) for v in known.people.vehicle[owner].tolist()],
            "body": Words(rng.integers(0, len(BODIES), owner.size), BODIES),
            "colour": Words(rng.integers(0, len(COLOURS), owner.size), COLOURS),
        },
    )


def _identities(store: Store, known: Known) -> None:
    people = known.people
    born = (people.born + (EPOCH - 719_163)).astype("datetime64[D]")
    store.save(
        "truth/persons.parquet",
        {
            "person": np.arange(people.count),
            "household": people.household,
            "first_name": Words(people.first, FIRST),
            "middle_name": Words(people.middle, FIRST),
            "last_name": Words(people.last, LAST),
            "born": born,
            "sex": Words(people.sex, _GENDERS),
            "census_group": Words(people.group, ETHNIC_GROUPS),
            "address": people.address,
            "previous_address": people.old_address,
            "moved_on": Instants(
                np.where(
                    people.moved_on >= 0,
                    calendar.START + people.moved_on * calendar.DAY,
                    np.iinfo(np.int64).min,
                )
            ),
            "twin": people.twin,
            "vrm": sources.marks(people, np.arange(people.count), people.vehicle >= 0),
        },
    )
    store.save(
        "truth/stop_search.parquet",
        {"stop": np.arange(known.stops.person.size), "person": known.stops.person},
    )


def _parameters() -> dict[str, Any]:
    return {
        "care_of_each_system": {
            name: {field: getattr(care, field) for field in care.__slots__}
            for name, care in sources.CARES.items()
        },
        "missing_more_often_by_census_group": dict(
            zip(ETHNIC_GROUPS, sources.MISSING_BY_GROUP.tolist(), strict=True)
        ),
        "stopped_beside_share_of_known": dict(
            zip(ETHNIC_GROUPS, involved.STOP_FACTOR.tolist(), strict=True)
        ),
        "found_when_searched": dict(zip(ETHNIC_GROUPS, involved.FIND_RATE.tolist(), strict=True)),
        "outcomes": list(OUTCOMES),
        "crime_types": list(SLUGS),
    }
