"""What was done, where and when: patrols by zone and day, lights by area, posters by area.

* *Hot-spot patrols*: zones are randomised day by day through one season; officers deliver most of
  what was assigned. Each delivered zone-day prevents a known share of street crime in the zone.
* *Alley gates*: areas with much burglary get gates from one day on; part of what is prevented
  moves to neighbouring areas (quasi-experiment with displacement).
* *Posters*: areas are chosen because their vehicle crime was high in one half-year, and nothing
  changes: what looks like a success is regression to the mean.
"""

from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np
from numpy.random import Generator
from scipy.spatial import cKDTree

from peelian.sample.force import calendar
from peelian.sample.force.chance import Flags, Floats, Ints, choose, stream
from peelian.sample.force.crime.risk import Risk

SEASON: Final = (date(2025, 4, 1), date(2025, 6, 29))
SEASON_DAYS: Final = (SEASON[1] - SEASON[0]).days + 1
GATES_FROM: Final = date(2024, 7, 1)
POSTERS_FROM: Final = date(2024, 10, 1)
PATROL_EFFECT: Final = 0.25
PATROL_TYPES: Final = (
    *("violence-and-sexual-offences", "anti-social-behaviour", "public-order"),
    *("criminal-damage-and-arson", "robbery", "theft-from-the-person"),
)
GATES_EFFECT: Final = 0.30
DISPLACED: Final = 0.20
DELIVERED: Final = 0.86
CONTAMINATED: Final = 0.04
RADIUS: Final = 120.0  # metres


@dataclass(frozen=True, slots=True)
class Zones:
    """Patrol zones (circles) and the season's randomisation.

    ``assigned`` and ``delivered`` have shape (zones, days of the season).
    """

    x: Floats
    y: Floats
    segment: Ints
    assigned: Flags
    delivered: Flags


@dataclass(frozen=True, slots=True)
class Programmes:
    """The two programmes fixed before any crime is drawn."""

    zones: Zones
    gated: Ints  # areas with gates
    neighbours: dict[int, Ints]  # areas around each gated area, themselves not gated


def plan(risk: Risk, seed: int, zones: int, gated: int) -> Programmes:
    """Choose zones and areas for one county."""
    rng = stream(seed, "interventions", risk.place.force)
    chosen = _zones(rng, risk, zones)
    areas = _gated(rng, risk, gated)
    return Programmes(chosen, areas, _around(risk, areas))


def _zones(rng: Generator, risk: Risk, count: int) -> Zones:
    part = risk.place.segments
    sample = np.concatenate(
        [risk.draw(rng, where, 12_000).segment for where in ("night", "public", "asb")]
    )
    busy = np.bincount(sample, minlength=part.x.size)
    points = np.c_[part.x, part.y]
    tree = cKDTree(points)
    candidates = np.argsort(-busy, kind="stable")[: 40 * count]
    near = tree.query_ball_point(points[candidates], RADIUS)
    heat = np.array([busy[members].sum() for members in near])
    taken: list[int] = []
    for row in np.argsort(-heat, kind="stable").tolist():
        spot = points[candidates[row]]
        if all(np.hypot(*(spot - points[t])) > 3 * RADIUS for t in taken):
            taken.append(int(candidates[row]))
        if len(taken) == count:
            break
    segment = np.array(taken)
    assigned = _randomise(rng, len(taken))
    drawn = rng.random(assigned.shape)
    delivered = np.where(assigned, drawn < DELIVERED, drawn < CONTAMINATED)
    return Zones(part.x[segment], part.y[segment], segment, assigned, delivered)


def _randomise(rng: Generator, zones: int) -> Flags:
    """Half of each fortnight's days, drawn separately for each zone."""
    days = np.arange(SEASON_DAYS)
    out = np.zeros((zones, SEASON_DAYS), dtype=bool)
    for block in range(0, SEASON_DAYS, 14):
        here = days[block : block + 14]
        order = rng.permuted(np.tile(here, (zones, 1)), axis=1)[:, : here.size // 2]
        out[np.arange(zones)[:, None], order] = True
    return out


def _gated(rng: Generator, risk: Risk, count: int) -> Ints:
    """Areas drawn in proportion to their burglary risk: chosen because they were bad."""
    segment = risk.draw(rng, "home", 40_000).segment
    weight = np.bincount(risk.place.segments.area[segment], minlength=len(risk.place.areas.codes))
    return np.unique(choose(rng, weight.astype(np.float64) ** 2, count * 2))[::2][:count]


def _around(risk: Risk, gated: Ints) -> dict[int, Ints]:
    centre = np.array([ring.mean(axis=0) for ring in risk.place.areas.rings])
    order = cKDTree(centre).query(centre[gated], k=min(9, len(centre)))[1]
    return {int(area): np.setdiff1d(row[1:], gated) for area, row in zip(gated, order, strict=True)}


def first_season_day() -> int:
    """The position of the season's first day in the sample."""
    return calendar.day_number(SEASON[0])
