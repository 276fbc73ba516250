"""Any data frame goes in and the same kind comes out."""

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from peelian.ground.errors import InputError, NotAllowedError
from peelian.insight.hotspots.service import analyse_frame, hotspots

ROWS = {
    "month": ["2019-01"] * 3,
    "crime_type": ["burglary"] * 3,
    "easting": [532_010.0, 532_010.0, 532_600.0],
    "northing": [181_010.0] * 3,
}
ASK = {
    "force": "city-of-london",
    "from_": "2019-01",
    "to": "2019-01",
    "classification": "synthetic",
}
ARROW = pa.table(ROWS)


def counts(frame) -> list[int]:
    """Read the column back, whatever the kind."""
    if isinstance(frame, duckdb.DuckDBPyRelation):
        return [row[0] for row in frame.select("count").fetchall()]
    eager = frame.collect() if isinstance(frame, pl.LazyFrame) else frame
    return eager["count"].to_pylist() if isinstance(eager, pa.Table) else list(eager["count"])


@pytest.mark.parametrize("make", [pd.DataFrame, pl.DataFrame, pl.LazyFrame, pa.table])
def test_the_same_kind_comes_back(make):
    frame = make(ROWS)
    found = hotspots(frame, **ASK)
    assert type(found) is type(frame)
    assert counts(found) == [2, 1]


def test_a_duckdb_relation_comes_back_as_one():
    with duckdb.connect() as connection:
        found = hotspots(connection.from_arrow(ARROW), **ASK)
        assert isinstance(found, duckdb.DuckDBPyRelation)
        assert counts(found) == [2, 1]


def test_degrees_will_do():
    frame = pa.table({"month": ["2019-01"], "longitude": [-0.0979], "latitude": [51.5138]})
    result = analyse_frame(frame, **ASK)
    assert result.hotspots[0].id == "cell-250:532000:181000"


def test_what_is_not_said_is_taken_as_coarse():
    result = analyse_frame(ARROW, **ASK)
    assert (result.time_precision, result.place_precision) == ("month", "snapped")
    assert result.classification == "synthetic"


def test_no_hot_spot_gives_an_empty_frame():
    nowhere = pa.table({"month": ["2019-01"], "longitude": [None], "latitude": [None]})
    assert hotspots(nowhere, **ASK).num_rows == 0


def test_flagged_months_can_be_given():
    result = analyse_frame(ARROW, **ASK, incomplete_months=["2019-01"])
    assert result.incomplete_months == ("2019-01",)
    assert result.hotspots[0].stability is None


def test_a_frame_without_month_or_place_is_refused():
    with pytest.raises(InputError, match="month"):
        analyse_frame(pa.table({"x": [1]}), **ASK)


def test_practice_needs_open_or_synthetic_data():
    with pytest.raises(NotAllowedError):
        analyse_frame(ARROW, **{**ASK, "classification": "operational"})
