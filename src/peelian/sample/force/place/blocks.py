"""A town cut into areas and street blocks: a square divided again and again.

Working square: x and y from -1 to 1. Every cut is a street that ends on older streets, so the
network is connected, and every area is a box of the division, so areas nest exactly: blocks in
areas of about 1,600 people, in neighbourhoods, in beats.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.random import Generator

from peelian.sample.force.chance import Floats, Ints

BEAT, HOOD, AREA = 28_000, 9_000, 2_150  # most people in each
_LONGEST_BLOCK: Final = 165.0  # metres
_OPPOSITE: Final = np.array([1, 0, 3, 2])


@dataclass(frozen=True, slots=True)
class Division:
    """A divided town.

    ``boxes`` (n, 4) are west, south, east, north; ``edges`` (n, 4) are the streets on the west,
    east, south and north (-1 for the edge of town). ``lines`` (m, 4) are streets as x0, y0, x1,
    y1; ``ends_on`` (m, 2) the streets that each line starts and ends on.
    """

    boxes: Floats
    edges: Ints
    area: Ints
    people: Floats
    lines: Floats
    ends_on: Ints
    area_boxes: Floats
    area_hood: Ints
    area_beat: Ints


class _Groups:
    """Boxes that became an area, neighbourhood or beat, numbered as they appear."""

    def __init__(self, limit: float) -> None:
        self.limit, self.count = limit, 0

    def number(self, current: Ints, people: Floats) -> tuple[Ints, Ints]:
        """Return the new numbering and the positions that were numbered now."""
        fresh = np.flatnonzero((current < 0) & (people < self.limit))
        out = current.copy()
        out[fresh] = self.count + np.arange(fresh.size)
        self.count += fresh.size
        return out, fresh


def density(x: Floats, y: Floats) -> Floats:
    """Relative density of homes; the mean over the square is close to one."""
    spread: Floats = 0.58 + 1.05 * np.exp(-1.9 * (x * x + y * y))
    return spread


def divide(rng: Generator, people: float, half_side: float) -> Division:
    """Divide a town of ``people`` whose square reaches ``half_side`` metres from its centre."""
    box = np.array([[-1.0, -1.0, 1.0, 1.0]])
    edge, group = np.full((1, 4), -1), np.full((1, 3), -1)
    groups = (_Groups(BEAT), _Groups(HOOD), _Groups(AREA))
    lines: list[Floats] = []
    ends: list[Ints] = []
    done: list[tuple[Floats, Ints, Ints]] = []
    areas: list[tuple[Floats, Ints]] = []
    streets = 0
    while len(box):
        living = _people(box, people)
        group = group.copy()
        for column, kind in enumerate(groups):
            group[:, column], fresh = kind.number(group[:, column], living)
        areas.append((box[fresh], group[fresh]))
        longest = np.maximum(box[:, 2] - box[:, 0], box[:, 3] - box[:, 1]) * half_side
        split = (group[:, 2] < 0) | (longest > _LONGEST_BLOCK) | (longest > 2.0 / 3 * half_side)
        done.append((box[~split], edge[~split], group[~split]))
        box, edge, line, end = _cut(rng, box[split], edge[split], streets)
        group = np.repeat(group[split], 2, axis=0)
        streets += len(line)
        lines.append(line)
        ends.append(end)
    boxes, edges, belongs = (np.concatenate(part) for part in zip(*done, strict=True))
    area_boxes, area_groups = (np.concatenate(part) for part in zip(*areas, strict=True))
    order = np.argsort(area_groups[:, 2])
    return Division(
        boxes,
        edges,
        belongs[:, 2],
        _people(boxes, people),
        np.concatenate(lines),
        np.concatenate(ends),
        area_boxes[order],
        area_groups[order, 1],
        area_groups[order, 0],
    )


def _people(box: Floats, people: float) -> Floats:
    size = (box[:, 2] - box[:, 0]) * (box[:, 3] - box[:, 1]) / 4
    middle = density((box[:, 0] + box[:, 2]) / 2, (box[:, 1] + box[:, 3]) / 2)
    return people * size * middle


def _cut(
    rng: Generator, box: Floats, edge: Ints, streets: int
) -> tuple[Floats, Ints, Floats, Ints]:
    """Cut each box across its longer side; children come in pairs, west or south first."""
    n = len(box)
    upright = (box[:, 2] - box[:, 0]) >= (box[:, 3] - box[:, 1])
    at = np.where(upright, box[:, 0], box[:, 1])
    width = np.where(upright, box[:, 2] - box[:, 0], box[:, 3] - box[:, 1])
    at = at + width * (0.36 + 0.28 * rng.random(n))
    number = streets + np.arange(n)
    line: Floats = np.where(
        upright[:, None],
        np.column_stack([at, box[:, 1], at, box[:, 3]]),
        np.column_stack([box[:, 0], at, box[:, 2], at]),
    )
    ends: Ints = np.where(upright[:, None], edge[:, [2, 3]], edge[:, [0, 1]])
    low, high, rows = box.copy(), box.copy(), np.arange(n)
    low_edge, high_edge = edge.copy(), edge.copy()
    low[rows, np.where(upright, 2, 3)] = at
    high[rows, np.where(upright, 0, 1)] = at
    low_edge[rows, np.where(upright, 1, 3)] = number
    high_edge[rows, np.where(upright, 0, 2)] = number
    pair = np.stack([low, high], axis=1).reshape(-1, 4)
    return pair, np.stack([low_edge, high_edge], axis=1).reshape(-1, 4), line, ends


def facing(division: Division, block: Ints, side: Ints) -> tuple[Ints, Ints]:
    """The street on a block's side, or on the opposite side where the town ends; and that side."""
    street = division.edges[block, side]
    turned = np.where(street < 0, _OPPOSITE[side], side)
    return division.edges[block, turned], turned
