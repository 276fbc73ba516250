"""From rows to places by months: the heavy work happens in SQL, arrays come out."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

import duckdb
import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from peelian.ground.areas import SmallArea, common_lsoas
from peelian.ground.geography import to_grid
from peelian.ground.outlines import OUTLINE_TOLERANCE, force_outline
from peelian.insight.hotspots.model import Unit
from peelian.insight.hotspots.service.selection import Selection

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

_SHIFT: Final = 2**31  # keys of two whole numbers are packed into one


@dataclass(frozen=True, slots=True)
class Counts:
    """Places that have such crime in the months analysed, in the order of their keys.

    ``a`` and ``b`` are a cell's column and row, a point's metres, or an area's number and 0,
    shape (n,). ``by_month`` holds incidents per held month, shape (n, months); ``last_year`` the
    same months a year before, shape (n,); ``harm`` summed weights, shape (n,).
    """

    a: Ints
    b: Ints
    by_month: Floats
    last_year: Floats
    harm: Floats
    places: int  # with any incident of any type
    without_place: int
    outside: int
    areas: tuple[SmallArea, ...]

    @property
    def count(self) -> Floats:
        """Incidents per place over all months analysed, shape (n,)."""
        return np.asarray(self.by_month.sum(axis=1), dtype=np.float64)


def count(
    connection: duckdb.DuckDBPyConnection,
    selection: Selection,
    unit: Unit,
    weights: Mapping[str, float],
) -> Counts:
    """Count incidents per place and month; leaves the view ``placed`` behind.

    ``placed`` has ``a, b, month_index, wanted``, the columns that describe a place, and ``lost``:
    0 for an incident on the map, 1 for one without a place, 2 for one outside the force.
    """
    _choose(connection, selection, unit)
    _register_outside(connection, selection.force)
    areas = _register_areas(connection) if unit is Unit.LSOA else ()
    _place(connection, unit)
    harm, join = "0.0::DOUBLE", ""
    if weights:
        connection.register("weights", _weights_table(weights))
        harm = "coalesce(sum(w.weight) FILTER (wanted), 0)::DOUBLE"
        join = "LEFT JOIN weights w USING (crime_type)"
    found = connection.execute(
        "SELECT lost, CASE lost WHEN 0 THEN a ELSE 0 END AS a, "
        "CASE lost WHEN 0 THEN b ELSE 0 END AS b, month_index, count(*) FILTER (wanted) AS n, "
        f"{harm} AS harm FROM placed {join} GROUP BY ALL"
    ).fetchnumpy()
    return _counts(found, selection, areas)


def _choose(connection: duckdb.DuckDBPyConnection, selection: Selection, unit: Unit) -> None:
    """View the force's rows of the months analysed and of the same months a year before."""
    first = -12 if selection.has_last_year else 0
    index = range(first, len(selection.months))
    names = [str(selection.first.plus(i)) for i in index]
    connection.register("months", pa.table({"month": names, "month_index": list(index)}))
    located = (
        "lsoa_code IS NOT NULL AND lsoa_code <> ''"
        if unit is Unit.LSOA
        else "place_precision NOT IN ('none', 'lsoa') AND isfinite(easting) AND isfinite(northing)"
    )
    wanted = f"crime_type = {_text(selection.crime_type)}" if selection.crime_type else "true"
    connection.execute(
        "CREATE OR REPLACE TEMP VIEW chosen AS SELECT month_index, "
        f"coalesce({wanted}, false) AS wanted, coalesce({located}, false) AS located, crime_type, "
        "easting, northing, lsoa_code, lsoa_name, location_name, occurred_from "
        f"FROM incidents JOIN months USING (month) WHERE force_code = {_text(selection.force)}"
    )


def _text(value: str) -> str:
    """Quote a text for SQL: a view cannot take parameters."""
    return "'" + value.replace("'", "''") + "'"


def _register_outside(connection: duckdb.DuckDBPyConnection, force: str) -> None:
    """List the points that lie further from the force's area than its outline may be off."""
    points = connection.execute(
        "SELECT DISTINCT easting, northing FROM chosen "
        "WHERE isfinite(easting) AND isfinite(northing)"
    ).fetchnumpy()
    east, north = (np.asarray(points[c], dtype=np.float64) for c in ("easting", "northing"))
    out = _outside(force, east, north)
    connection.register("outside", pa.table({"easting": east[out], "northing": north[out]}))


