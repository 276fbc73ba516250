"""The base map as one PMTiles file: streets, built-up areas, buildings, premises and names."""

import gzip
from collections import defaultdict
from pathlib import Path
from typing import Any, Final

import numpy as np
import shapely

from peelian.ground.geography import to_degrees
from peelian.sample.force.chance import Floats, Ints, expand
from peelian.sample.force.place import pmtiles
from peelian.sample.force.place import vector_tile as mvt
from peelian.sample.force.place.model import PREMISES_KINDS, STREET_KINDS, Place

ZOOMS: Final = range(8, 15)
_KINDS_FROM: Final = (8, 11, 13, 13)  # the zoom at which each kind of street appears
_ATTRIBUTION: Final = "Fictional place made by Peelian"
Tiles = dict[tuple[int, int], list[bytes]]


def write_tiles(path: Path, place: Place) -> int:
    """Write the base map and return its number of tiles."""
    found: dict[int, bytes] = {}
    ground = built_up(place)
    for zoom in ZOOMS:
        for (x, y), layers in _zoom(place, ground, zoom).items():
            number = pmtiles.tile_number(zoom, x, y)
            found[number] = gzip.compress(b"".join(layers), 6, mtime=0)
    pmtiles.write(path, found, _view(place), _metadata(place))
    return len(found)


def _zoom(place: Place, ground: Any, zoom: int) -> Tiles:
    tiles: Tiles = defaultdict(list)
    _built(tiles, ground, zoom)
    if zoom == ZOOMS[-1]:
        _buildings(tiles, place, zoom)
    _roads(tiles, place, zoom)
    _names(tiles, place, zoom)
    return tiles


def world(east: Floats, north: Floats, zoom: int) -> Ints:
    """Whole world units at a zoom, shape (n, 2): tile number times 4096 plus place in the tile."""
    longitude, latitude = to_degrees(east, north)
    turn = np.radians(latitude)
    x = (longitude + 180) / 360
    y = (1 - np.arcsinh(np.tan(turn)) / np.pi) / 2
    units: Ints = np.rint(np.c_[x, y] * 2.0**zoom * mvt.EXTENT).astype(np.int64)
    return units


def _roads(tiles: Tiles, place: Place, zoom: int) -> None:
    street = place.streets
    counts = np.diff(street.starts)
    owner, rank = expand(counts)
    shown = np.array(_KINDS_FROM)[street.kind[owner]] <= zoom
    thin = 1 if zoom >= 13 else 3  # fewer points on small-scale maps
    last = rank == counts[owner] - 1
    keep = np.flatnonzero(shown & ((rank % thin == 0) | last))
    at, owner = world(street.xs[keep], street.ys[keep], zoom), owner[keep]
    pair = np.flatnonzero(owner[1:] == owner[:-1])
    tile = at // mvt.EXTENT
    both = np.concatenate([pair, pair[np.any(tile[pair] != tile[pair + 1], axis=1)]])
    within = np.concatenate([tile[pair], tile[both[pair.size :] + 1]])
    order = np.lexsort((both, within[:, 1], within[:, 0]))
    both, within = both[order], within[order]
    if not both.size:
        return
    fresh = np.r_[
        True,
        (both[1:] != both[:-1] + 1)
        | np.any(within[1:] != within[:-1], axis=1)
        | (owner[both[1:]] != owner[both[:-1]]),
    ]
    begin = np.flatnonzero(fresh)
    length = np.diff(np.append(begin, both.size)) + 1
    piece, step = expand(length)
    points = at[both[begin][piece] + step] - within[begin][piece] * mvt.EXTENT
    shapes = mvt.geometries(points, length, mvt.LINE)
    grouped: dict[tuple[int, int], list[tuple[bytes, dict[str, str]]]] = defaultdict(list)
    for shape, number, (x, y) in zip(
        shapes, owner[both[begin]].tolist(), within[begin].tolist(), strict=True
    ):
        words = {"kind": STREET_KINDS[street.kind[number]], "name": street.names[number]}
        grouped[x, y].append((shape, words))
    for tile_xy, features in grouped.items():
        tiles[tile_xy].append(mvt.layer("roads", mvt.LINE, features))


