"""Streets of one settlement: geometry, names, segments and junctions."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.random import Generator

from peelian.sample.force.chance import Floats, Ints, expand
from peelian.sample.force.place.blocks import Division
from peelian.sample.force.place.model import STREET_KINDS, Network, Streets
from peelian.sample.force.place.warp import Warp
from peelian.sample.force.place.words import street_names

_POINT_EVERY: Final = 55.0  # metres between drawn points
SEGMENT: Final = 125.0  # metres


@dataclass(frozen=True, slots=True)
class Drawn:
    """Streets of one settlement with what later steps need.

    ``pieces`` (m,) is how many segments each street has, ``first`` (m,) the first one's position.
    """

    streets: Streets
    network: Network
    segment_x: Floats
    segment_y: Floats
    segment_street: Ints
    segment_centrality: Floats
    pieces: Ints
    first: Ints


def draw(rng: Generator, division: Division, warp: Warp, settlement: int) -> Drawn:
    """Draw the streets of a divided town."""
    lines = division.lines
    length = np.abs(lines[:, 2:] - lines[:, :2]).sum(axis=1) * warp.half_side
    kind = _kinds(length, warp.half_side)
    names = street_names(rng, [STREET_KINDS[k] for k in kind.tolist()])
    counts = np.ceil(length / _POINT_EVERY).astype(np.int64) + 1
    owner, step = expand(counts)
    xs, ys = _along(lines[owner], step / (counts[owner] - 1), warp)
    starts = np.concatenate([[0], np.cumsum(counts)])
    streets = Streets(names, kind, np.full(len(kind), settlement), starts, xs, ys)
    pieces = np.maximum(1, np.rint(length / SEGMENT)).astype(np.int64)
    of, nth = expand(pieces)
    share = (nth + 0.5) / pieces[of]
    x, y = _along(lines[of], share, warp)
    middle = lines[of][:, :2] + (lines[of][:, 2:] - lines[of][:, :2]) * share[:, None]
    centrality = np.exp(-2.2 * (middle**2).sum(axis=1)).round(6)
    return Drawn(
        streets,
        _junctions(division, warp),
        x,
        y,
        of,
        centrality,
        pieces,
        np.cumsum(pieces) - pieces,
    )


def _kinds(length: Floats, half_side: float) -> Ints:
    share = length / (2 * half_side)
    kind = np.full(len(length), 2)
    kind[length < 130] = 3  # metres: a close
    kind[(share > 0.16) & (length > 450)] = 1
    kind[(share > 0.4) | (length > 2500)] = 0
    return kind


def _along(lines: Floats, share: Floats, warp: Warp) -> tuple[Floats, Floats]:
    point = lines[:, :2] + (lines[:, 2:] - lines[:, :2]) * share[:, None]
    return warp.apply(point[:, 0], point[:, 1])


def _junctions(division: Division, warp: Warp) -> Network:
    """Every street's two ends are junctions; a street also holds the ends that rest on it."""
    lines, count = division.lines, len(division.lines)
    ends = np.concatenate([lines[:, :2], lines[:, 2:]])
    x, y = warp.apply(ends[:, 0], ends[:, 1])
    node = np.arange(2 * count)
    rests_on = np.concatenate([division.ends_on[:, 0], division.ends_on[:, 1]])
    upright = lines[:, 0] == lines[:, 2]
    street = np.concatenate([np.arange(count), np.arange(count), rests_on])
    node = np.concatenate([node[:count], node[count:], node])
    kept = street >= 0
    street, node = street[kept], node[kept]
    at = np.where(upright[street], ends[node, 1], ends[node, 0])
    order = np.lexsort((at, street))
    street, node = street[order], node[order]
    linked = street[1:] == street[:-1]
    start, end = node[:-1][linked], node[1:][linked]
    length = np.hypot(x[start] - x[end], y[start] - y[end]).round(1)
    return Network(x, y, start, end, np.maximum(length, 0.5))
