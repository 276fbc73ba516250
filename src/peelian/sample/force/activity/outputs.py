"""Write staff, look-ups and the planted misuses."""

from typing import Final

import numpy as np

from peelian.sample.force import calendar
from peelian.sample.force.activity import lookups
from peelian.sample.force.activity.lookups import REASONS, SYSTEMS, Lookups
from peelian.sample.force.activity.misuse import KINDS, Planted, Planter
from peelian.sample.force.chance import Ints, choose, stream
from peelian.sample.force.people.known import Known
from peelian.sample.force.people.population import FIRST, LAST, address_lines, postcodes
from peelian.sample.force.store import Store
from peelian.sample.force.tables import Instants, Words

ROLES: Final = (
    *("response officer", "neighbourhood officer", "detective", "custody officer"),
    *("call handler", "analyst", "enquiry office"),
)  # fmt: skip
_PEOPLE_PER_CASE: Final = 130  # one case of each kind for so many staff, and never fewer than 3


def write_activity(store: Store, known: Known, staff: int) -> None:
    """Write one year of look-ups of one force."""
    rng = stream(known.seed, "staff", known.place.force)
    age = known.people.age()
    adults = np.flatnonzero((age >= 20) & (age <= 62))  # working ages
    person = np.sort(rng.permutation(adults)[:staff])
    cases = max(3, person.size // _PEOPLE_PER_CASE)
    usual = lookups.ordinary(stream(known.seed, "look-ups", known.place.force), known, person.size)
    planted = Planter(stream(known.seed, "misuse", known.place.force), known, person).plant(cases)
    both = lookups.join([usual, planted.lookups])
    order = np.argsort(both.at, kind="stable")
    _save(store, known, both.take(order))
    _save_truth(store, planted, order, usual.at.size)
    _save_staff(store, known, person, rng)


def _save(store: Store, known: Known, every: Lookups) -> None:
    uid = np.append(known.incidents.uid, 0)
    store.save(
        "lookups.parquet",
        {
            "lookup": np.arange(every.at.size),
            "at": Instants(calendar.to_utc(every.at)),
            "user": Words(every.user, [_user(n) for n in range(int(every.user.max()) + 1)]),
            "system": Words(every.system, SYSTEMS),
            "record": every.record,
            "reason": Words(every.reason, REASONS),
            "incident": uid[every.incident],
        },
    )


def _save_truth(store: Store, planted: Planted, order: Ints, usual: int) -> None:
    at = np.empty(order.size, dtype=np.int64)
    at[order] = np.arange(order.size)
    row = at[usual + np.arange(planted.case.size)]
    store.save(
        "truth/misuse.parquet",
        {"lookup": row, "case": planted.case, "kind": Words(planted.kind, KINDS)},
    )


def _save_staff(store: Store, known: Known, person: Ints, rng: np.random.Generator) -> None:
    people = known.people
    role = choose(rng, np.array([0.42, 0.16, 0.17, 0.05, 0.12, 0.04, 0.04]), person.size)
    names = [_user(n) for n in range(person.size)]
    store.save(
        "staff.parquet",
        {
            "user": names,
            "role": Words(role, ROLES),
            "team": [f"Team {n % 12 + 1}" for n in range(person.size)],
            "first_name": Words(people.first[person], FIRST),
            "last_name": Words(people.last[person], LAST),
            "address": address_lines(known.place, people.address[person]).tolist(),
            "postcode": postcodes(known.place, people.address[person]).tolist(),
        },
    )
    store.save("truth/staff.parquet", {"user": names, "person": person})


def _user(number: int) -> str:
    return f"U{number + 1:05d}"
