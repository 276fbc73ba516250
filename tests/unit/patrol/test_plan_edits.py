"""Changing a plan by hand."""

import pytest

from peelian.ground.errors import InputError
from peelian.patrol.plan.edits import Change, decide, edit, problems
from peelian.patrol.plan.service import make_plan
from tests.patrol_plans import asked, broken_rules, collection, spots

PLAN = make_plan(collection(spots(6)), asked(units=2))


def _one(plan):
    return plan.of("P1")[2]


def test_a_visit_can_be_removed_and_the_proposal_stays():
    visit = _one(PLAN)
    changed = edit(PLAN, Change("remove", visit.id, by="sergeant", reason="road closed"))
    assert visit.id not in {v.id for v in changed.visits}
    assert changed.proposed == PLAN.visits
    (entry,) = changed.edits
    assert (entry.kind, entry.visit, entry.after, entry.by) == (
        "remove", visit.id, "", "sergeant",
    )  # fmt: skip
    assert entry.before.startswith(f"P1 {PLAN.clock(visit.start)} {visit.area} Street")


def test_a_removed_visit_can_be_added_again_under_a_new_number():
    visit = _one(PLAN)
    without = edit(PLAN, Change("remove", visit.id))
    back = edit(without, Change("add", "", visit.callsign, visit.area, visit.start, visit.minutes))
    assert broken_rules(back) == []
    assert len(back.visits) == len(PLAN.visits)
    assert back.edits[1].visit == f"V{len(PLAN.visits) + 1:03d}"
    assert sum(v.travel for v in back.visits) == sum(v.travel for v in PLAN.visits)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"minutes": 20}, "10 to 15 minutes in this plan, not 20"),
        ({"minutes": 9}, "10 to 15 minutes in this plan, not 9"),
        ({"start": 478}, "at the end of the shift"),
        ({"start": -5}, "start of the shift"),
        ({"callsign": "P9"}, "no such callsign"),
        ({"area": 99}, "no such area"),
    ],
)
def test_what_breaks_a_rule_is_refused_in_plain_english(change, words):
    (found, *_) = [
        text for text in problems(PLAN, Change("move", _one(PLAN).id, **change)) if words in text
    ]
    assert found.endswith(".")
    with pytest.raises(InputError, match="visit was not changed"):
        edit(PLAN, Change("move", _one(PLAN).id, **change))


def test_two_visits_at_once_are_refused_with_the_way_between():
    first, second = PLAN.of("P1")[:2]
    found = problems(PLAN, Change("move", second.id, start=first.end))
    assert any("P1 cannot be at area" in text and "the way takes" in text for text in found)


def test_an_area_too_soon_after_another_callsign_is_refused():
    visit = PLAN.of("P1")[0]
    change = Change("add", "", "P2", visit.area, visit.end + 60, 10)
    assert any("at least 120 minutes apart" in text for text in problems(PLAN, change))


def test_an_unknown_visit_or_kind_is_refused():
    assert problems(PLAN, Change("remove", "V999")) == ("There is no such visit in this plan.",)
    assert "move, add, remove" in problems(PLAN, Change("swap", _one(PLAN).id))[0]
    assert "needs a callsign" in problems(PLAN, Change("add"))[0]


def test_clock_times_become_minutes_of_the_shift():
    assert PLAN.minute_of("15:30") == 90
    with pytest.raises(InputError, match="not in the shift"):
        PLAN.minute_of("09:00")


def test_in_the_repeated_hour_the_first_is_meant():
    night = make_plan(collection(spots(2)), asked(start="2026-10-24 22:00"))
    assert night.minute_of("01:30") == 210


def test_a_decision_carries_a_name():
    done = decide(PLAN, "accepted", "PS Example", "30 June 2026")
    assert done.status == "accepted by PS Example on 30 June 2026"
    with pytest.raises(InputError, match="named person"):
        decide(PLAN, "accepted", " ", "30 June 2026")
