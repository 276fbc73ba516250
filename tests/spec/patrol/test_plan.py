"""Patrol plan: what a supervisor may rely on."""

import dataclasses
import json

import polars as pl
import pytest

from peelian.ground.errors import InputError
from peelian.patrol.plan.model import NO_HOURS, WAITING, Plan
from peelian.patrol.plan.service import make_plan, plan_frame
from tests.patrol_plans import asked, broken_rules, collection, point, spots

PLAN = make_plan(collection(spots(9)), asked())


def test_every_visit_keeps_every_rule():
    assert broken_rules(PLAN) == []
    assert {visit.area for visit in PLAN.visits} == set(range(1, 10))


def test_the_neediest_area_comes_first_and_carries_its_reason():
    first = PLAN.areas[0]
    assert (first.number, first.name) == (1, "Street 0")
    assert first.reason == "108 crimes in 12 months, rising."


def test_needier_areas_get_no_fewer_visits_and_every_area_gets_one():
    plan = make_plan(collection(spots(9)), asked(units=1))
    wanted = [sum(v.area == area.number for v in plan.visits) for area in plan.areas]
    assert min(wanted) >= 1
    assert wanted[0] >= wanted[-1]


def test_visits_are_spread_over_the_shift():
    per_quarter = [sum(q * 120 <= v.start < q * 120 + 120 for v in PLAN.visits) for q in range(4)]
    assert min(per_quarter) >= len(PLAN.visits) / 4 / 2


def test_the_same_inputs_and_seed_give_the_same_plan_and_hash():
    assert make_plan(collection(spots(9)), asked()) == PLAN


@pytest.mark.parametrize(
    "change", [{"seed": 2}, {"start": "2026-07-01 14:00"}, {"hours": 7.5}, {"mode": "foot"}]
)
def test_another_request_gives_another_plan_and_hash(change):
    other = make_plan(collection(spots(9)), asked(**change))
    assert other.inputs_sha256 != PLAN.inputs_sha256
    assert other.visits != PLAN.visits


def test_the_hash_does_not_depend_on_where_the_file_lies(tmp_path):
    moved = dataclasses.replace(asked(), hotspots=tmp_path / "elsewhere.geojson")
    assert make_plan(collection(spots(9)), moved) == PLAN


@pytest.mark.parametrize("precision", ["month", "day", ""])
def test_data_without_hours_says_so(precision):
    plan = make_plan(collection(spots(3), time_precision=precision), asked())
    assert plan.hours_sentence == NO_HOURS
    assert NO_HOURS == ("Times are spread evenly: this data does not show what hour crime happens.")


def test_data_with_hours_does_not_claim_that_they_were_used():
    plan = make_plan(collection(spots(3), time_precision="minute"), asked())
    assert plan.hours_sentence == "Times are spread evenly over the shift."


def test_a_plan_waits_for_a_named_decision_and_says_how_travel_was_taken():
    assert PLAN.status == WAITING == "waiting for a named decision"
    assert "straight line × 1.3 at 25 km/h" in PLAN.assumptions[0]  # noqa: RUF001 - as printed


def test_callsigns_start_and_end_at_the_station():
    plan = make_plan(collection(spots(6)), asked(station="-0.10,51.51", mode="foot"))
    assert broken_rules(plan) == []
    assert all(plan.of(callsign)[0].travel > 0 for callsign in plan.callsigns)


def test_callsigns_have_the_names_they_were_given():
    assert make_plan(collection(spots(6)), asked(callsigns="AB1, AB2,AB3")).callsigns == (
        "AB1", "AB2", "AB3",
    )  # fmt: skip


def test_minutes_run_on_when_the_clocks_go_back():
    plan = make_plan(collection(spots(4)), asked(start="2026-10-24 22:00"))
    assert (plan.clock(0), plan.clock(480)) == ("22:00 BST", "05:00 GMT")
    assert (plan.clock(239), plan.clock(240)) == ("01:59 BST", "01:00 GMT")
    assert broken_rules(plan) == []


def test_minutes_run_on_when_the_clocks_go_forward():
    plan = make_plan(collection(spots(4)), asked(start="2026-03-28 22:00"))
    assert (plan.clock(179), plan.clock(180)) == ("00:59 GMT", "02:00 BST")


def test_neighbouring_cells_become_one_area_that_can_be_walked():
    near = [point(-0.1 + 0.0015 * i, 51.51, per_month=9 - i, count=10) for i in range(4)]
    plan = make_plan(collection(near), asked())
    assert [len(area.hot_spots) for area in plan.areas] == [3, 1]
    assert plan.areas[0].reason.endswith("Drawn with 2 neighbouring hot spots; 30 in all.")


def test_any_geojson_will_do_and_what_was_assumed_is_said():
    bare = {"type": "FeatureCollection", "features": [point(-0.1, 51.5), point(-0.09, 51.5)]}
    plan = make_plan(bare, asked())
    assert [area.name for area in plan.areas] == ["Area 1", "Area 2"]
    assert {area.reason for area in plan.areas} == {"In the hot spots file, which gives no reason."}
    assert plan.marking == "PRACTICE DATA - not for operational use"
    said = " ".join(plan.assumptions)
    assert "every hot spot counts the same" in said
    assert "does not say how precise its times are" in said
    assert "became areas with a radius of 100 metres" in said


def test_a_feature_without_a_place_is_left_out_and_said():
    empty = {"type": "Feature", "geometry": None, "properties": {}}
    plan = make_plan(collection([*spots(3), empty]), asked())
    assert len(plan.areas) == 3
    assert any(
        "1 feature without a usable place was left out." in text for text in plan.assumptions
    )


def test_any_data_frame_will_do():
    frame = pl.DataFrame({"longitude": [-0.1, -0.09], "latitude": [51.5, 51.5], "count": [4, 9]})
    plan = plan_frame(frame, asked())
    assert [area.need for area in plan.areas] == [9.0, 4.0]


def test_far_areas_are_left_out_on_request_and_counted():
    far = [*spots(4), point(-2.6, 51.45, per_month=0.5)]
    plan = make_plan(collection(far), asked(max_distance_km=20))
    assert (len(plan.areas), plan.left_out) == (4, 1)


def test_the_plan_is_stored_as_plain_json_and_read_back():
    payload = json.loads(json.dumps(PLAN.to_payload(), allow_nan=False))
    assert Plan.from_payload(payload) == PLAN
    json.dumps(PLAN.summary(), allow_nan=False)


@pytest.mark.parametrize("broken", [{}, {"title": 3}, {"areas": "none"}, {"visits": [{}]}])
def test_a_stored_plan_that_is_not_one_is_refused(broken):
    whole = PLAN.to_payload()
    with pytest.raises(InputError, match="stored plan could not be read"):
        Plan.from_payload({**whole, **broken} if broken else {})
