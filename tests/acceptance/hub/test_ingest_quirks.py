"""The ten known quirks of published police files, each on the real files it was found in."""

import collections
import csv
import gzip
import io
import json
import zipfile

import numpy as np
import pytest

from peelian.assure.workspace import Workspace
from peelian.engine.delta import DeltaLake
from peelian.ground.areas import common_lsoas, lsoa_vintages
from peelian.ground.geography import to_grid
from peelian.ground.outlines import force_outline
from peelian.hub.ingest.model import Parameters
from peelian.hub.ingest.service import run

AVON = "avon-and-somerset_street_2023-01_2024-06.zip"
AGAIN = "avon-and-somerset_street_2024-01_republished.zip"
MET = "metropolitan_sas_2018-04_2018-09.zip"
LONDON = "city-of-london_street+sas_2018-04_2019-12.zip"
MULTI = "multiforce_street_2024-01_2024-04.zip"


def brought_in(tmp_path_factory, shared_data, *names):
    home = tmp_path_factory.mktemp("lake")
    workspace = Workspace(DeltaLake(home / "lake"), bronze=home / "bronze")
    results = [run(workspace, Parameters((shared_data / "police_uk" / n,))) for n in names]
    return workspace.lake, results


@pytest.fixture(scope="module")
def avon(tmp_path_factory, shared_data):
    return brought_in(tmp_path_factory, shared_data, AVON, AGAIN)


@pytest.fixture(scope="module")
def multi(tmp_path_factory, shared_data):
    return brought_in(tmp_path_factory, shared_data, MULTI)


@pytest.fixture(scope="module")
def london(tmp_path_factory, shared_data):
    return brought_in(tmp_path_factory, shared_data, LONDON)


@pytest.fixture(scope="module")
def met(tmp_path_factory, shared_data):
    return brought_in(tmp_path_factory, shared_data, MET)


def published(shared_data, archive, kind):
    """Each member and its rows, read with nothing of ours."""
    with zipfile.ZipFile(shared_data / "police_uk" / archive) as opened:
        for name in sorted(opened.namelist()):
            if kind in name:
                text = io.TextIOWrapper(opened.open(name), "utf-8", newline="")
                yield name, list(csv.DictReader(text))


def count(lake, where, table="incidents"):
    return lake.read(table).filter(where).count("*").fetchall()[0][0]


def test_1_a_crime_id_is_no_key_and_equal_rows_are_all_kept(avon, shared_data):
    lake, _ = avon
    held = lake.read("incidents")
    wanted = collections.Counter()
    for name, rows in published(shared_data, AVON, "street"):
        if "2024-01" not in name:
            wanted.update(row["Crime ID"] for row in rows)
    repeated = {one: n for one, n in wanted.items() if one and n > 1}
    assert len(repeated) > 500
    found = held.filter("source_crime_id <> '' AND month <> '2024-01'")
    twice = found.aggregate("source_crime_id, count(*) AS n").filter("n > 1").fetchall()
    assert dict(twice) == repeated
    columns = "month, source_longitude, source_latitude, source_location, source_crime_type"
    equal = held.filter("source_crime_id = ''").aggregate(f"{columns}, count(*) AS n")
    assert equal.filter("n > 1").count("*").fetchall()[0][0] > 1000


def test_2_a_republished_month_is_versioned_not_doubled(avon):
    lake, (_, second) = avon
    report = second.files[0]
    assert (report.rows_new, report.rows_removed) == (0, 0)
    assert (report.rows_changed, report.rows_unchanged) == (7238, 6826)
    assert sum(t.rows for t in report.transitions) == 7238
    assert {t.column for t in report.transitions} == {"Last outcome category"}
    assert {t.before for t in report.transitions} >= {"Under investigation"}
    assert count(lake, "month = '2024-01'") == 14064


def test_3_the_vintage_of_each_small_area_is_told_and_both_can_be_joined(avon, shared_data):
    lake, _ = avon
    with gzip.open(shared_data / "geography" / "lookup_lsoa11_lsoa21.csv.gz", "rt") as opened:
        rows = list(csv.DictReader(opened))

    old, new = {r["lsoa11_code"] for r in rows}, {r["lsoa21_code"] for r in rows}
    assert {c for c, v in lsoa_vintages().items() if v == "2011"} == old - new
    assert {c for c, v in lsoa_vintages().items() if v == "2021"} == new - old

    held = lake.read("incidents").filter("lsoa_code IS NOT NULL")
    found = held.aggregate("lsoa_code, lsoa_vintage, count(*)").fetchall()
    for code, vintage, _ in found:
        expected = "both" if code in old & new else "2011" if code in old else "2021"
        assert vintage == expected
    by_vintage = collections.Counter()
    for _, vintage, n in found:
        by_vintage[vintage] += n
    total = sum(by_vintage.values())
    assert min(by_vintage["2011"], by_vintage["2021"]) > 0  # the series does switch
    lost = by_vintage["2021"] / total  # by joining on 2011 alone
    assert max(lost, by_vintage["2011"] / total) > 0.01
    joined = common_lsoas(code for code, *_ in found)
    assert sum(n for code, _, n in found if code in joined) == total


