"""Chance that gives the same values on every machine.

Each stream is a PCG64 generator seeded by the run's seed and a path of names, so that a table can
be made alone and still equal the one made with all the others. Weighted choices are made on
integers: a last-bit difference between two machines' ``exp`` does not move a draw.
"""

import zlib
from typing import Final

import numpy as np
from numpy.random import PCG64, Generator, SeedSequence
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]

_FINE: Final = float(1 << 40)


def stream(seed: int, *path: str | int) -> Generator:
    """Return the generator for one named part of the work."""
    words = [seed, *(zlib.crc32(str(part).encode("utf-8")) for part in path)]
    return Generator(PCG64(SeedSequence(words)))


def cumulative(weights: Floats) -> Ints:
    """Turn non-negative weights of shape (n,) into an integer running total of shape (n,)."""
    total = float(weights.sum())
    return np.cumsum(np.rint(weights / total * _FINE).astype(np.int64))


def pick(rng: Generator, running: Ints, count: int) -> Ints:
    """Draw ``count`` indices from a running total made by :func:`cumulative`."""
    return np.searchsorted(running, rng.integers(0, running[-1], count), side="right")


def choose(rng: Generator, weights: Floats, count: int) -> Ints:
    """Draw ``count`` indices with replacement in proportion to ``weights``."""
    return pick(rng, cumulative(np.asarray(weights, dtype=np.float64)), count)


def choose_rows(rng: Generator, weights: Floats, rows: Ints) -> Ints:
    """Draw one column for each entry of ``rows`` from the table ``weights`` of shape (r, c)."""
    share = weights / weights.sum(axis=1, keepdims=True)
    running = np.cumsum(np.rint(share * _FINE).astype(np.int64), axis=1)
    draw = np.floor(rng.random(rows.size) * running[rows, -1]).astype(np.int64)
    columns: Ints = (running[rows] <= draw[:, None]).sum(axis=1)
    return columns


def heavy(rng: Generator, spread: float, count: int) -> Floats:
    """Draw ``count`` log-normal weights with mean one, rounded to six places."""
    values: Floats = np.exp(spread * rng.standard_normal(count) - spread * spread / 2)
    return np.maximum(values.round(6), 1e-6)


def exponential(rng: Generator, mean: float, count: int) -> Floats:
    """Draw ``count`` exponential waits with the given mean, rounded to six places."""
    waits: Floats = -np.log1p(-rng.random(count)) * mean
    return waits.round(6)


def expand(counts: Ints) -> tuple[Ints, Ints]:
    """Repeat each index ``counts`` times; also give each repeat's place within its group."""
    owner = np.repeat(np.arange(counts.size), counts)
    first = np.cumsum(counts) - counts
    return owner, np.arange(owner.size) - first[owner]
