"""Answers of the data.police.uk API made into one file per force and month.

Neighbouring areas both return a crime whose point lies on their shared edge, so adding answers
counts it twice: here each ``id`` is kept once. An answer does not say which force recorded a crime:
railway crimes are marked and belong to the transport police; of any other one, it is the force that
the file's name claims (``2024-01-durham-street-api…json``) or, without a claim, the one in whose
area the point lies. Near a border that can be the neighbour.
"""

import csv
import hashlib
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any, Final

import numpy as np

from peelian.ground.errors import InputError
from peelian.ground.time import Month
from peelian.hub.ingest.layouts import ANSWERS
from peelian.hub.ingest.places import force_at
from peelian.hub.ingest.sources import Source

_NAME: Final = re.compile(r"\d{4}-\d{2}-(?P<force>[a-z-]+?)-street-api\b.*\.json", re.IGNORECASE)
_RAIL: Final = "btp"
_MOST_BYTES: Final = 512 * 1024**2  # of one answer; the API refuses areas with over 10,000 crimes
Record = tuple[str, ...]


@dataclass(slots=True)
class _Month:
    """The crimes of one month over all answers, each once."""

    claimed: dict[str, str] = field(default_factory=dict)  # id -> force claimed by the file's name
    records: dict[str, Record] = field(default_factory=dict)  # id -> record
    files: dict[str, set[str]] = field(default_factory=dict)  # file's name -> ids in it
    received: dict[str, str] = field(default_factory=dict)  # file's name -> hash as received


def converted(sources: Sequence[Source], scratch: Path) -> list[Source]:
    """Replace the JSON answers among ``sources`` by one CSV file per force and month.

    Raises:
        InputError: for JSON that is damaged or not an answer with crimes.
    """
    answers = [s for s in sources if s.path.suffix.lower() == ".json"]
    if not answers:
        return list(sources)
    months: dict[str, _Month] = {}
    for source in answers:
        _collect(source, months)
    folder = scratch / "answers"
    folder.mkdir(parents=True, exist_ok=True)
    made = [one for month in sorted(months) for one in _files(month, months[month], folder)]
    found = [s for s in sources if s not in answers] + made
    if not found:
        raise _refused(answers[0].name, "There is no crime in it.")
    return found


def _collect(source: Source, months: dict[str, _Month]) -> None:
    claim = _NAME.fullmatch(PurePosixPath(source.name.replace("\\", "/")).name)
    records = [_record(crime) for crime in _crimes(source)]
    named = [_month_of(record) for record in records]
    usual = next(filter(None, named), "")
    if records and not usual:
        raise _refused(source.name, "No crime in it names a month as YYYY-MM.")
    for record, said in zip(records, named, strict=True):
        month = months.setdefault(said or usual, _Month())  # no month: to be set aside with it
        key = record[0] or f"{source.name} {len(month.records)}"
        month.records.setdefault(key, record)
        if claim:
            month.claimed.setdefault(key, claim["force"].lower())
        month.files.setdefault(source.name, set()).add(key)
        month.received[source.name] = source.received


def _crimes(source: Source) -> list[Any]:
    try:
        if source.path.stat().st_size > _MOST_BYTES:
            raise _refused(source.name, "It is far larger than an answer can be.")
        crimes = json.loads(source.path.read_bytes())
    except (ValueError, RecursionError):
        raise _refused(source.name, "It is damaged or cut short: it is not whole JSON.") from None
    wanted = {"category", "month", "location"}
    if not isinstance(crimes, list) or not all(
        isinstance(crime, dict) and wanted <= crime.keys() for crime in crimes
    ):
        raise _refused(source.name, "It is not a list of crimes as the API answers them.")
    return crimes


def _record(crime: dict[str, Any]) -> Record:
    place = _dict(crime.get("location"))
    street, outcome = _dict(place.get("street")), _dict(crime.get("outcome_status"))
    values = {
        **{name: crime.get(name) for name in ANSWERS.header},
        "latitude": place.get("latitude"),
        "longitude": place.get("longitude"),
        "street_id": street.get("id"),
        "street_name": street.get("name"),
        "outcome_category": outcome.get("category"),
        "outcome_date": outcome.get("date"),
    }
    return tuple("" if values[h] is None else str(values[h]) for h in ANSWERS.header)


def _dict(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _month_of(record: Record) -> str:
    try:
        return str(Month.parse(record[2]))
    except InputError:
        return ""


def _files(month: str, held: _Month, folder: Path) -> Iterator[Source]:
    by_force: dict[str, list[str]] = {}
    for key, force in _forces(held).items():
        by_force.setdefault(force, []).append(key)
    for force, keys in sorted(by_force.items()):
        chosen = set(keys)
        origin = sorted(name for name, ids in held.files.items() if ids & chosen)
        path = folder / f"{month}-{force}-street-api.csv"
        with path.open("w", encoding="utf-8", newline="") as out:
            writer = csv.writer(out, lineterminator="\n")
            writer.writerow(ANSWERS.header)
            writer.writerows(sorted(held.records[key] for key in keys))
        yield Source(
            name=origin[0] if len(origin) == 1 else f"{path.stem} ({len(origin)} answers)",
            path=path,
            sha256=hashlib.sha256(path.read_bytes()).hexdigest(),
            received=" ".join(sorted({held.received[name] for name in origin})),
            force=force,
            month=month,
            kind=ANSWERS.kind,
        )


def _forces(held: _Month) -> dict[str, str]:
    """Say of each record which force's it is; of one nowhere, the force most others are of."""
    keys = list(held.records)
    kind, lat, lon = (ANSWERS.header.index(h) for h in ("location_type", "latitude", "longitude"))
    places = force_at(
        np.array([_number(held.records[k][lon]) for k in keys]),
        np.array([_number(held.records[k][lat]) for k in keys]),
    )
    found = {
        key: _RAIL if held.records[key][kind] == "BTP" else held.claimed.get(key, place)
        for key, place in zip(keys, places, strict=True)
    }
    known = [force for force in found.values() if force and force != _RAIL]
    usual = max(sorted(set(known)), key=known.count) if known else _RAIL
    return {key: force or usual for key, force in found.items()}


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return float("nan")


def _refused(name: str, why: str) -> InputError:
    return InputError(
        f"The file {name!r} was not brought in.",
        why,
        "Use the answers of crimes-street as they came, or fetch them with `peelian hub fetch`.",
    )
