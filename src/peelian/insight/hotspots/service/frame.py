"""Any data frame as the relation ``incidents``: pandas, Polars, Arrow, DuckDB, through Narwhals."""

from typing import Any, Final

import duckdb
import narwhals as nw
import numpy as np
import pyarrow as pa

from peelian.engine.lake import connect
from peelian.ground.errors import InputError
from peelian.ground.geography import to_grid

_TEXT: Final = {
    "force_code": "",
    "month": None,
    "crime_type": "",
    "location_name": "",
    "lsoa_code": None,
    "lsoa_name": "",
    "time_precision": "month",  # what is not said is taken as coarse
    "place_precision": "snapped",
    "classification": None,
    "batch_id": "",
}
_POINTS: Final = (("easting", "northing"), ("longitude", "latitude"))


def to_relation(frame: Any, force: str, classification: str) -> duckdb.DuckDBPyConnection:
    """Return a connection with the relation ``incidents`` over ``frame``.

    Raises:
        InputError: when the frame has no month or no place.
    """
    table = to_arrow(frame)
    have = set(table.column_names)
    if "month" not in have or not ({"lsoa_code"} <= have or any(set(p) <= have for p in _POINTS)):
        raise InputError(
            "This table cannot be read as incidents.",
            "It needs the column month (like 2024-06) and a place: easting and northing, "
            "longitude and latitude, or lsoa_code.",
            "Rename the columns and try again.",
        )
    defaults = {**_TEXT, "force_code": force, "classification": classification}
    columns: dict[str, Any] = {
        name: table[name].cast(pa.string())
        if name in have
        else pa.array([value] * table.num_rows, pa.string())
        for name, value in defaults.items()
    }
    columns["easting"], columns["northing"] = _metres(table)
    columns["occurred_from"] = (
        table["occurred_from"].cast(pa.timestamp("us", "UTC"))
        if "occurred_from" in have
        else pa.nulls(table.num_rows, pa.timestamp("us", "UTC"))
    )
    connection = connect()
    connection.register("incidents", pa.table(columns))
    return connection


def to_arrow(frame: Any) -> pa.Table:
    """Return any eager or lazy frame as Arrow."""
    native = nw.from_native(frame)
    eager = native.collect(backend="pyarrow") if isinstance(native, nw.LazyFrame) else native
    table: pa.Table = eager.to_arrow()
    return table


def like(frame: Any, table: pa.Table) -> Any:
    """Return ``table`` as the kind of frame that came in."""
    native = nw.from_native(frame)
    if isinstance(native, nw.DataFrame):
        return nw.from_arrow(table, backend=native.implementation).to_native()
    if native.implementation.is_duckdb():
        return duckdb.from_arrow(table)
    return nw.from_arrow(table, backend=native.implementation).lazy().to_native()


def _metres(table: pa.Table) -> tuple[pa.Array, pa.Array]:
    metres, degrees = _POINTS
    names = next((p for p in (metres, degrees) if set(p) <= set(table.column_names)), None)
    if names is None:
        nothing = pa.nulls(table.num_rows, pa.float64())
        return nothing, nothing
    x, y = (
        np.asarray(table[name].cast(pa.float64()).to_numpy(zero_copy_only=False)) for name in names
    )
    if names == degrees:
        x, y = to_grid(x, y)
    return pa.array(x), pa.array(y)
