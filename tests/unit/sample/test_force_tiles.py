"""Map tiles: numbers as the specification gives them, and what is written is read back."""

import gzip

import numpy as np
import pytest

from peelian.sample.force.place import pmtiles, vector_tile


@pytest.mark.parametrize(
    ("tile", "number"),
    [
        ((0, 0, 0), 0),
        ((1, 0, 0), 1),
        ((1, 0, 1), 2),
        ((1, 1, 1), 3),
        ((1, 1, 0), 4),
        ((2, 0, 0), 5),
        ((12, 3423, 1763), 19_078_479),
    ],
)
def test_tiles_are_numbered_as_specified(tile, number):
    assert pmtiles.tile_number(*tile) == number


@pytest.mark.parametrize("count", [1, 30, 30_000])
def test_what_is_written_is_read_back(tmp_path, count):
    rng = np.random.default_rng(count)
    tiles = {(z, int(x), int(y)) for z, x, y in zip(
        [15] * count, rng.integers(0, 1 << 15, count), rng.integers(0, 1 << 15, count), strict=True
    )}  # fmt: skip
    body = {pmtiles.tile_number(*t): gzip.compress(str(t).encode(), mtime=0) for t in tiles}
    view = pmtiles.View((-1.5, 50.25, 2.0, 51.0), (0.5, 50.5), (15, 15), 15)
    pmtiles.write(tmp_path / "map.pmtiles", body, view, {"name": "test"})
    archive = pmtiles.Archive(tmp_path / "map.pmtiles")
    assert archive.bounds == [-1.5, 50.25, 2.0, 51.0]
    assert archive.zooms == (15, 15)
    for tile in sorted(tiles)[:200]:
        assert gzip.decompress(archive.tile(*tile)) == str(tile).encode()
    missing = next(t for t in ((15, x, 7) for x in range(40_000)) if t not in tiles)
    assert archive.tile(*missing) is None


def test_long_integers_take_more_bytes():
    values = np.array([0, 127, 128, 300, 1 << 20, (1 << 35) - 1])
    encoded, start = vector_tile.varints(values)
    assert start.tolist() == [0, 1, 2, 4, 6, 9]
    assert encoded.tobytes() == b"".join(vector_tile.number(int(v)) for v in values)


def test_the_pen_moves_by_differences():
    """The polygon of the specification's example (Mapbox Vector Tile 2.1, 4.3.5.5)."""
    ring = np.array([[3, 6], [8, 12], [20, 34]])
    out, lengths = vector_tile.commands(ring, np.array([3]), vector_tile.POLYGON, one_feature=False)
    assert out.tolist() == [9, 6, 12, 18, 10, 12, 24, 44, 15]
    assert lengths.tolist() == [9]
