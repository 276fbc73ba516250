"""Where the county's settlements lie and how many people live in each."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.random import Generator

from peelian.sample.force.chance import Floats
from peelian.sample.force.place.words import settlement_names

# Counties stand in the open North Sea on the National Grid, so that none lies over a real place.
_WEST, _SOUTH, _STEP_EAST, _STEP_NORTH, _COLUMNS = 490_000.0, 480_000.0, 60_000.0, 45_000.0, 3
_SINGLE: Final = 1  # the place in that row where a single force stands
_PER_SQUARE_KM: Final = {"city": 5200.0, "town": 3900.0, "village": 2300.0}


@dataclass(frozen=True, slots=True)
class Settlement:
    """A city, town or village: its centre in metres, its people, half the side of its square."""

    name: str
    kind: str
    east: float
    north: float
    people: int
    half_side: float


@dataclass(frozen=True, slots=True)
class County:
    """The outline (n, 2) and the settlements, largest first."""

    outline: Floats
    settlements: tuple[Settlement, ...]


def centre_of(index: int) -> tuple[float, float]:
    """The middle of county ``index`` in metres."""
    place = index + _SINGLE
    return (
        _WEST + _STEP_EAST * (place % _COLUMNS),
        _SOUTH + _STEP_NORTH * (place // _COLUMNS),
    )


def sizes(people: int) -> list[tuple[str, int]]:
    """Split a population into a city, towns and villages by a rank-size rule."""
    if people < 150_000:  # a district, not a county
        villages = [("village", 900 + 260 * i) for i in range(6)]
        return [("town", people - sum(n for _, n in villages)), *reversed(villages)]
    found = [("city", int(people * 0.30))]
    left = people - found[0][1]
    villages = [("village", 900 + 37 * (i % 60)) for i in range(max(12, people // 22_000))]
    left -= sum(n for _, n in villages)
    towns = max(4, people // 75_000)
    shares = 1 / np.arange(2, towns + 2) ** 0.8
    found += [("town", int(left * s)) for s in (shares / shares.sum()).round(9)]
    return found + sorted(villages, key=lambda v: -v[1])


def lay_out(rng: Generator, index: int, people: int) -> County:
    """Place the settlements so that none touches another."""
    east, north = centre_of(index)
    parts = sizes(people)
    reach = _reach(parts)
    names = settlement_names(rng, len(parts))
    placed: list[Settlement] = []
    for (kind, count), name in zip(parts, names, strict=True):
        half = round(np.sqrt(count / _PER_SQUARE_KM[kind]) * 500, 1)
        x, y = _free_spot(rng, placed, half, reach)
        placed.append(Settlement(name, kind, east + x, north + y, count, half))
    moved = np.array([[s.east - east, s.north - north, s.half_side] for s in placed])
    return County(_outline(rng, east, north, moved, reach), tuple(placed))


def _reach(parts: list[tuple[str, int]]) -> float:
    """Half the county's width in metres, from how much ground its settlements need."""
    built = sum(count / _PER_SQUARE_KM[kind] for kind, count in parts)
    return float(min(28_000, max(5_500, 500 * np.sqrt(built * 10))))


def _free_spot(
    rng: Generator, placed: list[Settlement], half: float, reach: float
) -> tuple[float, float]:
    if not placed:
        return 0.0, 0.0
    first = placed[0]
    for attempt in range(8000):
        angle, radius = rng.uniform(0, 2 * np.pi), np.sqrt(rng.random())
        x = round(float(np.cos(angle) * radius * (reach - half)), 1)
        y = round(float(np.sin(angle) * radius * (reach * 0.78 - half)), 1)
        gap = 1.4 if attempt < 4000 else 1.2  # be content with less room
        if all(
            np.hypot(x - s.east + first.east, y - s.north + first.north)
            > (s.half_side + half) * gap + 250
            for s in placed
        ):
            break
    return x, y


def _outline(rng: Generator, east: float, north: float, settled: Floats, reach: float) -> Floats:
    angle = np.linspace(0, 2 * np.pi, 181)[:-1]
    wobble = np.zeros_like(angle)
    for k in range(2, 8):
        wobble += rng.uniform(0, 0.035) * np.sin(k * angle + rng.uniform(0, 2 * np.pi))
    margin = float((np.hypot(settled[:, 0], settled[:, 1] / 0.78) + settled[:, 2] * 1.5).max())
    radius = max(reach, margin) * (1.06 + wobble)
    ring = np.c_[east + radius * np.cos(angle), north + radius * 0.78 * np.sin(angle)]
    closed: Floats = np.concatenate([ring, ring[:1]]).round(1)
    return closed