def _outside(force: str, east: Floats, north: Floats) -> NDArray[np.bool_]:
    import shapely
    from shapely.geometry import shape

    outline = force_outline(force)
    if outline is None:
        return np.zeros(east.shape, dtype=np.bool_)
    area = shapely.transform(
        shape(outline), lambda xy: np.column_stack(to_grid(xy[:, 0], xy[:, 1]))
    )
    shapely.prepare(area)
    out = ~shapely.contains_xy(area, east, north)
    far = shapely.distance(area, shapely.points(east[out], north[out])) > OUTLINE_TOLERANCE
    out[out] = far
    return np.asarray(out, dtype=np.bool_)


def _register_areas(connection: duckdb.DuckDBPyConnection) -> tuple[SmallArea, ...]:
    """Number the small areas; a code no list knows stands for itself, without residents."""
    rows = connection.execute(
        "SELECT lsoa_code, min(lsoa_name) FROM chosen WHERE located GROUP BY 1 ORDER BY 1"
    ).fetchall()
    known = common_lsoas(code for code, _ in rows)
    by_code = {c: known.get(c) or SmallArea(c, name or c, 0, "", (c,)) for c, name in rows}
    areas = tuple(sorted(set(by_code.values()), key=lambda area: area.code))
    number = {area: i for i, area in enumerate(areas)}
    table = {"lsoa_code": list(by_code), "area": [number[area] for area in by_code.values()]}
    schema = pa.schema([("lsoa_code", pa.string()), ("area", pa.int64())])
    connection.register("areas", pa.table(table, schema=schema))
    return areas


def _place(connection: duckdb.DuckDBPyConnection, unit: Unit) -> None:
    """View the chosen rows with the key of their place and whether they are lost to the map."""
    join = ""
    if unit is Unit.LSOA:
        key, join = "areas.area AS a, 0::BIGINT AS b", "LEFT JOIN areas USING (lsoa_code)"
    elif unit is Unit.SNAP_POINT:
        key = "round(c.easting)::BIGINT AS a, round(c.northing)::BIGINT AS b"
    else:
        size = unit.size
        key = f"floor(c.easting / {size})::BIGINT AS a, floor(c.northing / {size})::BIGINT AS b"
    connection.execute(
        f"CREATE OR REPLACE TEMP VIEW placed AS SELECT {key}, c.*, "
        "CASE WHEN NOT located THEN 1 WHEN o.easting IS NOT NULL THEN 2 ELSE 0 END AS lost "
        f"FROM chosen c {join} "
        "LEFT JOIN outside o ON o.easting = c.easting AND o.northing = c.northing"
    )


def _weights_table(weights: Mapping[str, float]) -> pa.Table:
    """Weights as exact decimals, so that their sum is the same in any order."""
    exact = [Decimal(str(weight)).quantize(Decimal("0.000001")) for weight in weights.values()]
    schema = pa.schema([("crime_type", pa.string()), ("weight", pa.decimal128(18, 6))])
    return pa.table({"crime_type": list(weights), "weight": exact}, schema=schema)


def _counts(
    found: Mapping[str, NDArray[np.generic]],
    selection: Selection,
    areas: tuple[SmallArea, ...],
) -> Counts:
    lost, month, n = (np.asarray(found[c], dtype=np.int64) for c in ("lost", "month_index", "n"))
    without, outside = (int(n[(lost == why) & (month >= 0)].sum()) for why in (1, 2))
    here = lost == 0
    a, b = (np.asarray(found[c], dtype=np.int64)[here] for c in ("a", "b"))
    month, n, harm = month[here], n[here], np.asarray(found["harm"], dtype=np.float64)[here]
    keys, place = np.unique(a * _SHIFT + (b + _SHIFT // 2), return_inverse=True)
    asked = len(selection.months)
    grid = np.zeros((keys.size, asked + 12))  # twelve earlier months come first
    np.add.at(grid, (place, month + 12), n)
    now = month >= 0
    total_harm = np.bincount(place[now], weights=harm[now], minlength=keys.size)
    held = np.array([i for i, m in enumerate(selection.months) if m in selection.held], np.int64)
    by_month = grid[:, held + 12]
    used = by_month.sum(axis=1) > 0
    return Counts(
        a=keys[used] // _SHIFT,
        b=keys[used] % _SHIFT - _SHIFT // 2,
        by_month=by_month[used],
        last_year=grid[:, held].sum(axis=1)[used],
        harm=total_harm[used],
        places=int(np.unique(place[now]).size),
        without_place=without,
        outside=outside,
        areas=areas,
    )
