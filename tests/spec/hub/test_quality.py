"""How good the data is, told on small files made bad on purpose."""

import json

import pytest
from openpyxl import load_workbook

from peelian.ground.errors import InputError
from peelian.hub.ingest import model, service
from peelian.hub.quality.formats import to_xlsx
from peelian.hub.quality.freshness import freshness
from peelian.hub.quality.model import DIMENSIONS, Parameters
from peelian.hub.quality.service import run
from tests.published import street_file, street_row


@pytest.fixture
def filled(workspace, tmp_path):
    """Two months with one of each fault."""
    january = [
        *[street_row(f"a{i}") for i in range(60)],
        street_row("a0"),  # the same row again
        street_row("a1", outcome="Local resolution"),  # the same identifier, another row
        street_row("", place=","),
        street_row("x", outcome=""),
        street_row("o", month="2023-12"),
        street_row("far", place="-0.1,51.5"),
        street_row("bad", place="51.42,-2.49"),
    ]
    february = [street_row("f1", month="2024-02", crime_type="Robbery")]
    for month, rows in (("2024-01", january), ("2024-02", february)):
        path = street_file(tmp_path / month, rows, month=month)
        service.run(workspace, model.Parameters((path,)))
    return workspace


def test_each_fault_is_counted_under_its_dimension(filled):
    whole = run(filled, Parameters()).everything
    assert whole.rows == 67
    told = {measure: getattr(whole, measure) for measure in DIMENSIONS}
    assert told == {
        "without_place": 1,
        "without_identifier": 1,
        "without_outcome": 1,
        "without_street": 0,
        "equal_rows": 1,
        "repeated_identifiers": 2,
        "other_month": 1,
        "lsoa_2011": 0,
        "lsoa_2021": 0,
        "set_aside": 1,
        "outside_force": 1,
    }
    assert set(DIMENSIONS.values()) | {"timeliness"} == {
        "completeness", "uniqueness", "consistency", "timeliness", "validity", "accuracy",
    }  # fmt: skip


def test_it_is_told_by_force_month_type_and_file(filled):
    report = run(filled, Parameters())
    months = {line.name: line.rows for line in report.lines_by("month")}
    assert months == {"2023-12": 1, "2024-01": 65, "2024-02": 1}
    types = {line.name: line.rows for line in report.lines_by("crime type")}
    assert types == {"burglary": 66, "robbery": 1}
    assert [line.name for line in report.lines_by("force")] == ["avon-and-somerset"]
    files = {line.name: (line.rows, line.set_aside) for line in report.lines_by("file")}
    assert files == {
        "2024-01-avon-and-somerset-street.csv": (66, 1),
        "2024-02-avon-and-somerset-street.csv": (1, 0),
    }


def test_a_month_that_looks_incomplete_is_flagged(filled):
    report = run(filled, Parameters())
    assert {g.month for g in report.gaps} == {"2023-12", "2024-02"}
    month = next(line for line in report.lines_by("month") if line.name == "2024-02")
    assert month.gaps > 0


def test_a_choice_of_months_narrows_everything(filled):
    report = run(filled, Parameters(from_="2024-02"))
    assert report.everything.rows == 1
    assert {g.month for g in report.gaps} == {"2024-02"}
    with pytest.raises(InputError, match="nothing to judge"):
        run(filled, Parameters(force="durham"))


def test_records_without_small_areas_are_judged_too(workspace, tmp_path):
    crime = {"id": 1, "category": "burglary", "month": "2024-01", "location": None}
    path = tmp_path / "answer.json"
    path.write_text(json.dumps([crime]))
    service.run(workspace, model.Parameters((path,)))
    summary = run(workspace, Parameters()).summary()
    assert summary["rows"] == 1
    assert {d["rows"] for d in summary["dimensions"] if d["measure"].startswith("lsoa")} == {0}


def test_nothing_brought_in_yet_is_said(workspace):
    with pytest.raises(InputError, match="nothing to judge"):
        run(workspace, Parameters())
    assert freshness(workspace.lake).words == "No data has been brought in yet."


def test_freshness_names_the_latest_month_and_the_day_it_came(filled):
    told = freshness(filled.lake)
    assert told.latest_month == "2024-02"
    assert told.words.startswith("Data up to February 2024, brought in ")
    assert freshness(filled.lake, "durham").latest_month is None


def test_it_can_be_taken_away(filled, tmp_path):
    report = run(filled, Parameters())
    json.dumps(report.summary(), allow_nan=False)
    to_xlsx(report, tmp_path / "quality.xlsx")
    book = load_workbook(tmp_path / "quality.xlsx")
    assert book.sheetnames == [
        "Dimensions", "By force", "By month", "By crime type", "By file", "Gaps",
    ]  # fmt: skip
    assert book["By month"][4][0].value == "2024-01"
