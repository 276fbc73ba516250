"""Small areas join both census vintages; words for places are found."""

import csv
import gzip
from pathlib import Path

from peelian.ground.areas import common_lsoas, place_words


def test_an_area_that_kept_its_code_stands_alone():
    area = common_lsoas(["E01000001"])["E01000001"]
    assert (area.name, area.residents, area.force_code) == (
        "City of London 001A",
        1474,
        "city-of-london",
    )
    assert area.members == ("E01000001",)


def test_codes_of_both_vintages_meet_in_one_area(shared_data: Path):
    with gzip.open(shared_data / "geography" / "lookup_lsoa11_lsoa21.csv.gz", "rt") as file:
        rows = [(r["lsoa11_code"], r["lsoa21_code"]) for r in csv.DictReader(file)]
    areas = common_lsoas({code for pair in rows for code in pair})
    assert all(areas[old] is areas[new] for old, new in rows)
    members = [m for area in set(areas.values()) for m in area.members]
    assert sorted(members) == sorted({new for _, new in rows})
    assert sum(area.residents for area in set(areas.values())) == 59_597_576


def test_a_split_area_is_taken_whole():
    areas = common_lsoas(["E01014714", "E01034545"])
    for area in areas.values():
        assert area.code == "+".join(area.members)


def test_an_unknown_code_is_left_out():
    assert common_lsoas(["X00000000", ""]) == {}


def test_words_for_kinds_of_place():
    assert place_words()["supermarket"] == "a supermarket"
