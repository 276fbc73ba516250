"""Write a PMTiles archive, version 3: many map tiles in one file.

Source: the PMTiles specification, version 3 (https://github.com/protomaps/PMTiles, CC0). Tiles
are numbered along a Hilbert curve; directories are columns of variable-length integers.
"""

import gzip
import json
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np

from peelian.sample.force.chance import Ints
from peelian.sample.force.place.vector_tile import varints

_HEADER: Final = 127  # bytes
_ROOT_LIMIT: Final = 16_384 - _HEADER  # header and root directory are read together
_LEAF: Final = 4_096  # entries
_GZIP, _VECTOR = 2, 1


@dataclass(frozen=True, slots=True)
class View:
    """Where the map lies, in degrees: west, south, east, north; middle; zooms."""

    bounds: tuple[float, float, float, float]
    middle: tuple[float, float]
    zooms: tuple[int, int]
    start_zoom: int


def tile_number(zoom: int, x: int, y: int) -> int:
    """The position of a tile on the curve, after all tiles of smaller zooms."""
    position, side = ((1 << 2 * zoom) - 1) // 3, 1 << zoom >> 1
    while side:
        right, below = int(x & side > 0), int(y & side > 0)
        position += side * side * ((3 * right) ^ below)
        if not below:
            if right:
                x, y = side - 1 - (x & side - 1), side - 1 - (y & side - 1)
            x, y = y, x
        x, y, side = x & side - 1, y & side - 1, side >> 1
    return position


def write(path: Path, tiles: Mapping[int, bytes], view: View, metadata: Mapping[str, Any]) -> None:
    """Write gzip-compressed vector tiles, by number, to ``path``."""
    numbers = sorted(tiles)
    body = [tiles[n] for n in numbers]
    lengths = np.array([len(t) for t in body], dtype=np.int64)
    offsets = np.cumsum(lengths) - lengths
    root, leaves = _directories(np.array(numbers, dtype=np.int64), offsets, lengths)
    told = gzip.compress(json.dumps(metadata).encode(), mtime=0)
    at = np.cumsum([_HEADER, len(root), len(told), len(leaves)]).tolist()
    spans = [at[0], len(root), at[1], len(told), at[2], len(leaves), at[3], int(lengths.sum())]
    with path.open("wb") as file:
        file.write(_header(spans, len(body), view))
        for part in (root, told, leaves, *body):
            file.write(part)


def _header(spans: list[int], count: int, view: View) -> bytes:
    degrees = [round(v * 1e7) for v in (*view.bounds, *view.middle)]
    return (
        b"PMTiles\x03"
        + struct.pack("<8Q", *spans)
        + struct.pack("<3Q", count, count, count)
        + struct.pack("<6B", 1, _GZIP, _GZIP, _VECTOR, *view.zooms)
        + struct.pack("<4i", *degrees[:4])
        + struct.pack("<B2i", view.start_zoom, *degrees[4:])
    )


def _directories(numbers: Ints, offsets: Ints, lengths: Ints) -> tuple[bytes, bytes]:
    """The root directory, and the leaf directories when the root alone would be too long."""
    root = _directory(numbers, offsets, lengths, np.ones_like(numbers))
    if len(root) <= _ROOT_LIMIT:
        return root, b""
    leaves: list[bytes] = []
    first: list[int] = []
    starts: list[int] = []
    for at in range(0, numbers.size, _LEAF):
        part = slice(at, at + _LEAF)
        run = np.ones_like(numbers[part])
        first.append(int(numbers[at]))
        starts.append(sum(len(leaf) for leaf in leaves))
        leaves.append(_directory(numbers[part], offsets[part], lengths[part], run))
    sizes = np.array([len(leaf) for leaf in leaves])
    run = np.zeros(len(first), dtype=np.int64)  # a run of nought points at a leaf
    return _directory(np.array(first), np.array(starts), sizes, run), b"".join(leaves)


def _directory(numbers: Ints, offsets: Ints, lengths: Ints, run: Ints) -> bytes:
    steps = np.diff(numbers, prepend=0)
    follows = np.r_[False, offsets[1:] == offsets[:-1] + lengths[:-1]]
    places = np.where(follows, 0, offsets + 1)
    columns = np.concatenate([[numbers.size], steps, run, lengths, places])
    return gzip.compress(varints(columns)[0].tobytes(), mtime=0)
