import gzip
import json

import pytest

from peelian.ground import outlines


def test_all_43_forces_have_a_name_and_an_area():
    names = outlines.force_names()
    assert len(names) == 43
    assert names["city-of-london"] == "City of London"
    assert names["metropolitan"] == "Metropolitan Police"
    assert set(outlines.force_bounds()) == set(names)


@pytest.mark.parametrize(
    ("force", "count"), [("city-of-london", 6), ("avon-and-somerset", 1038), ("durham", 396)]
)
def test_small_areas_ship_for_three_forces(force, count):
    assert len(outlines.lsoas(force)) == count
    west, south, east, north = outlines.force_bounds()[force]
    for geometry in outlines.lsoas(force).values():
        for lon, lat in geometry["coordinates"][0][0]:
            assert west - 0.02 <= lon <= east + 0.02
            assert south - 0.02 <= lat <= north + 0.02


@pytest.mark.parametrize("force", ["cumbria", "nowhere", "../outlines", ""])
def test_a_force_without_small_areas_has_none(force):
    assert outlines.lsoas_packed(force) is None
    assert outlines.lsoas(force) == {}


def test_what_is_packed_is_geojson():
    areas = json.loads(gzip.decompress(outlines.force_areas_packed()))
    assert areas["type"] == "FeatureCollection"
    assert {g["geometry"]["type"] for g in areas["features"]} <= {"Polygon", "MultiPolygon"}


def test_the_outline_of_one_force():
    assert outlines.force_outline("city-of-london") is not None
    assert outlines.force_outline("btp") is None
