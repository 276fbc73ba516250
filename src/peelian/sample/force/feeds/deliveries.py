"""The same incidents as a force's monthly extract brings them, with everything that goes wrong.

The faults are the same in every run, so that a test can name them: see ``truth/faults.json``.
"""

import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.csv
from numpy.typing import NDArray

from peelian.sample.force import calendar
from peelian.sample.force.chance import Ints, stream
from peelian.sample.force.crime.types import SLUGS
from peelian.sample.force.incidents.assemble import Incidents
from peelian.sample.force.incidents.outcomes import OUTCOMES
from peelian.sample.force.place.model import Place
from peelian.sample.force.store import Store

CHANGE_AT: Final = 18  # the nineteenth month comes in a new schema
REPUBLISHED: Final = (5, 14, 27)
MISSING_WEEKS: Final = {9: (8, 14), 22: (15, 21)}  # month: first and last day without rows
DOUBLED_ROWS: Final = (12,)  # a batch that was loaded twice into one file
SENT_TWICE: Final = (25,)  # the same file again under another name
LATE: Final = {7: 34, 20: 61, 31: 19}  # days after the usual delivery
_USUAL: Final = 12  # days after the month's end
_NEW_NAMES: Final = {
    "CrimeNo": "reference",
    "Reported": "reported_at",
    "From": "occurred_from",
    "To": "occurred_to",
    "Offence": "crime_type",
    "Outcome": "outcome",
    "Easting": "x",
    "Northing": "y",
    "Street": "location",
    "Beat": "beat_name",
}


@dataclass(frozen=True, slots=True)
class Delivery:
    """One file as it arrived; its outcomes are those known when it was written."""

    name: str
    month: int
    rows: Ints
    delivered: datetime
    written: datetime


def write_feeds(store: Store, place: Place, incidents: Incidents, seed: int) -> None:
    """Write every delivery, the list of them, and what is wrong with which."""
    columns = _columns(place, incidents)
    listed = []
    for delivery in _deliveries(incidents, seed, place.force):
        body = _body(columns, incidents, delivery)
        store.count(f"files/{delivery.name}", _write(store, f"files/{delivery.name}", body))
        listed.append((delivery.name, delivery.delivered.isoformat(), delivery.rows.size))
    names, when, counts = zip(*sorted(listed, key=lambda item: item[1]), strict=True)
    body = {"file": list(names), "delivered_at": list(when), "rows": [str(c) for c in counts]}
    store.count("deliveries.csv", _write(store, "deliveries.csv", body))
    path = store.path("truth/faults.json")
    path.write_text(json.dumps(_faults(), indent=1), encoding="utf-8", newline="\n")
    store.count("truth/faults.json", 1)


