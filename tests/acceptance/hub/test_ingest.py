"""Real published files: golden counts, every value as published, two real editions."""

import collections
import csv
import io
import zipfile

import pytest

from peelian.hub.ingest.layouts import OUTCOMES, STOPS, STREET
from peelian.hub.ingest.model import Parameters
from peelian.hub.ingest.service import run

FIRST = "avon-and-somerset_street_2023-01_2024-06.zip"
SECOND = "avon-and-somerset_street_2024-01_republished.zip"
OTHERS = (
    "city-of-london_street+sas_2018-04_2019-12.zip",
    "metropolitan_sas_2018-04_2018-09.zip",
    "multiforce_street_2024-01_2024-04.zip",
)


@pytest.fixture(scope="module")
def folder(shared_data):
    return shared_data / "police_uk"


def members(path):
    """Each member's rows as Python's own CSV reader finds them."""
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            text = io.TextIOWrapper(archive.open(name), "utf-8", newline="")
            yield name, list(csv.reader(text))


def golden(folder):
    with (folder / "GOLDEN_counts_shared.csv").open() as opened:
        return {
            (row["zip"].removeprefix("shared/"), row["member"]): row
            for row in csv.DictReader(opened)
        }


@pytest.mark.parametrize("name", [FIRST, *OTHERS])
def test_every_published_row_is_read_exactly_once(delta_workspace, folder, name):
    result = run(delta_workspace, Parameters((folder / name,)))
    expected = {m: int(row["rows"]) for (z, m), row in golden(folder).items() if z == name}
    assert {f.name: f.rows_read for f in result.files} == expected
    assert {f.name: f.rows_new for f in result.files} == expected
    for layout in (STREET, STOPS, OUTCOMES):
        if delta_workspace.lake.has(layout.table):
            found = delta_workspace.lake.read(layout.table).project(
                "source_file, " + ", ".join(layout.columns)
            )
            published = collections.Counter(
                (member, *row)
                for member, (header, *rows) in members(folder / name)
                if tuple(header) == layout.header
                for row in rows
            )
            assert collections.Counter(found.fetchall()) == published


def test_missing_places_and_identifiers_equal_the_golden_counts(delta_workspace, folder):
    run(delta_workspace, Parameters((folder / OTHERS[2],)))
    counted = {
        row[0]: row[1:]
        for row in delta_workspace.lake.read("incidents")
        .aggregate(
            "source_file, count_if(list_contains(flags, 'no_place')), "
            "count_if(list_contains(flags, 'no_id'))"
        )
        .fetchall()
    }
    expected = {
        member: (int(row["blank_longitude"]), int(row["blank_crime_id"]))
        for (name, member), row in golden(folder).items()
        if name == OTHERS[2]
    }
    assert counted == expected


def test_the_republished_month_changes_outcomes_only(delta_workspace, folder):
    first = folder / FIRST
    run(delta_workspace, Parameters((first,)))
    then = delta_workspace.lake.batches()[0].known_from
    january = "source_file = '2024-01/2024-01-avon-and-somerset-street.csv'"
    before = delta_workspace.lake.read("incidents").filter(january)
    original = collections.Counter(before.project("COLUMNS('source_.*')").fetchall())

    report = run(delta_workspace, Parameters((folder / SECOND,))).files[0]

    assert (report.rows_new, report.rows_removed) == (0, 0)
    assert (report.rows_changed, report.rows_unchanged) == (7238, 6826)
    assert report.changes == {"Last outcome category": 7238}
    month = delta_workspace.lake.read("incidents").filter("month = '2024-01'")
    assert month.count("*").fetchall() == [(14064,)]
    past = delta_workspace.lake.read("incidents", then).filter(january)
    assert collections.Counter(past.project("COLUMNS('source_.*')").fetchall()) == original


def test_the_months_missing_from_dyfed_powys_are_flagged(delta_workspace, folder):
    gaps = run(delta_workspace, Parameters((folder / OTHERS[2],))).gaps
    whole = {(g.force, g.month) for g in gaps if g.crime_type == "all"}
    assert whole == {("dyfed-powys", f"2024-0{m}") for m in (2, 3, 4)}
    assert {g.force for g in gaps} == {"dyfed-powys"}
