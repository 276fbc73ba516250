"""Take out of the record the crimes that the programmes prevented, and keep them as truth."""

import numpy as np
from numpy.random import Generator
from scipy.spatial import cKDTree

from peelian.sample.force import calendar
from peelian.sample.force.chance import Flags, Ints
from peelian.sample.force.crime.risk import Risk, Spots
from peelian.sample.force.crime.types import SLUGS
from peelian.sample.force.programmes.plan import (
    DISPLACED,
    GATES_EFFECT,
    GATES_FROM,
    PATROL_EFFECT,
    PATROL_TYPES,
    RADIUS,
    SEASON_DAYS,
    Programmes,
    Zones,
    first_season_day,
)

NOTHING, PATROL, GATES = 0, 1, 2


def zone_of(zones: Zones, spots: Spots) -> Ints:
    """The zone each spot lies in, -1 for none. Zones are far apart, so the nearest decides."""
    away, nearest = cKDTree(np.c_[zones.x, zones.y]).query(np.c_[spots.x, spots.y])
    return np.where(away <= RADIUS, nearest, -1)


def prevented(
    rng: Generator, programmes: Programmes, risk: Risk, kind: Ints, moment: Ints, spots: Spots
) -> tuple[Ints, Ints]:
    """Which programme prevented each crime (NOTHING, PATROL or GATES) and the crime's zone."""
    zone = zone_of(programmes.zones, spots)
    day = (moment - calendar.START) // calendar.DAY - first_season_day()
    patrolled = np.isin(kind, [SLUGS.index(t) for t in PATROL_TYPES]) & (zone >= 0)
    patrolled &= (day >= 0) & (day < SEASON_DAYS)
    delivered = programmes.zones.delivered[np.maximum(zone, 0), np.clip(day, 0, SEASON_DAYS - 1)]
    by_patrol = patrolled & delivered & (rng.random(kind.size) < PATROL_EFFECT)
    by_gates = _gated(programmes, risk, kind, moment, spots) & (
        rng.random(kind.size) < GATES_EFFECT
    )
    return np.where(by_patrol, PATROL, np.where(by_gates, GATES, NOTHING)), zone


def _gated(programmes: Programmes, risk: Risk, kind: Ints, moment: Ints, spots: Spots) -> Flags:
    area = risk.place.segments.area[spots.segment]
    since = calendar.START + calendar.day_number(GATES_FROM) * calendar.DAY
    burglary = kind == SLUGS.index("burglary")
    inside: Flags = burglary & (moment >= since) & np.isin(area, programmes.gated)
    return inside


def displaced(
    rng: Generator, programmes: Programmes, risk: Risk, cause: Ints, spots: Spots
) -> tuple[Ints, Spots]:
    """Which prevented burglaries happened next door instead, and where."""
    rows = np.flatnonzero((cause == GATES) & (rng.random(cause.size) < DISPLACED))
    area = risk.place.segments.area
    target = np.full(rows.size, -1)
    for i, row in enumerate(rows.tolist()):
        around = programmes.neighbours[int(area[spots.segment[row]])]
        open_to = np.flatnonzero(np.isin(area, around) & (risk.homes > 0))
        if open_to.size:
            target[i] = open_to[int(rng.integers(0, open_to.size))]
    found = np.flatnonzero(target >= 0)
    return rows[found], risk.at_homes(rng, target[found])
