"""Write incidents: the record as a force's own system has it, and the truth apart."""

import numpy as np

from peelian.ground.geography import to_degrees
from peelian.sample.force import calendar
from peelian.sample.force.chance import Floats, Ints
from peelian.sample.force.crime import risk
from peelian.sample.force.crime.types import SLUGS, SUBTYPES
from peelian.sample.force.incidents.assemble import ORIGINS, Drawn, Incidents, harm
from peelian.sample.force.incidents.dynamics import HOT_TYPES
from peelian.sample.force.incidents.outcomes import OUTCOMES, UNDER_INVESTIGATION
from peelian.sample.force.place.model import PREMISES_KINDS, Place
from peelian.sample.force.store import Store
from peelian.sample.force.tables import NEVER, Column, Instants, Numbers, Words

_SUBTYPE_NAMES = [part.name for _, part in SUBTYPES]


def write_incidents(store: Store, place: Place, incidents: Incidents) -> None:
    """Write the record and the truth of one force as single tables."""
    every = np.arange(incidents.uid.size)
    store.save("incidents.parquet", record(place, incidents, every))
    store.save("outcomes.parquet", history(incidents))
    write_truth(store, place, incidents)


def write_by_month(store: Store, place: Place, incidents: Incidents) -> None:
    """Write the record of one force of many, a file for each month."""
    month = calendar.month_of(incidents.reported)
    for number in range(calendar.MONTHS):
        rows = np.flatnonzero(month == number)
        name = f"force={place.force}/month={calendar.month_name(number)}/incidents.parquet"
        store.save(name, record(place, incidents, rows))
    rows = np.arange(incidents.uid.size)
    store.save(f"truth/force={place.force}/incidents.parquet", truth(place, incidents, rows))


def current_outcome(incidents: Incidents) -> Ints:
    """The outcome as known at the end of the sample."""
    open_still = (incidents.outcome >= 0) & (incidents.outcome_at >= calendar.END)
    return np.where(open_still, UNDER_INVESTIGATION, incidents.outcome)


def record(place: Place, incidents: Incidents, rows: Ints) -> dict[str, Column]:
    """The columns of the record for chosen rows."""
    spots, located = incidents.true.spots.take(rows), incidents.located[rows]
    premises = np.where(spots.target == risk.PREMISES, spots.item, -1)
    home = np.where(spots.target == risk.HOME, spots.item, 0)
    number = np.where(spots.target == risk.HOME, place.addresses.number[home], 0)
    area = place.segments.area[spots.segment]
    return {
        "uid": incidents.uid[rows],
        "force_code": Words(np.zeros(rows.size), [place.force]),
        "reported_at": Instants(calendar.to_utc(incidents.reported[rows])),
        "occurred_from": Instants(calendar.to_utc(incidents.occurred_from[rows])),
        "occurred_to": Instants(calendar.to_utc(incidents.occurred_to[rows])),
        "time_precision": Words(incidents.is_window[rows], ["minute", "interval"]),
        "crime_type": Words(incidents.kind[rows], SLUGS),
        "subtype": Words(incidents.true.subtype[rows], _SUBTYPE_NAMES),
        "harm_days": harm(incidents.true.subtype[rows]).astype(np.int32),
        "discovered_by": Words(incidents.found[rows].astype(np.int8), ["public", "officer"]),
        "outcome": Words(current_outcome(incidents)[rows], OUTCOMES),
        **_position(spots.x, spots.y, located),
        "place_precision": Words(
            np.where(located, (spots.target == risk.HOME).astype(int), 2),
            ["exact", "address", "none"],
        ),
        "house_number": np.where(located, number, 0).astype(np.int32),
        "street": Words(
            np.where(located, place.segments.street[spots.segment], -1), place.streets.names
        ),
        "premises": Words(np.where(located, premises, -1), place.premises.names),
        "premises_kind": Words(
            np.where(located & (premises >= 0), place.premises.kind[np.maximum(premises, 0)], -1),
            PREMISES_KINDS,
        ),
        "lsoa_code": Words(np.where(located, area, -1), place.areas.codes),
        "lsoa_name": Words(np.where(located, area, -1), place.areas.names),
        "beat": Words(np.where(located, place.areas.beat[area], -1), place.beat_names),
        "classification": Words(np.zeros(rows.size), ["synthetic"]),
    }


