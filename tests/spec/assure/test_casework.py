"""Casework: a recommendation waits for a named decision, and each change leaves its entry."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, rule, run_state_machine_as_test

from peelian.assure.casework import MemoryCasework, Recommendation, Status
from peelian.assure.ledger import Event, first_bad
from peelian.ground.errors import InputError, PeelianError

PLAN = Recommendation(
    uid="p1",
    tool="patrol.plan",
    title="Friday night",
    force="city-of-london",
    mode="sandbox",
    created_by="a1",
    payload={"visits": [{"area": 3, "minutes": 12.5}], "note": "Tür ✓"},
    created_at=datetime(2024, 6, 1, 12, tzinfo=UTC),
)


def event(kind: str = "plan.made", actor: str = "a1") -> Event:
    return Event(kind, actor, "patrol.plan", "p1")


def kinds(casework) -> list[str]:
    return [e.payload["kind"] for e in casework.ledger.entries()]


def test_a_recommendation_is_kept_as_it_was_made(casework):
    assert casework.propose(PLAN, event()) == PLAN
    assert casework.get("p1") == PLAN
    assert casework.find("patrol.plan") == [PLAN]
    assert casework.find("insight.hotspots") == []
    assert kinds(casework) == ["plan.made"]


def test_the_same_number_is_not_used_twice(casework):
    casework.propose(PLAN, event())
    with pytest.raises(InputError, match="same number"):
        casework.propose(replace(PLAN, title="Another"), event())
    assert casework.get("p1").title == "Friday night"
    assert len(kinds(casework)) == 1


def test_an_unknown_number_is_said(casework):
    for ask in (
        lambda: casework.get("nothing"),
        lambda: casework.revise("nothing", {}, event()),
        lambda: casework.decide("nothing", Status.ACCEPTED, "", event()),
    ):
        with pytest.raises(InputError, match="No such recommendation"):
            ask()
    assert kinds(casework) == []


def test_a_change_by_hand_makes_a_new_version(casework):
    casework.propose(PLAN, event())
    changed = casework.revise("p1", {"visits": []}, event("plan.changed", "s1"))
    assert (changed.version, changed.payload) == (2, {"visits": []})
    assert casework.get("p1") == changed
    assert kinds(casework) == ["plan.made", "plan.changed"]


def test_a_decision_carries_name_time_and_reason_and_stands(casework):
    casework.propose(PLAN, event())
    before = datetime.now(UTC)
    done = casework.decide("p1", Status.ACCEPTED, " Fits the shift ", event("plan.approved", "s1"))
    assert (done.status, done.decided_by, done.reason) == (Status.ACCEPTED, "s1", "Fits the shift")
    assert before <= done.decided_at <= datetime.now(UTC)
    assert casework.get("p1") == done
    for change in (
        lambda: casework.revise("p1", {}, event()),
        lambda: casework.decide("p1", Status.REJECTED, "No", event()),
    ):
        with pytest.raises(InputError, match="cannot be changed"):
            change()
    assert kinds(casework) == ["plan.made", "plan.approved"]


def test_a_rejection_needs_a_reason(casework):
    casework.propose(PLAN, event())
    with pytest.raises(InputError, match="needs a reason"):
        casework.decide("p1", Status.REJECTED, "  ", event())
    assert casework.get("p1").status is Status.WAITING
    assert kinds(casework) == ["plan.made"]


def test_a_change_whose_entry_cannot_be_written_is_not_made(casework):
    casework.propose(PLAN, event())
    bad = replace(event("plan.approved"), detail={"n": float("inf")})
    with pytest.raises(ValueError, match="JSON"):
        casework.decide("p1", Status.ACCEPTED, "", bad)
    with pytest.raises(ValueError, match="JSON"):
        casework.propose(replace(PLAN, uid="p2"), bad)
    assert casework.get("p1").status is Status.WAITING
    assert [r.uid for r in casework.find("patrol.plan")] == ["p1"]
    assert kinds(casework) == ["plan.made"]


def test_newest_comes_first(casework):
    for day in (2, 1, 3):
        made = replace(PLAN, uid=f"p{day}", created_at=PLAN.created_at + timedelta(days=day))
        casework.propose(made, event())
    assert [r.uid for r in casework.find("patrol.plan")] == ["p3", "p2", "p1"]


def test_of_two_decisions_at_once_one_stands(casework):
    casework.propose(PLAN, event())

    def decide(actor: str) -> bool:
        try:
            casework.decide("p1", Status.ACCEPTED, "", event("plan.approved", actor))
        except InputError:
            return False
        return True

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(decide, ["s1", "s2", "s3", "s4"])) == 1
    assert kinds(casework) == ["plan.made", "plan.approved"]


payloads = st.dictionaries(
    st.text(max_size=8), st.integers() | st.text(max_size=8) | st.lists(st.booleans(), max_size=2)
)


def test_any_history_ends_as_in_memory(make_casework):
    """The casework in memory is right until proved wrong."""

    class Histories(RuleBasedStateMachine):
        numbers = Bundle("numbers")

        def __init__(self):
            super().__init__()
            self.oracle, self.real = MemoryCasework(), make_casework()

        def both(self, work):
            ends = []
            for one in (self.oracle, self.real):
                try:
                    done = work(one)
                    ends.append(replace(done, decided_at=None))
                except PeelianError as error:
                    ends.append(str(error))
            assert ends[0] == ends[1]

        @rule(target=numbers, uid=st.sampled_from("abc"), payload=payloads)
        def propose(self, uid, payload):
            self.both(lambda c: c.propose(replace(PLAN, uid=uid, payload=payload), event()))
            return uid

        @rule(uid=numbers, payload=payloads)
        def revise(self, uid, payload):
            self.both(lambda c: c.revise(uid, payload, event("plan.changed")))

        @rule(uid=numbers, status=st.sampled_from(list(Status)[1:]), reason=st.sampled_from("  x"))
        def decide(self, uid, status, reason):
            self.both(lambda c: c.decide(uid, status, reason, event("plan.decided", "s1")))

        def teardown(self):
            assert kinds(self.oracle) == kinds(self.real)
            assert first_bad(self.real.ledger.entries()) is None

    run_state_machine_as_test(
        Histories,
        settings=settings(
            max_examples=8,
            stateful_step_count=8,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
