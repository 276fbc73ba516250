"""Answers of the API, told in small ones."""

import json

import pytest

from peelian.ground.errors import InputError
from peelian.hub.ingest.model import Parameters
from peelian.hub.ingest.service import run
from tests.published import street_file, street_row


def crime(number=1, **changes):
    return {
        "id": number,
        "persistent_id": "",
        "month": "2024-01",
        "category": "burglary",
        "location_type": "Force",
        "location_subtype": "",
        "location": {
            "latitude": "51.42",
            "longitude": "-2.49",
            "street": {"id": 7, "name": "On or near Julius Place"},
        },
        "outcome_status": {"category": "Under investigation", "date": "2024-01"},
        "context": "",
    } | changes


def answer(folder, crimes, name="ward.json"):
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_text(json.dumps(crimes))
    return path


def bring(workspace, *paths):
    return run(workspace, Parameters(paths))


def test_an_answer_becomes_incidents_of_the_force_whose_area_it_is(workspace, tmp_path):
    result = bring(workspace, answer(tmp_path, [crime(1), crime(2, category="violent-crime")]))
    (report,) = result.files
    assert (report.kind, report.force, report.month) == (
        "street-api", "avon-and-somerset", "2024-01",
    )  # fmt: skip
    held = workspace.lake.read("incidents").order("uid")
    assert held.project("crime_type, outcome, location_name, source_category").fetchall() == [
        ("burglary", "Under investigation", "On or near Julius Place", "burglary"),
        (
            "violence-and-sexual-offences", "Under investigation", "On or near Julius Place",
            "violent-crime",
        ),
    ]  # fmt: skip


def test_neighbouring_areas_return_a_crime_on_their_edge_twice_and_it_counts_once(
    workspace, tmp_path
):
    one = answer(tmp_path, [crime(1), crime(2)], "a.json")
    two = answer(tmp_path, [crime(2), crime(3)], "b.json")
    assert bring(workspace, one, two).rows_current == 3


def test_a_part_of_a_month_takes_nothing_away(workspace, tmp_path):
    bring(workspace, answer(tmp_path, [crime(1), crime(2)], "a.json"))
    result = bring(workspace, answer(tmp_path, [crime(3)], "b.json"))
    assert result.rows_current == 3


def test_the_published_month_takes_the_place_of_what_the_api_answered(workspace, tmp_path):
    bring(workspace, answer(tmp_path, [crime(1), crime(2)]))
    result = bring(workspace, street_file(tmp_path / "1", [street_row("a")]))
    assert (result.files[0].rows_new, result.files[0].rows_removed) == (1, 2)
    assert result.rows_current == 1


def test_an_answer_for_a_month_held_whole_is_refused(workspace, tmp_path):
    bring(workspace, street_file(tmp_path / "1", [street_row("a")]))
    with pytest.raises(InputError, match="counted twice"):
        bring(workspace, answer(tmp_path, [crime(1)]))
    assert len(workspace.lake.batches()) == 1


def test_a_file_name_may_claim_the_force(workspace, tmp_path):
    name = "2024-01-wiltshire-street-api-0.json"
    rail = crime(2, location_type="BTP")
    result = bring(workspace, answer(tmp_path, [crime(1), rail], name))
    assert [f.force for f in result.files] == ["btp", "wiltshire"]


def test_bad_crimes_are_set_aside_and_good_ones_kept(workspace, tmp_path):
    bad = [
        crime(2, category="jaywalking"),
        crime(3, month="2024-13"),
        crime(4, location={"latitude": "-2.49", "longitude": "51.42", "street": None}),
    ]
    result = bring(workspace, answer(tmp_path, [crime(1), *bad]))
    (report,) = result.files
    assert (report.rows_read, report.rows_new, report.rows_quarantined) == (4, 1, 3)


def test_a_crime_without_a_place_is_kept(workspace, tmp_path):
    result = bring(workspace, answer(tmp_path, [crime(1), crime(2, location=None)]))
    assert result.rows_current == 2


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("[{", "damaged or cut short"),
        ('{"error": 1}', "not a list of crimes"),
        ("[1, 2]", "not a list of crimes"),
        ("[]", "no crime in it"),
        ("[" * 100_000, "damaged or cut short"),
    ],
)
def test_other_json_is_refused_whole(workspace, tmp_path, content, why):
    path = tmp_path / "x.json"
    path.write_text(content)
    with pytest.raises(InputError, match=why):
        bring(workspace, path)
    assert workspace.lake.batches() == []
