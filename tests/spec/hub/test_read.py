"""What looking at data does: rows in the folder, a choice, rows out."""

import csv

import openpyxl
import pyarrow.parquet as pq
import pytest

from peelian.assure.session import Session
from peelian.ground.errors import InputError, NotAllowedError
from peelian.hub.ingest import service as ingest
from peelian.hub.ingest.model import Parameters as Ingest
from peelian.hub.read.formats import FORMATS
from peelian.hub.read.model import Parameters
from peelian.hub.read.service import run
from tests.published import street_file, street_row

JANUARY = [street_row("a"), street_row("b", crime_type="Robbery"), street_row("c", place=",")]
FEBRUARY = [street_row("d", month="2024-02"), street_row("=1+1", month="2024-02")]


@pytest.fixture
def filled(workspace, tmp_path):
    files = (
        street_file(tmp_path / "1", JANUARY),
        street_file(tmp_path / "2", FEBRUARY, month="2024-02"),
    )
    ingest.run(workspace, Ingest(files))
    return workspace


def ids(result):
    return sorted(row[0] for row in result.rows.project("source_crime_id").fetchall())


@pytest.mark.parametrize(
    ("choice", "found"),
    [
        ({}, ["=1+1", "a", "b", "c", "d"]),
        ({"from_": "2024-02"}, ["=1+1", "d"]),
        ({"to": "2024-01"}, ["a", "b", "c"]),
        ({"from_": "2024-01", "to": "2024-01", "crime_type": "robbery"}, ["b"]),
        ({"force": "avon-and-somerset"}, ["=1+1", "a", "b", "c", "d"]),
    ],
    ids=str,
)
def test_a_choice_gives_its_rows(filled, choice, found):
    result = run(filled, Parameters("incidents", **choice))
    assert ids(result) == found
    assert result.count == len(found)


@pytest.mark.parametrize("force", ["kent", "?", "' OR 1=1 --"])
def test_a_force_that_is_not_held_is_refused_naming_those_that_are(filled, force):
    with pytest.raises(InputError, match="The data holds: avon-and-somerset"):
        run(filled, Parameters("incidents", force=force, to="2024-01"))


def test_the_answer_says_what_it_holds(filled):
    summary = run(filled, Parameters("incidents")).summary()
    assert summary == {
        "table": "incidents",
        "rows": 5,
        "forces": ["avon-and-somerset"],
        "months": ["2024-01", "2024-02"],
        "marking": "PRACTICE DATA - not for operational use",
    }


def test_before_anything_was_known_there_is_nothing(filled):
    assert run(filled, Parameters("incidents", as_known_on="2020-01-01")).count == 0


@pytest.mark.parametrize(
    "wrong",
    [
        {"table": "people"},
        {"table": "stops"},
        {"table": "incidents", "from_": "January"},
        {"table": "incidents", "crime_type": "jaywalking"},
        {"table": "incidents", "as_known_on": "lately"},
    ],
    ids=str,
)
def test_what_cannot_be_is_refused_in_sentences(filled, wrong):
    with pytest.raises(InputError):
        run(filled, Parameters(**wrong))


def test_practice_does_not_show_operational_rows(filled, monkeypatch):
    monkeypatch.setattr(Session, "check_may_read", lambda *_: (_ for _ in ()).throw(REFUSED))
    with pytest.raises(NotAllowedError):
        run(filled, Parameters("incidents"))


REFUSED = NotAllowedError("This cannot be read.", "It is operational.", "Ask.")


def test_every_format_holds_every_row_and_published_word(filled, tmp_path):
    result = run(filled, Parameters("incidents"))
    for ending, write in FORMATS.items():
        write(result, tmp_path / f"rows{ending}")
    with (tmp_path / "rows.csv").open(newline="", encoding="utf-8") as text:
        from_csv = [row["source_crime_id"] for row in csv.DictReader(text)]
    from_parquet = pq.read_table(tmp_path / "rows.parquet").column("source_crime_id").to_pylist()
    assert sorted(from_csv) == sorted(from_parquet) == ids(result)
    sheet = list(openpyxl.load_workbook(tmp_path / "rows.xlsx").active.values)
    assert sheet[0][0] == result.marking
    column = sheet[1].index("source_crime_id")
    assert sorted(row[column] for row in sheet[2:]) == ["'=1+1", "a", "b", "c", "d"]