def _position(x: Floats, y: Floats, located: np.ndarray) -> dict[str, Column]:
    x, y = np.where(located, x, np.nan), np.where(located, y, np.nan)
    longitude, latitude = to_degrees(x, y)
    return {
        "easting": Numbers(x),
        "northing": Numbers(y),
        "longitude": Numbers(longitude, 6),
        "latitude": Numbers(latitude, 6),
    }


def history(incidents: Incidents) -> dict[str, Column]:
    """Every outcome in the order it was recorded: opened, and closed when it was."""
    crime = np.flatnonzero(incidents.outcome >= 0)
    ended = crime[incidents.outcome_at[crime] < calendar.END]
    uid = np.concatenate([incidents.uid[crime], incidents.uid[ended]])
    at = np.concatenate([incidents.reported[crime], incidents.outcome_at[ended]])
    what = np.concatenate([np.zeros(crime.size, dtype=np.int64), incidents.outcome[ended]])
    order = np.lexsort((uid, at))
    return {
        "uid": uid[order],
        "outcome": Words(what[order], OUTCOMES),
        "recorded_at": Instants(calendar.to_utc(at[order])),
    }


def truth(place: Place, incidents: Incidents, rows: Ints) -> dict[str, Column]:
    """What truly happened behind each record."""
    true = incidents.true
    parent = true.parent[rows]
    uid = np.append(incidents.uid, -1)
    return {
        "uid": incidents.uid[rows],
        "true_type": Words(true.kind[rows], SLUGS),
        "happened_at": Instants(calendar.to_utc(true.moment[rows])),
        "origin": Words(true.origin[rows], ORIGINS),
        "parent_uid": np.where(parent >= 0, uid[parent], 0),
        "hot_place": true.hot[rows],
        "zone": incidents.zone[rows],
        "segment": true.spots.segment[rows],
        "area_code": Words(place.segments.area[true.spots.segment[rows]], place.areas.codes),
        "easting": Numbers(true.spots.x[rows]),
        "northing": Numbers(true.spots.y[rows]),
    }


def write_truth(store: Store, place: Place, incidents: Incidents) -> None:
    """Write the truth about incidents, hot places and prevented crimes."""
    every = np.arange(incidents.uid.size)
    store.save("truth/incidents.parquet", truth(place, incidents, every))
    store.save("truth/prevented.parquet", prevented(incidents.prevented, incidents.prevented_by))
    hot = incidents.hot
    store.save(
        "truth/hot_places.parquet",
        {
            "hot_place": np.arange(hot.count),
            "crime_type": Words(hot.kind, HOT_TYPES),
            "from": Instants(_day(hot.start)),
            "full_strength": Instants(_day(hot.start + hot.rise)),
            "to": Instants(_day(hot.end)),
            "easting": Numbers(hot.x),
            "northing": Numbers(hot.y),
            "moves_east": Numbers(hot.move_x),
            "moves_north": Numbers(hot.move_y),
            "radius": Numbers(hot.radius),
            "strength": Numbers(hot.strength, 4),
        },
    )


def _day(number: Ints) -> Ints:
    inside = (number >= 0) & (number < calendar.DAYS)
    return np.where(inside, calendar.START + number * calendar.DAY, NEVER)


def prevented(gone: Drawn, cause: Ints) -> dict[str, Column]:
    """The crimes that would have happened without the programmes."""
    return {
        "true_type": Words(gone.kind, SLUGS),
        "would_have_happened_at": Instants(calendar.to_utc(gone.moment)),
        "prevented_by": Words(cause, ["", "patrol", "gates"]),
        "easting": Numbers(gone.spots.x),
        "northing": Numbers(gone.spots.y),
    }
