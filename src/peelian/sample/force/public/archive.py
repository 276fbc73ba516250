"""Write monthly archives: ``YYYY-MM/YYYY-MM-FORCE-street.csv`` and ``-outcomes.csv``."""

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.csv
from numpy.typing import NDArray

from peelian.sample.force import calendar
from peelian.sample.force.chance import Ints, stream
from peelian.sample.force.crime.types import SLUGS, TYPES
from peelian.sample.force.incidents.assemble import Incidents
from peelian.sample.force.incidents.outcomes import CHARGED, OUTCOMES
from peelian.sample.force.incidents.outputs import current_outcome
from peelian.sample.force.place.model import Place
from peelian.sample.force.public import snap
from peelian.sample.force.store import Store

_SAME_ID: Final = 0.003  # published crime IDs repeat
_ASB: Final = SLUGS.index("anti-social-behaviour")


def write_month_files(store: Store, place: Place, incidents: Incidents, seed: int) -> None:
    """Write street and outcome files for every month."""
    columns = _columns(place, incidents, seed)
    street_month = calendar.month_of(incidents.reported)
    closed = (incidents.outcome >= 0) & (incidents.outcome_at < calendar.END)
    outcome_month = np.where(closed, calendar.month_of(incidents.outcome_at), -1)
    sort_key = np.array(place.areas.names, dtype=object)[columns["area"]]
    order = np.lexsort((columns["point"], columns["named"], sort_key, ~columns["located"]))
    for number in range(calendar.MONTHS):
        rows = order[street_month[order] == number]
        _street(store, place, columns, rows, number)
        rows = order[outcome_month[order] == number]
        _outcomes(store, place, columns, rows, number)


def _columns(place: Place, incidents: Incidents, seed: int) -> dict[str, NDArray[Any]]:
    points = snap.points(place)
    point = points.nearest(incidents.true.spots.x, incidents.true.spots.y)
    located = incidents.located
    words = {
        "longitude": points.longitude,
        "latitude": points.latitude,
        "location": points.location,
        "lsoa_code": [place.areas.codes[a] for a in points.area.tolist()],
        "lsoa_name": [place.areas.names[a] for a in points.area.tolist()],
    }
    text = {n: np.where(located, np.array(w, dtype=object)[point], "") for n, w in words.items()}
    text["location"] = np.where(located, text["location"], "No Location")
    shown = current_outcome(incidents)
    types = np.array([t.label for t in TYPES], dtype=object)
    closing = np.array(OUTCOMES, dtype=object)
    charged = np.isin(incidents.outcome, CHARGED)
    return text | {
        "id": _ids(place.force, incidents, seed),
        "type": types[incidents.kind],
        "outcome": np.where(shown >= 0, closing[np.maximum(shown, 0)], ""),
        "closing": np.where(charged, "Suspect charged", closing[np.maximum(incidents.outcome, 0)]),
        "area": points.area[point],
        "point": point,
        "located": located,
        "named": incidents.kind,
    }


def _ids(force: str, incidents: Incidents, seed: int) -> NDArray[Any]:
    """64 hexadecimal digits for each crime; none for anti-social behaviour; a few shared."""
    uid = incidents.uid.copy()
    same = stream(seed, "shared ids", force).random(uid.size) < _SAME_ID
    same[0] = False
    uid[same] = uid[np.flatnonzero(same) - 1]
    made = [hashlib.sha256(f"{force}/{seed}/{u}".encode()).hexdigest() for u in uid.tolist()]
    return np.where(incidents.kind == _ASB, "", np.array(made, dtype=object))


def _common(
    place: Place, columns: Mapping[str, NDArray[Any]], rows: Ints, number: int
) -> dict[str, Sequence[str]]:
    name, month = [place.force_name] * rows.size, [calendar.month_name(number)] * rows.size
    return {
        "Crime ID": columns["id"][rows].tolist(),
        "Month": month,
        "Reported by": name,
        "Falls within": name,
        "Longitude": columns["longitude"][rows].tolist(),
        "Latitude": columns["latitude"][rows].tolist(),
        "Location": columns["location"][rows].tolist(),
        "LSOA code": columns["lsoa_code"][rows].tolist(),
        "LSOA name": columns["lsoa_name"][rows].tolist(),
    }


def _street(
    store: Store, place: Place, columns: Mapping[str, NDArray[Any]], rows: Ints, number: int
) -> None:
    body = _common(place, columns, rows, number) | {
        "Crime type": columns["type"][rows].tolist(),
        "Last outcome category": columns["outcome"][rows].tolist(),
        "Context": [""] * rows.size,
    }
    write_csv(store, place, number, "street", body)


def _outcomes(
    store: Store, place: Place, columns: Mapping[str, NDArray[Any]], rows: Ints, number: int
) -> None:
    body = _common(place, columns, rows, number) | {
        "Outcome type": columns["closing"][rows].tolist()
    }
    write_csv(store, place, number, "outcomes", body)


def write_csv(
    store: Store, place: Place, number: int, what: str, body: Mapping[str, Sequence[str]]
) -> None:
    """Write one month's file; empty cells are empty, quotes stand only where they must."""
    month = calendar.month_name(number)
    name = f"{month}/{month}-{place.force}-{what}.csv"
    columns = {k: pa.array([v or None for v in c], pa.string()) for k, c in body.items()}
    options = pyarrow.csv.WriteOptions(include_header=False, quoting_style="none")
    with store.path(name).open("wb") as file:
        file.write((",".join(body) + "\n").encode())
        pyarrow.csv.write_csv(pa.table(columns), file, options)
    store.count(name, len(next(iter(body.values()))))
