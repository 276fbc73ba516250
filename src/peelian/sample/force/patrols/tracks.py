"""From true paths to what devices sent, and to the visits that truly happened."""

from dataclasses import dataclass

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray
from scipy.signal import lfilter
from scipy.spatial import cKDTree

from peelian.sample.force.chance import Floats, Ints, expand, exponential
from peelian.sample.force.patrols.shifts import LENGTH, Path
from peelian.sample.force.programmes.plan import RADIUS, Zones

_SAME_VISIT = 60  # seconds outside that do not end a visit
_APART = 1_000_000.0  # keeps shifts apart on one time line


@dataclass(frozen=True, slots=True)
class Pings:
    """What devices sent in one day, in order of arrival. Times are seconds of the shift."""

    shift: Ints
    second: Ints
    received: Ints
    x: Floats
    y: Floats


def observe(rng: Generator, paths: list[Path], interval: Ints) -> Pings:
    """Sample each path every ``interval`` seconds, blur, drop and delay."""
    counts = LENGTH // interval
    shift, rank = expand(counts)
    second = (rng.random(len(paths)) * interval).astype(np.int64)[shift] + rank * interval[shift]
    line, x, y = _lines(paths)
    at = shift * _APART + second
    noise = rng.standard_normal((2, shift.size))
    blur = np.stack([lfilter([0.6], [1.0, -0.8], part) for part in noise]) * 5.0
    wild = np.flatnonzero(rng.random(shift.size) < 0.01)
    blur[:, wild] += rng.standard_normal((2, wild.size)) * 60
    keep = rng.random(shift.size) > 0.02
    for start in _gaps(rng, counts):
        keep[start[0] : start[1]] = False
    late = np.where(rng.random(shift.size) < 0.03, rng.uniform(10, 120, shift.size), 0.0)
    received = second + np.rint(exponential(rng, 1.0, shift.size) + late).astype(np.int64)
    order = np.flatnonzero(keep)
    order = order[np.lexsort((second[order], received[order]))]
    return Pings(
        shift[order],
        second[order],
        received[order],
        (np.interp(at, line, x) + blur[0]).round(1)[order],
        (np.interp(at, line, y) + blur[1]).round(1)[order],
    )


def _lines(paths: list[Path]) -> tuple[Floats, Floats, Floats]:
    line = np.concatenate([np.array(p.t) + i * _APART for i, p in enumerate(paths)])
    x = np.concatenate([np.array(p.x) for p in paths])
    return line, x, np.concatenate([np.array(p.y) for p in paths])


def _gaps(rng: Generator, counts: Ints) -> NDArray[np.int64]:
    """Stretches without signal: about two in a shift, of one to six minutes' pings."""
    first = np.cumsum(counts) - counts
    shift = np.repeat(np.arange(counts.size), rng.poisson(2.0, counts.size))
    begin = first[shift] + (rng.random(shift.size) * counts[shift]).astype(np.int64)
    long = (counts[shift] * rng.uniform(60, 360, shift.size) / LENGTH).astype(np.int64) + 1
    gaps: Ints = np.c_[begin, np.minimum(begin + long, first[shift] + counts[shift])]
    return gaps


def visits(paths: list[Path], zones: Zones) -> tuple[Ints, Ints, Ints, Ints]:
    """The true visits: shift, zone, first and last second, from exact crossing of the circles."""
    line, x, y = _lines(paths)
    same = np.flatnonzero((line[1:] // _APART) == (line[:-1] // _APART))
    begin, end = np.c_[x[same], y[same]], np.c_[x[same + 1], y[same + 1]]
    near = min(4, zones.x.size)
    centre = np.c_[zones.x, zones.y]
    zone = cKDTree(centre).query((begin + end) / 2, k=near)[1].reshape(-1)
    piece = np.repeat(np.arange(same.size), near)
    enter, leave = _crossing(begin[piece], end[piece], centre[zone])
    inside = np.flatnonzero(leave > enter)
    piece, zone = piece[inside], zone[inside]
    start, stop = line[same[piece]], line[same[piece] + 1]
    first = start + (stop - start) * enter[inside]
    last = start + (stop - start) * leave[inside]
    return _merge((first // _APART).astype(np.int64), zone, first % _APART, last % _APART)


def _crossing(begin: Floats, end: Floats, centre: Floats) -> tuple[Floats, Floats]:
    """The part of each straight piece inside a circle, as shares of the piece (0 to 1)."""
    step, away = end - begin, begin - centre
    a = np.maximum((step**2).sum(axis=1), 1e-12)
    b = (step * away).sum(axis=1)
    c = (away**2).sum(axis=1) - RADIUS**2
    still = a < 1e-6  # standing
    root = b * b - a * c
    half = np.sqrt(np.maximum(root, 0)) / a
    enter = np.clip(-b / a - half, 0, 1)
    leave = np.where(root > 0, np.clip(-b / a + half, 0, 1), 0.0)
    within = c <= 0
    enter = np.where(still, 0.0, enter)
    return enter, np.where(still, np.where(within, 1.0, 0.0), leave)


def _merge(shift: Ints, zone: Ints, first: Floats, last: Floats) -> tuple[Ints, Ints, Ints, Ints]:
    order = np.lexsort((first, zone, shift))
    shift, zone, first, last = shift[order], zone[order], first[order], last[order]
    if not shift.size:
        return shift, zone, first.astype(np.int64), last.astype(np.int64)
    gap = (first[1:] - last[:-1]) > _SAME_VISIT
    fresh = np.r_[True, gap | (shift[1:] != shift[:-1]) | (zone[1:] != zone[:-1])]
    start = np.flatnonzero(fresh)
    final = np.maximum.reduceat(last, start)
    enter, leave = np.floor(first[start]).astype(np.int64), np.ceil(final).astype(np.int64)
    inside = enter < LENGTH
    return (
        shift[start][inside],
        zone[start][inside],
        enter[inside],
        np.minimum(leave, LENGTH)[inside],
    )
