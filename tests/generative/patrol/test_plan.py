"""Whatever is asked: a plan that keeps every rule, or an error that says which limit."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from peelian.ground.errors import InputError
from peelian.patrol.plan.edits import Change, edit, problems
from peelian.patrol.plan.service import make_plan
from tests.patrol_plans import asked, broken_rules, collection, point

spot = st.builds(
    point,
    st.floats(-0.30, 0.10),
    st.floats(51.40, 51.60),
    per_month=st.one_of(st.none(), st.floats(0, 1e5)),
)
request = st.fixed_dictionaries(
    {
        "units": st.integers(1, 12),
        "start": st.sampled_from(
            ["2026-06-30 14:00", "2026-10-24 22:00", "2026-03-28 20:15", "2026-12-31 23:59"]
        ),
        "hours": st.floats(1, 24),
        "seed": st.integers(0, 2**40),
        "mode": st.sampled_from(["foot", "cycle", "car"]),
        "station": st.sampled_from(["", "-0.10,51.50", "-0.28,51.41"]),
        "areas": st.one_of(st.none(), st.integers(1, 30)),
        "visits_min": st.integers(1, 3),
        "minutes_min": st.integers(5, 12),
        "minutes_max": st.integers(12, 40),
        "apart_minutes": st.integers(0, 240),
        "share": st.floats(0.1, 1),
        "break_minutes": st.integers(0, 120),
    }
)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(spot, min_size=1, max_size=25), request)
def test_a_plan_keeps_every_rule_or_says_which_limit(features, want):
    hotspots = collection(features)
    try:
        plan = make_plan(hotspots, asked(**want))
    except InputError as error:
        assert error.what == "No plan meets these limits."  # noqa: PT017 - the other outcome
        return
    assert broken_rules(plan) == []
    assert plan.visits
    assert len(plan.areas) <= (want["areas"] or 500)
    assert make_plan(hotspots, asked(**want)) == plan
    assert type(plan).from_payload(plan.to_payload()) == plan


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_hand_edit_is_refused_or_keeps_every_rule(data):
    features = [point(-0.1 + 0.01 * i, 51.5, per_month=1.0) for i in range(5)]
    plan = make_plan(collection(features), asked(units=2))
    visit = data.draw(st.sampled_from(plan.visits))
    change = Change(
        kind=data.draw(st.sampled_from(["move", "remove", "add"])),
        visit=visit.id,
        callsign=data.draw(st.sampled_from(plan.callsigns)),
        area=data.draw(st.integers(1, 5)),
        start=data.draw(st.integers(-10, 490)),
        minutes=data.draw(st.integers(8, 17)),
    )
    if not problems(plan, change):
        found = [text for text in broken_rules(edit(plan, change)) if "has 0 visits" not in text]
        assert found == []
