"""Rows that were set aside: shown by reason, corrected, replayed, and put back."""

import json

import pytest

from peelian.ground.errors import InputError
from peelian.hub.ingest import model, service
from peelian.hub.repair.model import Parameters
from peelian.hub.repair.service import run
from tests.published import street_file, street_row


@pytest.fixture
def aside(workspace, tmp_path):
    """One good row, one with swapped coordinates, one with two faults, one broken line."""
    rows = [
        street_row("good"),
        street_row("swapped", place="51.42,-2.49"),
        street_row("two", place="51.42,-2.49", crime_type="Jaywalking"),
        "only,three,fields",
    ]
    path = street_file(tmp_path / "in", rows)
    service.run(workspace, model.Parameters((path,)))
    return workspace


def number(workspace, reason):
    return next(w.row for w in run(workspace, Parameters()).waiting if reason in w.reason)


def held(workspace, **when):
    rows = workspace.lake.read("incidents", **when).order("uid")
    return [row[0] for row in rows.project("source_crime_id").fetchall()]


FIXED = ("Longitude=-2.49", "Latitude=51.42")


def test_the_list_names_reasons_and_lines_but_not_what_rows_say(aside):
    told = run(aside, Parameters()).summary()
    assert told["rows_waiting"] == 3
    assert "swapped," not in json.dumps(told)
    assert "Jaywalking" not in json.dumps(told)


def test_one_row_is_shown_when_it_is_asked_for(aside):
    values = run(aside, Parameters(row=number(aside, "swapped"))).values
    assert (values["Crime ID"], values["Longitude"]) == ("swapped", "51.42")


def test_a_corrected_row_comes_in_and_waits_no_more(aside):
    row = number(aside, "swapped")
    before = aside.lake.batches()[-1].known_from
    result = run(aside, Parameters(row=row, set_=FIXED))
    assert row not in [w.row for w in result.waiting]
    assert held(aside) == ["good", "swapped"]
    uid, east = (
        aside.lake.read("incidents")
        .filter("source_crime_id = 'swapped'")
        .project("uid, easting")
        .fetchall()[0]
    )
    assert uid == row
    assert east is not None
    assert held(aside, as_known_on=before) == ["good"]


def test_undone_it_waits_again_as_it_was(aside):
    row = number(aside, "swapped")
    was = aside.lake.read("quarantine").filter(f"uid = {row}").project("raw").fetchall()
    run(aside, Parameters(row=row, set_=FIXED))
    result = run(aside, Parameters(row=row, undo=True))
    assert row in [w.row for w in result.waiting]
    assert held(aside) == ["good"]
    assert aside.lake.read("quarantine").filter(f"uid = {row}").project("raw").fetchall() == was
    run(aside, Parameters(row=row, set_=FIXED))
    assert held(aside) == ["good", "swapped"]


def test_a_correction_that_does_not_pass_changes_nothing(aside):
    row = number(aside, "crime type")
    batches = len(aside.lake.batches())
    with pytest.raises(InputError, match="look swapped"):
        run(aside, Parameters(row=row, set_=("Crime type=Burglary",)))
    assert len(aside.lake.batches()) == batches
    assert held(aside) == ["good"]
    run(aside, Parameters(row=row, set_=("Crime type=Burglary", *FIXED)))
    assert held(aside) == ["good", "two"]


def test_the_audit_log_has_the_row_and_the_columns_and_no_values(aside):
    row = number(aside, "swapped")
    run(aside, Parameters(row=row, set_=FIXED))
    run(aside, Parameters(row=row, undo=True))
    kinds = {e.payload["kind"]: e.payload for e in aside.ledger.entries()}
    assert kinds["row.corrected"]["subject"] == str(row)
    assert kinds["row.corrected"]["detail"]["columns"] == ["Latitude", "Longitude"]
    assert "row.correction-undone" in kinds
    assert "51.42" not in json.dumps(list(kinds.values()))


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"row": 7}, "No row with this number"),
        ({"row": 7, "undo": True}, "not corrected here"),
        ({"set_": FIXED}, "No row was named"),
        ({"row": 7, "set_": ("Longitude",)}, "Column=value"),
        ({"row": 7, "set_": FIXED, "undo": True}, "either corrected or undone"),
    ],
)
def test_what_cannot_be_is_said(aside, given, why):
    with pytest.raises(InputError, match=why):
        run(aside, Parameters(**given))


def test_a_line_without_columns_and_an_unknown_column_are_refused(aside):
    with pytest.raises(InputError, match="taken apart"):
        run(aside, Parameters(row=number(aside, "header promises"), set_=FIXED))
    with pytest.raises(InputError, match="not one of the file's"):
        run(aside, Parameters(row=number(aside, "swapped"), set_=("Colour=red",)))
