"""What is saved: a map, a workbook, a table; marked, attributed and safe to open."""

import csv
import json

import numpy as np
import pytest
from openpyxl import load_workbook

from peelian.assure.workspace import Workspace
from peelian.engine.memory import MemoryLake
from peelian.ground.geography import to_grid
from peelian.insight.hotspots.formats import FORMATS
from peelian.insight.hotspots.model import Parameters
from peelian.insight.hotspots.service import run
from tests.incident_rows import fill, incidents


@pytest.fixture(scope="module")
def result():
    rows = [{"easting": 532_010.0, "northing": 181_010.0}] * 3
    rows += [
        {
            "easting": 532_600.0,
            "northing": 181_010.0,
            "location_name": "",
            "lsoa_name": "=HYPERLINK(1)",
        }
    ]
    lake = fill(MemoryLake(), incidents(rows))
    return run(Workspace(lake=lake), Parameters("city-of-london", "2019-01", "2019-01"))


def test_geojson(result, tmp_path):
    path = tmp_path / "h.geojson"
    FORMATS[".geojson"](result, path)
    read = json.loads(path.read_text("utf-8"))
    about = read["peelian"]
    assert read["type"] == "FeatureCollection"
    assert (about["tool"], about["force"], about["from"], about["to"]) == (
        "insight.hotspots",
        "city-of-london",
        "2019-01",
        "2019-01",
    )
    assert about["marking"].startswith("PRACTICE")
    assert (about["time_precision"], about["place_precision"]) == ("month", "snapped")
    assert about["attribution"]
    first = read["features"][0]
    assert first["properties"]["name"] == "Near Cheapside"
    assert first["properties"]["top_crime_types"] == [{"name": "burglary", "count": 3}]
    lon, lat = np.array(first["geometry"]["coordinates"][0]).T
    east, north = to_grid(lon, lat)
    assert np.allclose(east, [532_000, 532_250, 532_250, 532_000, 532_000], atol=0.02)
    assert np.allclose(north, [181_000, 181_000, 181_250, 181_250, 181_000], atol=0.02)
    assert (first["properties"]["easting"], first["properties"]["northing"]) == (532_125, 181_125)


def test_workbook(result, tmp_path):
    path = tmp_path / "h.xlsx"
    FORMATS[".xlsx"](result, path)
    book = load_workbook(path)
    assert book.sheetnames == ["Hot spots", "Concentration", "About"]
    for sheet in book:
        assert sheet["A1"].value == result.marking
    assert [cell.value for cell in book["Hot spots"][3]][:3] == [1, "Near Cheapside", 3]
    about = {row[0].value: row[1].value for row in book["About"].iter_rows(min_row=3)}
    assert about["Attribution"]
    assert about["Force"] == "city-of-london"
    texts = [c.value for sheet in book for row in sheet for c in row if isinstance(c.value, str)]
    assert not any(text.startswith(("=", "+", "@")) for text in texts)


def test_csv(result, tmp_path):
    path = tmp_path / "h.csv"
    FORMATS[".csv"](result, path)
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["Incidents"] for row in rows] == ["3", "1"]
    assert rows[1]["Place"] == "'=HYPERLINK(1)"
    assert rows[0]["Marking"].startswith("PRACTICE")
    assert not any(value.startswith(("=", "+", "@")) for row in rows for value in row.values())


def test_the_summary_is_plain_json(result):
    again = json.loads(json.dumps(result.summary(), allow_nan=False))
    assert [spot["count"] for spot in again["hotspots"]] == [3, 1]
