"""LSOA-like areas: outlines, people, and a character that varies smoothly over town."""

from typing import Final

import numpy as np
import shapely
from numpy.random import Generator

from peelian.sample.force.chance import Floats, Ints
from peelian.sample.force.place.blocks import Division
from peelian.sample.force.place.county import County
from peelian.sample.force.place.model import Areas
from peelian.sample.force.place.warp import Warp

# Shares of the five census groups in England and Wales outside and inside big cities, rounded;
# the mix of each area lies between the two. Source: ONS Census 2021, table TS021.
_PLAIN: Final = np.array([0.93, 0.03, 0.012, 0.018, 0.01])
_MIXED: Final = np.array([0.42, 0.30, 0.15, 0.07, 0.06])
_LATTICE: Final = 48  # outline points per unit of the working square


def outline(warp: Warp, box: Floats) -> Floats:
    """The ring (n, 2) of a box; neighbours share the points of one lattice."""
    west, south, east, north = (float(v) for v in box)
    across, up = _stops(west, east), _stops(south, north)
    x = np.concatenate([across, np.full(len(up), east), across[::-1], np.full(len(up), west)])
    y = np.concatenate([np.full(len(across), south), up, np.full(len(across), north), up[::-1]])
    ring = np.c_[warp.apply(x, y)]
    fresh = np.r_[True, np.any(ring[1:] != ring[:-1], axis=1)]
    closed: Floats = np.concatenate([ring[fresh], ring[:1]])
    return closed


def _stops(low: float, high: float) -> Floats:
    inside = np.arange(np.floor(low * _LATTICE) + 1, np.ceil(high * _LATTICE)) / _LATTICE
    return np.concatenate([[low], inside, [high]])


def town(division: Division, warp: Warp, settlement: int) -> Areas:
    """The areas of one settlement with people; their character is drawn later for the county."""
    count = len(division.area_boxes)
    people = np.bincount(division.area, division.people, count)
    return Areas(
        codes=[""] * count,
        names=[""] * count,
        settlement=np.full(count, settlement),
        hood=division.area_hood,
        beat=division.area_beat,
        people=np.rint(people).astype(np.int64),
        deprivation=np.zeros(count),
        decile=np.zeros(count, dtype=np.int64),
        ethnicity=np.zeros((count, 5)),
        young=np.zeros(count),
        rings=[outline(warp, box) for box in division.area_boxes],
    )


def countryside(county: County, areas: Areas) -> list[Floats]:
    """Give every village area the land around it, so that areas cover the county."""
    village = np.array([s.kind == "village" for s in county.settlements])
    rural = np.flatnonzero(village[areas.settlement])
    towns = shapely.union_all(
        [
            shapely.Polygon(areas.rings[i]).buffer(0.5)
            for i in np.flatnonzero(~village[areas.settlement])
        ]
    )
    shape = shapely.Polygon(county.outline)
    points = [shapely.Polygon(areas.rings[i]).centroid for i in rural]
    cells = shapely.get_parts(shapely.voronoi_polygons(shapely.MultiPoint(points), extend_to=shape))
    tree = shapely.STRtree(cells)
    rings = list(areas.rings)
    for i, point in zip(rural.tolist(), points, strict=True):
        cell = cells[tree.query(point, predicate="within")[0]]
        land = cell.intersection(shape).difference(towns)
        pieces = shapely.get_parts(land)
        best = pieces[int(np.argmax(shapely.area(pieces)))]
        rings[i] = np.asarray(best.exterior.coords).round(1)
    return rings


def character(
    rng: Generator, centre: Floats, settlement: Ints, size: Ints
) -> tuple[Floats, Ints, Floats, Floats]:
    """Draw deprivation (0-1), decile, ethnicity shares and the share of young adults.

    Args:
        rng: the stream.
        centre: (n, 2) middles of the areas in metres.
        settlement: (n,) settlement of each area.
        size: people of each settlement.
    """
    n = len(centre)
    scale = np.sqrt(size[settlement].astype(np.float64)) * 6
    field = _smooth(rng, centre, scale) + 0.5 * rng.standard_normal(n)
    order = np.empty(n)
    order[np.argsort(field)] = (np.arange(n) + 0.5) / n
    big = np.clip(np.log10(size[settlement] / 3000.0) / 2.4, 0.02, 1.0)
    mixing = np.clip(
        big * (0.32 + 0.3 * _smooth(rng, centre, scale * 1.3) + 0.4 * (order - 0.5)), 0.01, 1
    )
    shares = _PLAIN + (_MIXED - _PLAIN) * mixing[:, None]
    shares = shares * np.exp(0.35 * rng.standard_normal(shares.shape))
    shares = (shares / shares.sum(axis=1, keepdims=True)).round(4)
    young = np.clip(0.15 + 0.12 * big * np.abs(_smooth(rng, centre, scale)), 0.1, 0.6)
    decile = 10 - np.floor(order * 10).astype(np.int64)
    return order.round(4), decile, shares, young.round(4)


def _smooth(rng: Generator, centre: Floats, scale: Floats) -> Floats:
    """A smooth random surface of unit variance at the given points."""
    total = np.zeros(len(centre))
    for _ in range(6):
        direction = rng.uniform(0, 2 * np.pi)
        reach = scale * rng.uniform(0.5, 1.6)
        along = centre[:, 0] * np.cos(direction) + centre[:, 1] * np.sin(direction)
        total += np.sin(2 * np.pi * along / reach + rng.uniform(0, 2 * np.pi))
    surface: Floats = (total / np.sqrt(3)).round(6)
    return surface
