"""Mapbox Vector Tile 2.1 encoding with arrays: geometry first, messages after.

Source: the Mapbox Vector Tile specification 2.1 (CC BY 3.0 US). Coordinates are whole tile units
(0 to 4096, y downwards) of shape (n, 2); ``counts`` says how many belong to each part.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from peelian.sample.force.chance import Ints, expand

EXTENT: Final = 4096
POINT, LINE, POLYGON = 1, 2, 3
_MOVE, _CLOSE = 9, 15


def varints(values: Ints) -> tuple[NDArray[np.uint8], Ints]:
    """Encode non-negative integers below 2**35; also give where each one starts."""
    size = np.ones(values.size, dtype=np.int64)
    for bits in (7, 14, 21, 28):
        size += values >= 1 << bits
    start = np.cumsum(size) - size
    out = np.zeros(int(size.sum()), dtype=np.uint8)
    for k in range(5):
        rows = np.flatnonzero(size > k)
        more = np.where(size[rows] > k + 1, 128, 0)
        out[start[rows] + k] = ((values[rows] >> (7 * k)) & 127) | more
    return out, start


def number(value: int) -> bytes:
    """Encode one integer."""
    out = bytearray()
    while value > 127:  # seven bits a byte
        out.append(value & 127 | 128)
        value >>= 7
    out.append(value)
    return bytes(out)


def field(tag: int, body: bytes) -> bytes:
    """A length-delimited protobuf field."""
    return number(tag << 3 | 2) + number(len(body)) + body


def commands(points: Ints, counts: Ints, kind: int, *, one_feature: bool) -> tuple[Ints, Ints]:
    """Drawing commands for parts laid end to end, and how many integers each part takes.

    With ``one_feature`` all parts belong to one feature: the pen stays where the last part ended.
    """
    owner, rank = expand(counts)
    before = np.zeros_like(points)
    before[1:] = points[:-1]
    if not one_feature:
        before[rank == 0] = 0
    step = points - before
    zigzag = (step << 1) ^ (step >> 63)
    lengths = {POINT: counts * 0 + 3, LINE: 2 * counts + 2, POLYGON: 2 * counts + 3}[kind]
    start = np.cumsum(lengths) - lengths
    out = np.zeros(int(lengths.sum()), dtype=np.int64)
    out[start] = _MOVE
    at = start[owner] + np.where(rank == 0, 1, 2 + 2 * rank)
    out[at], out[at + 1] = zigzag[:, 0], zigzag[:, 1]
    if kind != POINT:
        out[start + 3] = (counts - 1) << 3 | 2
    if kind == POLYGON:
        out[start + lengths - 1] = _CLOSE
    return out, lengths


def geometries(points: Ints, counts: Ints, kind: int) -> list[bytes]:
    """The encoded geometry of each part, as features of their own."""
    if not counts.size:
        return []
    out, lengths = commands(points, counts, kind, one_feature=False)
    encoded, start = varints(out)
    ends = np.append(start, encoded.size)
    edges = ends[np.concatenate([[0], np.cumsum(lengths)])]
    body = encoded.tobytes()
    return [body[a:b] for a, b in zip(edges[:-1].tolist(), edges[1:].tolist(), strict=True)]


def merged(points: Ints, counts: Ints, kind: int) -> bytes:
    """The encoded geometry of all parts as one feature."""
    out, _ = commands(points, counts, kind, one_feature=True)
    return varints(out)[0].tobytes()


def layer(name: str, kind: int, features: list[tuple[bytes, dict[str, str]]]) -> bytes:
    """One layer of a tile: its features' geometry and words."""
    keys: dict[str, int] = {}
    values: dict[str, int] = {}
    body = [field(1, name.encode())]
    for geometry, words in features:
        tags = b"".join(
            number(keys.setdefault(k, len(keys))) + number(values.setdefault(v, len(values)))
            for k, v in words.items()
            if v
        )
        packed = (field(2, tags) if tags else b"") + b"\x18" + number(kind) + field(4, geometry)
        body.append(field(2, packed))
    body += [field(3, key.encode()) for key in keys]
    body += [field(4, field(1, value.encode())) for value in values]
    body.append(b"\x28" + number(EXTENT) + b"\x78\x02")
    return field(3, b"".join(body))