def _deliveries(incidents: Incidents, seed: int, force: str) -> list[Delivery]:
    month = calendar.month_of(incidents.reported)
    day = (incidents.reported - calendar.START) // calendar.DAY
    first = np.array([int(np.argmax(calendar.month_of_day() == m)) for m in range(calendar.MONTHS)])
    rng = stream(seed, "feeds", force)
    found = []
    for number in range(calendar.MONTHS):
        rows = np.flatnonzero(month == number)
        if number in MISSING_WEEKS:
            low, high = MISSING_WEEKS[number]
            of_month = day[rows] - first[number] + 1
            rows = rows[(of_month < low) | (of_month > high)]
        if number in DOUBLED_ROWS:
            batch = rows[: rows.size // 5]
            rows = np.concatenate([rows, batch])
        name = calendar.month_name(number)
        at = _due(number) + timedelta(days=LATE.get(number, 0), minutes=int(rng.integers(0, 600)))
        found.append(Delivery(f"{name}.csv", number, rows, at, at))
        again = at + timedelta(days=95)
        if number in REPUBLISHED:
            found.append(Delivery(f"{name}_v2.csv", number, rows, again, again))
        if number in SENT_TWICE:
            again = at + timedelta(days=2)
            found.append(Delivery(f"{name}_final.csv", number, rows, again, at))
    return found


def _due(number: int) -> datetime:
    year, month = divmod(calendar.FIRST_DAY.year * 12 + number + 1, 12)
    return datetime(year, month + 1, 1, 6, tzinfo=UTC) + timedelta(days=_USUAL)


def _columns(place: Place, incidents: Incidents) -> dict[str, NDArray[Any]]:
    spots, located = incidents.true.spots, incidents.located
    street = np.array(place.streets.names, dtype=object)[place.segments.street[spots.segment]]
    beat = np.array(place.beat_names, dtype=object)[
        place.areas.beat[place.segments.area[spots.segment]]
    ]
    return {
        "east": np.where(located, np.char.mod("%.1f", spots.x).astype(object), ""),
        "north": np.where(located, np.char.mod("%.1f", spots.y).astype(object), ""),
        "street": np.where(located, street, ""),
        "beat": np.where(located, beat, ""),
        "offence": np.array(SLUGS, dtype=object)[incidents.kind],
    }


def _body(
    columns: dict[str, NDArray[Any]], incidents: Incidents, delivery: Delivery
) -> dict[str, list[str]]:
    rows, new = delivery.rows, delivery.month >= CHANGE_AT
    known_at = int(delivery.written.timestamp())
    closed = (incidents.outcome[rows] >= 0) & (incidents.outcome_at[rows] < known_at)
    shown = np.where(closed, incidents.outcome[rows], np.minimum(incidents.outcome[rows], 0))
    outcome = np.array([*OUTCOMES, ""], dtype=object)[shown]
    body = {
        "CrimeNo": [f"{u:08d}" for u in incidents.uid[rows].tolist()],
        "Reported": _times(incidents.reported[rows], new=new),
        "From": _times(incidents.occurred_from[rows], new=new),
        "To": _times(incidents.occurred_to[rows], new=new),
        "Offence": columns["offence"][rows].tolist(),
        "Outcome": outcome.tolist(),
        "Easting": columns["east"][rows].tolist(),
        "Northing": columns["north"][rows].tolist(),
        "Street": columns["street"][rows].tolist(),
        "Beat": columns["beat"][rows].tolist(),
    }
    if not new:
        return body
    renamed = {_NEW_NAMES[k]: v for k, v in body.items()}
    return {**renamed, "source": ["records system 2"] * rows.size}


def _times(local: Ints, *, new: bool) -> list[str]:
    """Old files give local time as people write it; new ones give UTC in ISO form."""
    if new:
        utc = calendar.to_utc(local).astype("datetime64[s]")
        return [f"{t}Z" for t in np.datetime_as_string(utc).tolist()]
    text = np.datetime_as_string(local.astype("datetime64[s]")).tolist()
    return [f"{t[8:10]}/{t[5:7]}/{t[:4]} {t[11:16]}" for t in text]


def _write(store: Store, name: str, body: dict[str, list[str]]) -> int:
    columns = {k: pa.array([v or None for v in c], pa.string()) for k, c in body.items()}
    options = pyarrow.csv.WriteOptions(include_header=False, quoting_style="needed")
    with store.path(name).open("wb") as file:
        file.write((",".join(body) + "\n").encode())
        pyarrow.csv.write_csv(pa.table(columns), file, options)
    return len(next(iter(body.values())))


def _faults() -> dict[str, Any]:
    def name(number: int) -> str:
        return f"{calendar.month_name(number)}.csv"

    return {
        "new_schema_from": name(CHANGE_AT),
        "republished": {name(m): name(m).replace(".csv", "_v2.csv") for m in REPUBLISHED},
        "missing_days": {name(m): list(days) for m, days in MISSING_WEEKS.items()},
        "rows_loaded_twice": [name(m) for m in DOUBLED_ROWS],
        "same_file_again": {name(m): name(m).replace(".csv", "_final.csv") for m in SENT_TWICE},
        "late_by_days": {name(m): days for m, days in LATE.items()},
        "time_zone": {"before the new schema": "Europe/London", "from the new schema": "UTC"},
    }
