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


class Archive:
    """Reads tiles back from a file written here."""

    def __init__(self, path: Path) -> None:
        self._path = path
        with path.open("rb") as file:
            head = file.read(_HEADER)
            spans = struct.unpack("<8Q", head[8:72])
            self._leaves, self._body = spans[4], spans[6]
            file.seek(spans[0])
            self._root = _read(file.read(spans[1]))
        degrees = struct.unpack("<4i", head[102:118]), struct.unpack("<2i", head[119:127])
        self.bounds = [value / 1e7 for value in degrees[0]]
        self.zooms = (head[100], head[101])

    def tile(self, zoom: int, x: int, y: int) -> bytes | None:
        """One tile as stored (gzip), or nothing where the map is empty."""
        wanted, table = tile_number(zoom, x, y), self._root
        with self._path.open("rb") as file:
            for _ in range(3):
                row = int(np.searchsorted(table[:, 0], wanted, side="right")) - 1
                if row < 0:
                    return None
                number, run, length, offset = (int(v) for v in table[row])
                if run:
                    file.seek(self._body + offset)
                    return file.read(length) if wanted < number + run else None
                file.seek(self._leaves + offset)
                table = _read(file.read(length))
        return None


def _read(packed: bytes) -> Ints:
    """A directory as rows of number, run, length, offset."""
    raw = np.frombuffer(gzip.decompress(packed), dtype=np.uint8)
    ends = np.flatnonzero(raw < 128)
    starts = np.r_[0, ends[:-1] + 1]
    place = np.arange(raw.size) - np.repeat(starts, ends - starts + 1)
    parts = (raw & 127).astype(np.int64) << (7 * place)
    values = np.add.reduceat(parts, starts)
    count = int(values[0])
    steps, run, length, at = values[1 : 1 + 4 * count].reshape(4, count)
    offset = at - 1
    for i in np.flatnonzero(at == 0).tolist():
        offset[i] = offset[i - 1] + length[i - 1]
    return np.column_stack([np.cumsum(steps), run, length, offset])
