"""Homes along the edges of street blocks, numbered the way streets are."""

from typing import Final

import numpy as np
from numpy.random import Generator

from peelian.sample.force.chance import Floats, Ints, choose_rows, expand
from peelian.sample.force.place.blocks import Division, density, facing
from peelian.sample.force.place.model import Addresses
from peelian.sample.force.place.streets import Drawn
from peelian.sample.force.place.warp import Warp

PEOPLE_PER_HOME: Final = 2.36
_SETBACK: Final = 13.0  # metres from the middle of the street
_FLATS: Final = np.array([1, 2, 6, 12, 40])
_PLOT: Final = 7.5  # metres of street per pair of house numbers


def place(rng: Generator, division: Division, drawn: Drawn, warp: Warp) -> Addresses:
    """Place the homes of a divided town; pointers are the town's own."""
    boxes = division.boxes
    homes = np.rint(division.people / PEOPLE_PER_HOME * (0.85 + 0.3 * rng.random(len(boxes))))
    per_building = _flats(rng, boxes)
    buildings = np.ceil(homes / per_building).astype(np.int64)
    block, nth = expand(buildings)
    x, y, street, along = _stand(rng, division, warp, block, (nth + rng.random(block.size)))
    units = np.minimum(per_building[block], homes[block].astype(np.int64))
    building, flat = expand(units)
    segment = drawn.first[street] + np.minimum(
        (along * drawn.pieces[street]).astype(np.int64), drawn.pieces[street] - 1
    )
    side = (x + y > 0).astype(np.int64)
    span = np.abs(division.lines[street, 2:] - division.lines[street, :2]).sum(axis=1)
    number = 2 * (along * span * warp.half_side / _PLOT).astype(np.int64) + 1 + side
    east, north = warp.apply(x, y)
    return Addresses(
        east[building],
        north[building],
        segment[building],
        division.area[block][building],
        number[building],
        np.where(units[building] > 1, flat + 1, 0),
    )


def _flats(rng: Generator, boxes: Floats) -> Ints:
    """How many homes each building of a block has: flats are more common near the middle."""
    crowd = density((boxes[:, 0] + boxes[:, 2]) / 2, (boxes[:, 1] + boxes[:, 3]) / 2)
    mix = np.array([[0.93, 0.03, 0.03, 0.01, 0.0], [0.62, 0.1, 0.14, 0.1, 0.04]])
    return _FLATS[choose_rows(rng, mix, (crowd > 1.1).astype(np.int64))]


def _stand(
    rng: Generator, division: Division, warp: Warp, block: Ints, place_in_block: Floats
) -> tuple[Floats, Floats, Ints, Floats]:
    """Stand buildings along their block's edge: x, y, street and how far along the street."""
    counts = np.bincount(block, minlength=len(division.boxes))
    share = place_in_block / counts[block]
    box = division.boxes[block]
    wide, tall = box[:, 2] - box[:, 0], box[:, 3] - box[:, 1]
    at = share * 2 * (wide + tall)
    side = (at[:, None] >= np.cumsum(np.c_[tall, tall, wide], axis=1)).sum(axis=1)
    run = np.where(side < 2, tall, wide)  # west and east edges run upright
    before = np.where(side == 0, 0.0, np.where(side == 1, tall, 2 * tall + wide * (side - 2)))
    offset = np.clip((at - before) / run, 0.03, 0.97)
    street, side = facing(division, block, side)
    inset = np.minimum((_SETBACK + 3 * rng.random(block.size)) / warp.half_side, 0.45 * wide)
    x = np.choose(side, [box[:, 0] + inset, box[:, 2] - inset, *[box[:, 0] + offset * wide] * 2])
    inset = np.minimum(inset, 0.45 * tall)
    y = np.choose(side, [*[box[:, 1] + offset * tall] * 2, box[:, 1] + inset, box[:, 3] - inset])
    line = division.lines[street]
    upright = line[:, 0] == line[:, 2]
    begin = np.where(upright, line[:, 1], line[:, 0])
    finish = np.where(upright, line[:, 3], line[:, 2])
    along = np.clip((np.where(upright, y, x) - begin) / (finish - begin), 0, 0.999999)
    return x, y, street, along