def built_up(place: Place) -> Any:
    """Built-up ground in metres: homes' surroundings, joined and smoothed."""
    home = place.addresses
    cell = np.unique(np.c_[home.x // 150, home.y // 150], axis=0) * 150
    squares = shapely.box(*(cell - 40).T, *(cell + 190).T)
    return shapely.union_all(squares).buffer(60, quad_segs=2).buffer(-70, quad_segs=2).simplify(8)


def _built(tiles: Tiles, shape: Any, zoom: int) -> None:
    """Built-up ground, cut into columns of tiles and then into tiles."""
    ring = shapely.get_coordinates(shape)
    moved = world(ring[:, 0], ring[:, 1], zoom).astype(np.float64)
    drawn = shapely.make_valid(shapely.set_coordinates(shape, moved))
    west, _, east, _ = (int(v) // mvt.EXTENT for v in drawn.bounds)
    for x in range(west, east + 1):
        left = x * mvt.EXTENT
        column = shapely.clip_by_rect(drawn, left - 64, 0, left + mvt.EXTENT + 64, 1e12)
        if column.is_empty:
            continue
        south, north = (int(column.bounds[k]) // mvt.EXTENT for k in (1, 3))
        for y in range(south, north + 1):
            top = y * mvt.EXTENT
            part = shapely.clip_by_rect(column, left - 64, top - 64, left + 4160, top + 4160)
            body = _polygons(part, left, top)
            if body:
                tiles[x, y].append(mvt.layer("built", mvt.POLYGON, [(body, {})]))


def _polygons(shape: Any, left: int, top: int) -> bytes:
    rings: list[Ints] = []
    for part in shapely.get_parts(shape):
        if part.geom_type != "Polygon" or part.is_empty:
            continue
        wound = shapely.orient_polygons(part, exterior_cw=False)
        for ring in [wound.exterior, *wound.interiors]:
            points = np.rint(np.asarray(ring.coords)).astype(np.int64)[:-1] - [left, top]
            rings.append(points)
    if not rings:
        return b""
    counts = np.array([len(r) for r in rings])
    return mvt.merged(np.concatenate(rings), counts, mvt.POLYGON)


def _buildings(tiles: Tiles, place: Place, zoom: int) -> None:
    """One square for each building, larger for more homes."""
    home = place.addresses
    first = np.flatnonzero(home.flat <= 1)
    homes = np.diff(np.append(first, home.x.size))
    half = np.where(homes > 1, 6 + np.minimum(homes, 40) * 0.25, 4.0)
    x, y = home.x[first], home.y[first]
    corners = [
        world(x + a * half, y + b * half, zoom) for a, b in ((-1, 1), (1, 1), (1, -1), (-1, -1))
    ]
    square = np.stack(corners, axis=1)
    tile = square[:, 0] // mvt.EXTENT
    order = np.lexsort((tile[:, 1], tile[:, 0]))
    tile, square = tile[order], square[order] - tile[order][:, None, :] * mvt.EXTENT
    edge = np.flatnonzero(np.r_[True, np.any(tile[1:] != tile[:-1], axis=1)])
    for begin, end in zip(edge.tolist(), [*edge[1:].tolist(), len(tile)], strict=True):
        counts = np.full(end - begin, 4)
        body = mvt.merged(square[begin:end].reshape(-1, 2), counts, mvt.POLYGON)
        key = (int(tile[begin, 0]), int(tile[begin, 1]))
        tiles[key].append(mvt.layer("buildings", mvt.POLYGON, [(body, {})]))


def _names(tiles: Tiles, place: Place, zoom: int) -> None:
    towns = [s for s in place.settlements if zoom >= 10 or s.kind != "village"]
    words = [{"name": s.name, "kind": s.kind} for s in towns]
    at = world(np.array([s.east for s in towns]), np.array([s.north for s in towns]), zoom)
    _points(tiles, "places", at, words)
    if zoom == ZOOMS[-1]:
        shop = place.premises
        words = [
            {"name": name, "kind": PREMISES_KINDS[kind]}
            for name, kind in zip(shop.names, shop.kind.tolist(), strict=True)
        ]
        _points(tiles, "premises", world(shop.x, shop.y, zoom), words)


def _points(tiles: Tiles, name: str, at: Ints, words: list[dict[str, str]]) -> None:
    tile = at // mvt.EXTENT
    shapes = mvt.geometries(at - tile * mvt.EXTENT, np.ones(len(at), dtype=np.int64), mvt.POINT)
    grouped: dict[tuple[int, int], list[tuple[bytes, dict[str, str]]]] = defaultdict(list)
    for shape, word, (x, y) in zip(shapes, words, tile.tolist(), strict=True):
        grouped[x, y].append((shape, word))
    for key, features in grouped.items():
        tiles[key].append(mvt.layer(name, mvt.POINT, features))


def _view(place: Place) -> pmtiles.View:
    longitude, latitude = to_degrees(place.outline[:, 0], place.outline[:, 1])
    town = place.settlements[0]
    middle = to_degrees(np.array([town.east]), np.array([town.north]))
    return pmtiles.View(
        (
            float(longitude.min()),
            float(latitude.min()),
            float(longitude.max()),
            float(latitude.max()),
        ),
        (float(middle[0][0]), float(middle[1][0])),
        (ZOOMS[0], ZOOMS[-1]),
        12,
    )


def _metadata(place: Place) -> dict[str, Any]:
    layers = {
        "built": {},
        "buildings": {},
        "roads": {"kind": "String", "name": "String"},
        "places": {"kind": "String", "name": "String"},
        "premises": {"kind": "String", "name": "String"},
    }
    return {
        "name": place.force_name,
        "attribution": _ATTRIBUTION,
        "vector_layers": [{"id": name, "fields": fields} for name, fields in layers.items()],
    }
