"""Road collisions: not crimes, but most of what officers are sent to on the roads."""

from typing import Final

import numpy as np

from peelian.ground.geography import to_degrees
from peelian.sample.force import calendar
from peelian.sample.force.chance import choose, heavy, stream
from peelian.sample.force.place.model import Place
from peelian.sample.force.store import Store
from peelian.sample.force.tables import Instants, Numbers, Words

PER_INCIDENT: Final = 0.02  # collisions with an injury for each recorded incident
SEVERITY: Final = ("slight", "serious", "fatal")
# Relative rates by hour, day of the week and month, set by hand after published shapes.
_HOURS: Final = np.array([16, 13, 10, 9, 9, 10, 17, 34, 54, 38, 36, 45, 53, 55, 66, 79, 84, 90, 75, 60, 43, 35, 36, 27])  # fmt: skip  # noqa: E501 - one day, one line
_WEEK: Final = np.array([0.98, 0.96, 1.03, 1.0, 1.13, 1.05, 0.88])
_MONTHS: Final = np.array([0.97, 0.92, 0.98, 0.86, 1.05, 1.01, 1.03, 0.97, 1.04, 1.08, 1.07, 1.02])


def write_collisions(store: Store, place: Place, seed: int, yearly: float) -> None:
    """Write three years of injury collisions of one force."""
    rng = stream(seed, "collisions", place.force)
    count = int(rng.poisson(yearly * PER_INCIDENT * 3))
    rate = _WEEK[calendar.weekday_of_day()] * _MONTHS[calendar.month_of_day() % 12]
    day = np.sort(choose(rng, rate, count))
    hour = choose(rng, _HOURS.astype(np.float64), count)
    local = calendar.START + day * calendar.DAY + hour * 3600 + rng.integers(0, 60, count) * 60
    part, kind = place.segments, place.streets.kind[place.segments.street]
    busy = (
        np.array([9.0, 4.0, 1.0, 0.3])[kind] * (0.3 + part.centrality) * heavy(rng, 0.8, kind.size)
    )
    segment = choose(rng, busy, count)
    spread = rng.uniform(-40, 40, (2, count)).round(1)
    x, y = part.x[segment] + spread[0], part.y[segment] + spread[1]
    longitude, latitude = to_degrees(x, y)
    store.save(
        "collisions.parquet",
        {
            "collision": np.arange(count),
            "at": Instants(calendar.to_utc(local)),
            "severity": Words(choose(rng, np.array([0.79, 0.195, 0.015]), count), SEVERITY),
            "casualties": 1 + choose(rng, np.array([0.78, 0.15, 0.05, 0.02]), count),
            "street": Words(part.street[segment], place.streets.names),
            "easting": Numbers(x),
            "northing": Numbers(y),
            "longitude": Numbers(longitude, 6),
            "latitude": Numbers(latitude, 6),
        },
    )