def test_4_silent_gaps_are_flagged_and_nothing_else_is(avon, multi, london):
    _, results = multi
    whole = {(g.force, g.month) for g in results[0].gaps if g.crime_type == "all"}
    assert whole == {("dyfed-powys", f"2024-0{m}") for m in (2, 3, 4)}
    assert {g.force for g in results[0].gaps} == {"dyfed-powys"}
    assert [g for r in avon[1] for g in r.gaps] == []
    assert [(g.month, g.crime_type) for g in london[1][0].gaps] == []


def test_5_street_files_never_claim_an_hour_a_day_or_an_address(multi):
    lake, _ = multi
    said = lake.read("incidents").aggregate("time_precision, place_precision").fetchall()
    assert set(said) == {("month", "snapped"), ("month", "none")}
    one = "(occurred_to - occurred_from) < INTERVAL 28 DAYS"
    assert count(lake, one) == 0


def test_6_missing_places_are_told_apart(avon, multi, shared_data):
    for (lake, _), archive in ((avon, AVON), (multi, MULTI)):
        said = collections.Counter()
        for _, rows in published(shared_data, archive, "street"):
            for row in rows:
                said["no_place"] += row["Longitude"] == ""
                said["no_street"] += row["Location"].strip().lower() in (
                    "", "no location", "on or near",
                )  # fmt: skip
        for flag, n in said.items():
            assert count(lake, f"list_contains(flags, '{flag}')") == n
        assert count(lake, "list_contains(flags, 'no_street') AND location_name IS NOT NULL") == 0
        assert count(lake, "list_contains(flags, 'no_place') AND easting IS NOT NULL") == 0


def test_6_places_outside_the_force_are_flagged_by_an_independent_check(multi, shared_data):
    import shapely

    lake, _ = multi
    named = (shared_data / "geography" / "police_force_areas_2016_bng.geojson").read_text("utf-8")
    areas = {
        f["properties"]["pfa16nm"].lower().replace(" & ", "-and-").replace(" ", "-"): f["geometry"]
        for f in json.loads(named)["features"]
    }
    points = lake.read("incidents").filter("easting IS NOT NULL")
    columns = points.project(
        "force_code, easting, northing, list_contains(flags, 'outside_force') AS outside"
    ).fetchnumpy()
    for force in ("durham", "dyfed-powys", "north-wales"):
        own = columns["force_code"] == force
        area = shapely.from_geojson(json.dumps(areas[force]))
        far = shapely.distance(
            area, shapely.points(columns["easting"][own], columns["northing"][own])
        )
        flagged = columns["outside"][own]
        assert not np.any(flagged & (far < 400))
        assert np.all(flagged[far > 600])
    assert not np.any(columns["outside"][columns["force_code"] == "btp"])  # it has no area
    assert np.any(columns["outside"])


def test_7_stop_and_search_has_latitude_first_utc_times_and_repeats(met, shared_data):
    lake, _ = met
    wanted = collections.Counter()
    months = collections.Counter()
    for name, rows in published(shared_data, MET, "stop-and-search"):
        for row in rows:
            wanted[tuple(row.values())] += 1
            months[name.split("/")[-1][:7]] += 1
    assert max(wanted.values()) > 1  # repeats that cannot be told from duplicates
    stops = lake.read("stops")
    assert count(lake, "true", "stops") == sum(wanted.values())
    assert count(lake, "latitude NOT BETWEEN 49 AND 61", "stops") == 0
    assert count(lake, "longitude NOT BETWEEN -9 AND 3", "stops") == 0
    assert dict(stops.aggregate("month, count(*)").fetchall()) == dict(months)  # local months
    utc = collections.Counter(
        dict(stops.aggregate("strftime(occurred_from, '%Y-%m'), count(*)").fetchall())
    )
    assert utc != months  # the month in UTC is another one for some


def test_8_line_ends_and_quoting_do_not_move_a_row(multi, london, shared_data):
    for (lake, _), archive in ((multi, MULTI), (london, LONDON)):
        wanted = collections.Counter()
        for _, rows in published(shared_data, archive, "street"):
            wanted.update(tuple(row.values()) for row in rows)
        found = lake.read("incidents").project("COLUMNS('source_.*')").columns
        columns = [
            c
            for c in found
            if c not in ("source_system", "source_record_id", "source_file", "source_row")
        ]
        held = lake.read("incidents").project(", ".join(columns)).fetchall()
        assert collections.Counter(held) == wanted


def test_10_force_areas_are_in_degrees_here_and_equal_those_in_metres(shared_data):
    import shapely

    home = shared_data / "geography"
    metres = json.loads((home / "police_force_areas_2016_bng.geojson").read_text("utf-8"))
    by_code = {f["properties"]["pfa16cd"]: f["geometry"] for f in metres["features"]}
    ours = shapely.from_geojson(json.dumps(force_outline("durham")))
    west, south, east, north = ours.bounds
    assert -9 < west < east < 3
    assert 49 < south < north < 61
    there = shapely.transform(ours, lambda xy: np.column_stack(to_grid(xy[:, 0], xy[:, 1])))
    theirs = shapely.from_geojson(json.dumps(by_code["E23000008"]))
    assert there.symmetric_difference(theirs).area < 0.005 * theirs.area
