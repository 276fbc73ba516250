"""Incidents for tests: short rows made whole, lakes filled with them, published files read plainly.

Reading is done with Python's csv module and nothing of the hub, so that it can serve as oracle.
"""

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from peelian.engine.delta import DeltaLake
from peelian.engine.lake import Lake
from peelian.engine.memory import MemoryLake
from peelian.ground.geography import to_degrees, to_grid

_INSTANT = pa.timestamp("us", "UTC")
SCHEMA = pa.schema(
    [
        ("uid", pa.int64()),
        ("source_system", pa.string()),
        ("source_record_id", pa.string()),
        ("force_code", pa.string()),
        ("month", pa.string()),
        ("occurred_from", _INSTANT),
        ("occurred_to", _INSTANT),
        ("time_precision", pa.string()),
        ("crime_type", pa.string()),
        ("outcome", pa.string()),
        ("longitude", pa.float64()),
        ("latitude", pa.float64()),
        ("easting", pa.float64()),
        ("northing", pa.float64()),
        ("place_precision", pa.string()),
        ("location_name", pa.string()),
        ("lsoa_code", pa.string()),
        ("lsoa_name", pa.string()),
        ("source_file", pa.string()),
        ("source_row", pa.int64()),
        ("flags", pa.list_(pa.string())),
        ("classification", pa.string()),
    ]
)
USUAL = {
    "source_system": "test",
    "force_code": "city-of-london",
    "month": "2019-01",
    "time_precision": "month",
    "crime_type": "burglary",
    "place_precision": "snapped",
    "location_name": "On or near Cheapside",
    "lsoa_code": "E01000001",
    "lsoa_name": "City of London 001A",
    "classification": "open",
}


def incidents(rows: Iterable[dict[str, Any]]) -> pa.Table:
    """Fill short rows up; a row without easting has no place unless it says otherwise."""
    whole = []
    for number, row in enumerate(rows):
        full = {**USUAL, "uid": number, "source_row": number, **row}
        if full.get("easting") is None and "place_precision" not in row:
            full["place_precision"] = "none"
        if full.get("easting") is not None:
            lon, lat = to_degrees(np.array([full["easting"]]), np.array([full["northing"]]))
            full["longitude"], full["latitude"] = float(lon[0]), float(lat[0])
        whole.append({name: full.get(name) for name in SCHEMA.names})
    return pa.Table.from_pylist(whole, schema=SCHEMA)


def fill(lake: Lake, table: pa.Table, name: str = "incidents", batch: str = "b1") -> Lake:
    """Put one committed batch into a lake."""
    connection = lake.connect()
    connection.register("given", table)
    lake.append(batch, name, connection, "SELECT * FROM given")
    lake.commit(batch, "test")
    return lake


def lakes(table: pa.Table, folder: Path) -> Iterator[Lake]:
    """The same rows in each kind of lake."""
    yield fill(MemoryLake(), table)
    yield fill(DeltaLake(folder), table)


def published(archive: Path, force: str) -> list[dict[str, str]]:
    """Every row of a force's street files in an archive, as published."""
    rows = []
    with zipfile.ZipFile(archive) as files:
        for name in sorted(files.namelist()):
            if name.endswith(f"-{force}-street.csv"):
                with files.open(name) as file:
                    rows += list(csv.DictReader(io.TextIOWrapper(file, "utf-8-sig", newline="")))
    return rows


def as_incidents(rows: list[dict[str, str]], force: str) -> pa.Table:
    """Published street rows in the canonical columns."""
    lon = np.array([float(r["Longitude"] or "nan") for r in rows])
    lat = np.array([float(r["Latitude"] or "nan") for r in rows])
    east, north = to_grid(lon, lat)
    located = np.isfinite(east)
    count = len(rows)
    columns: dict[str, Any] = {
        name: pa.nulls(count, SCHEMA.field(name).type) for name in SCHEMA.names
    }
    columns |= {
        "uid": pa.array(np.arange(count)),
        "force_code": pa.array([force] * count),
        "month": pa.array([r["Month"] for r in rows]),
        "time_precision": pa.array(["month"] * count),
        "crime_type": pa.array(["-".join(r["Crime type"].lower().split()) for r in rows]),
        "longitude": pa.array(lon, mask=~located),
        "latitude": pa.array(lat, mask=~located),
        "easting": pa.array(east, mask=~located),
        "northing": pa.array(north, mask=~located),
        "place_precision": pa.array(np.where(located, "snapped", "none").tolist()),
        "location_name": pa.array([r["Location"] for r in rows]),
        "lsoa_code": pa.array([r["LSOA code"] or None for r in rows]),
        "lsoa_name": pa.array([r["LSOA name"] or None for r in rows]),
        "classification": pa.array(["open"] * count),
    }
    return pa.table(columns, schema=SCHEMA)
