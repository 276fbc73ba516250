"""The fictional force: the same from the same seed, whole, small, and of places that are not."""

import csv
import gzip
import json
import time
from pathlib import Path

import pytest

from peelian.assure.workspace import Workspace
from peelian.engine.memory import MemoryLake
from peelian.sample.force.model import TABLES, Parameters
from peelian.sample.force.service import run


def made(root, **given):
    return run(Workspace(MemoryLake()), Parameters(out=root, **given))


def test_every_table_is_there_with_its_truth(fiction):
    assert sorted(fiction.manifest["tables"]) == sorted(TABLES)
    assert fiction.manifest["finished"] is True
    truths = {p.parent.parent.name for p in fiction.root.glob("*/truth/*")}
    assert truths == set(TABLES) - {"place"}  # a map has nothing to hide


def test_small_is_small_quick_and_the_same_again(fiction, tmp_path):
    start = time.process_time()
    again = made(tmp_path / "again")
    assert time.process_time() - start < 20
    size = sum(p.stat().st_size for p in (tmp_path / "again").rglob("*") if p.is_file())
    assert size < 30_000_000
    other = type(fiction)(tmp_path / "again")
    for table in TABLES:
        assert other.digests(table) == fiction.digests(table), table
    assert again.summary()["rows"] == sum(
        sum(t["rows"].values()) for t in fiction.manifest["tables"].values()
    )


def test_every_machine_makes_the_values_on_record(fiction):
    """The digests were made on one machine; a change of any value needs a new version."""
    path = Path(__file__).with_name("small_digests.json")
    kept = json.loads(path.read_text(encoding="utf-8"))
    assert fiction.manifest["version"] == kept["version"]
    for table, digests in kept["digests"].items():
        assert fiction.digests(table) == digests, table


@pytest.mark.parametrize("table", ["interventions", "people", "feeds"])
def test_a_table_made_alone_is_the_same(fiction, tmp_path, table):
    made(tmp_path / "one", tables=(table,))
    alone = type(fiction)(tmp_path / "one")
    assert list(alone.manifest["tables"]) == [table]
    assert alone.digests(table) == fiction.digests(table)


def test_another_seed_gives_other_values(fiction, tmp_path):
    made(tmp_path / "other", seed=2, tables=("incidents",))
    other = type(fiction)(tmp_path / "other")
    assert other.digests("incidents") != fiction.digests("incidents")


def test_the_papers_say_what_it_is(fiction):
    sheet = (fiction.root / "DATASHEET.md").read_text(encoding="utf-8")
    assert "Everything here is invented" in sheet
    assert "What it must not be used for" in sheet
    assert "CC0" in (fiction.root / "LICENCE.txt").read_text(encoding="utf-8")


def test_all_incidents_lie_in_the_sea(fiction):
    """The county stands in the open North Sea, so that nothing lies over a real place."""
    box = fiction.rows(
        "SELECT min(easting), max(easting), min(northing), max(northing) "
        "FROM {incidents/incidents} WHERE easting IS NOT NULL"
    )[0]
    assert 520_000 < box[0] < box[1] < 580_000
    assert 460_000 < box[2] < box[3] < 500_000


def test_no_place_has_the_name_of_a_real_one(fiction, shared_data):
    real = set()
    lookup = shared_data / "geography" / "lookup_lsoa21_ward24_ltla24_csp24_pfa24.csv.gz"
    with gzip.open(lookup, "rt", encoding="utf-8-sig") as file:
        for row in csv.DictReader(file):
            names = (row["ward24_name"], row["ltla24_name"], row["csp24_name"], row["pfa24_name"])
            real.update(name.lower() for name in names)
    from peelian.sample.force.place import words
    from peelian.sample.force.place.build import build

    towns = {s.name.lower() for s in build(1, 0, 80_000).settlements}
    every = {root + ending for root in words._ROOTS for ending in words._ENDINGS}
    forces = {words.force_name(i).lower() for i in range(words.FORCES)}
    assert not towns & real
    assert not {name.lower() for name in every} & real
    assert not forces & real


def test_telephones_postcodes_and_marks_cannot_be_issued(fiction):
    phones = fiction.rows(
        "SELECT DISTINCT TELEPHONE[1:2] FROM {people/crime_recording} WHERE TELEPHONE IS NOT NULL"
    )
    codes = fiction.rows(
        "SELECT DISTINCT POSTCODE[1] FROM {people/crime_recording} WHERE POSTCODE IS NOT NULL"
    )
    marks = fiction.rows("SELECT DISTINCT vrm[1] FROM {people/vehicles}")
    areas = fiction.rows("SELECT DISTINCT area_code[1:4] FROM {place/areas}")
    assert (phones, codes, marks, areas) == ([("06",)], [("V",)], [("Q",)], [("E019",)])
