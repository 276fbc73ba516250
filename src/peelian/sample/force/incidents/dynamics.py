"""What makes crime move: hot places that emerge and fade, and crimes that set off others."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.random import Generator

from peelian.sample.force import calendar
from peelian.sample.force.chance import Floats, Ints, choose, expand, exponential
from peelian.sample.force.crime.risk import Risk, Spots
from peelian.sample.force.crime.types import REPEAT_DAYS, REPEAT_METRES, REPEAT_SAME

# The share of each type that hot places make, beside what happens everywhere.
SHARES: Final = {
    "violence-and-sexual-offences": 0.12,
    "anti-social-behaviour": 0.14,
    "public-order": 0.10,
    "shoplifting": 0.05,
    "criminal-damage-and-arson": 0.08,
    "vehicle-crime": 0.04,
    "burglary": 0.03,
    "robbery": 0.06,
    "drugs": 0.08,
}
HOT_TYPES: Final = tuple(SHARES)


@dataclass(frozen=True, slots=True)
class HotPlaces:
    """Episodes of extra crime: when they start, peak and end, and how they move (metres)."""

    kind: Ints  # position in HOT_TYPES
    start: Ints  # day
    rise: Ints  # days until full strength
    end: Ints  # day of the last extra crime
    x: Floats
    y: Floats
    move_x: Floats  # metres moved over the whole life
    move_y: Floats
    radius: Floats  # standard deviation in metres
    strength: Floats  # relative

    @property
    def count(self) -> int:
        """How many there are."""
        return self.kind.size


def plan(rng: Generator, risk: Risk, count: int) -> HotPlaces:
    """Draw the hot places of three years."""
    part = risk.place.segments
    centre = choose(rng, 0.05 + part.centrality, count)
    start = rng.integers(-60, calendar.DAYS - 30, count)
    life = 45 + np.rint(exponential(rng, 160, count)).astype(np.int64)
    moves = np.where(rng.random(count) < 0.5, 1.0, 0.0)  # half of them move
    angle, reach = rng.uniform(0, 2 * np.pi, count), rng.uniform(200, 700, count) * moves
    return HotPlaces(
        np.arange(count) % len(HOT_TYPES),
        start,
        np.minimum(rng.integers(3, 40, count), life // 2),
        np.minimum(start + life, calendar.DAYS),
        part.x[centre],
        part.y[centre],
        (reach * np.cos(angle)).round(1),
        (reach * np.sin(angle)).round(1),
        rng.uniform(50, 130, count).round(1),
        np.exp(0.6 * rng.standard_normal(count)).round(6),
    )


def profile(hot: HotPlaces, number: int) -> Floats:
    """Relative strength of one hot place on each day: it rises, stays, and fades at last."""
    day = np.arange(calendar.DAYS)
    life = max(1, int(hot.end[number] - hot.start[number]))
    up = np.clip((day - hot.start[number]) / max(1, int(hot.rise[number])), 0, 1)
    down = np.clip((hot.end[number] - day) / (life / 3), 0, 1)
    strength: Floats = up * down * float(hot.strength[number])
    return strength


def draw(
    rng: Generator, risk: Risk, hot: HotPlaces, chosen: Ints, total: float
) -> tuple[Ints, Ints, Spots]:
    """Draw the extra crimes of the hot places ``chosen``: day, hot place, spot."""
    shapes = np.array([profile(hot, i) for i in chosen.tolist()])
    weight = shapes.sum(axis=1)
    owner = chosen[choose(rng, weight, int(rng.poisson(total)))]
    day = np.empty(owner.size, dtype=np.int64)
    for row, number in enumerate(chosen.tolist()):
        mine = np.flatnonzero(owner == number)
        day[mine] = choose(rng, shapes[row] + 1e-12, mine.size)
    life = np.maximum(1, hot.end[owner] - hot.start[owner])
    gone = np.clip((day - hot.start[owner]) / life, 0, 1)
    noise = rng.standard_normal((2, owner.size)) * hot.radius[owner]
    x = hot.x[owner] + hot.move_x[owner] * gone + noise[0]
    y = hot.y[owner] + hot.move_y[owner] * gone + noise[1]
    segment = risk.nearest_segment(x, y)
    spots = risk.on_streets(rng, segment)
    inside = np.flatnonzero((rng.random(owner.size) < 0.5) & (risk.homes[segment] > 0))
    return day, owner, spots.replace_at(inside, risk.at_homes(rng, segment[inside]))


def set_off(
    rng: Generator, risk: Risk, moment: Ints, spots: Spots, ratio: float
) -> tuple[Ints, Ints, Spots]:
    """One generation of further crimes: parent row, wall-clock second, spot.

    Each crime sets off a Poisson number with mean ``ratio``, after an exponential wait and at an
    exponential distance in a random direction, or at the very same spot.
    """
    parent, _ = expand(rng.poisson(ratio, moment.size))
    wait = exponential(rng, REPEAT_DAYS * calendar.DAY, parent.size).astype(np.int64)
    when = moment[parent] + wait
    inside = when < calendar.END
    parent, when = parent[inside], when[inside]
    angle = rng.uniform(0, 2 * np.pi, parent.size)
    away = exponential(rng, REPEAT_METRES, parent.size)
    x = spots.x[parent] + away * np.cos(angle)
    y = spots.y[parent] + away * np.sin(angle)
    segment = risk.nearest_segment(x, y)
    near = risk.on_streets(rng, segment)
    homes = np.flatnonzero((spots.target[parent] == 0) & (risk.homes[segment] > 0))
    near = near.replace_at(homes, risk.at_homes(rng, segment[homes]))
    same = np.flatnonzero(rng.random(parent.size) < REPEAT_SAME)
    return parent, when, near.replace_at(same, spots.take(parent[same]))
