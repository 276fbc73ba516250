"""The checks before use: nothing runs unless everything holds, and every failure is named."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from peelian.assure import publishing, stopping
from peelian.assure.card import Tier
from peelian.assure.descriptor import Descriptor
from peelian.assure.facts import Facts, gather
from peelian.assure.gate import judge, may_run
from peelian.assure.ledger import Event
from peelian.assure.lifecycle import Action, State
from peelian.assure.monitor import Health, Monitor
from peelian.assure.people import Role
from peelian.assure.session import Mode, Session
from peelian.assure.stop import Evaluation
from peelian.ground.errors import NotAllowedError
from tests.governed import FORCE, PURPOSE, Parameters, card, soon

CARD = card()


def failed(force, made=CARD, session=None, now=None, **given) -> tuple[str, ...]:
    asked = session or force.session()
    return may_run(force.casework, made, Parameters(**given), asked, now).failed


def test_practice_is_free_and_leaves_its_entry(force):
    force.run(CARD, Session())
    kinds = [e.payload["kind"] for e in force.casework.ledger.entries()]
    assert kinds[-2:] == ["run.started", "run.finished"]


@pytest.mark.parametrize("tier", Tier)
def test_the_whole_way_of_each_tier_ends_in_a_run(force, tier):
    made = card(tier=tier)
    force.approved(made)
    assert failed(force, made) == ()
    assert force.run(made).ran


def test_nothing_on_record_means_no(force):
    assert "No use of this tool is on record for this force and purpose." in failed(force)
    with pytest.raises(NotAllowedError, match="Use the local map"):
        force.run(CARD)
    assert [e.payload["kind"] for e in force.casework.ledger.entries()][-1] == "run.refused"


def test_every_failed_condition_is_named_at_once(force):
    use = force.approved(CARD)
    force.person("owner", Role.OWNER, active_until=date(2020, 1, 1))
    force.person("user", Role.USER, trained_until=date(2020, 1, 1))
    publishing.withdraw(force.casework, use.uid, "lead@")
    stopping.press(force.casework, "boss@", "Something is off.", CARD.name)
    assert failed(force, threshold=0.9) == (
        f"This tool was stopped on {datetime.now(UTC):%d %B at %H:%M} and has not been released.",
        "These settings are governed and differ from those approved: threshold.",
        "The training of your account's holder is not in date.",
        "The accountable owner no longer works here.",
        "Its entry in the public register is not published.",
    )


def test_another_force_or_purpose_is_another_use(force):
    force.approved(CARD)
    for other in (
        force.session(force="southshire"),
        force.session(purpose="suspect-search"),
    ):
        assert "No use of this tool is on record" in " ".join(failed(force, session=other))


def test_case_and_spaces_do_not_make_another_purpose_but_other_letters_do(force):
    force.approved(CARD)
    assert failed(force, session=force.session(purpose=" Patrol  Planning ")) == ()
    assert failed(force, session=force.session(purpose="PATROL_PLANNING")) == ()
    cyrillic = PURPOSE.replace("a", "\u0430")
    assert "not a purpose's name" in " ".join(
        failed(force, session=force.session(purpose=cyrillic))
    )


def test_bounds_of_request_parameters_hold(force):
    from peelian.assure.use import Bound

    force.approved(CARD, bounds={"area": Bound(2, 4)})
    assert failed(force, area=4) == ()
    assert failed(force, area=5) == ("Outside the approved bounds: area.",)


def test_it_ends_at_the_instant_it_ends_in_every_time_zone(force):
    from zoneinfo import ZoneInfo

    use = force.approved(CARD)
    end = use.expires_at
    before, after = end - timedelta(seconds=1), end
    force.watch(use, days=400)
    for zone in ("Pacific/Kiritimati", "Pacific/Pago_Pago", "Europe/London"):
        assert "expired" not in " ".join(failed(force, now=before.astimezone(ZoneInfo(zone))))
        assert "It expired on" in " ".join(failed(force, now=after.astimezone(ZoneInfo(zone))))
    naive = datetime(2026, 1, 1)  # noqa: DTZ001 - on purpose
    assert judge(replace(facts(force), now=naive)).failed == (
        "The server's clock has no time zone.",
    )


def facts(force) -> Facts:
    from peelian.assure.facts import Asked
    from peelian.assure.version import Offered, governed_values, version_of

    asked = Asked(CARD, version_of(Offered(CARD, Parameters)), governed_values(Parameters()))
    return gather(force.casework, asked, force.session(), datetime.now(UTC))


def test_a_clock_set_back_stops_runs(force):
    force.approved(CARD)
    assert any("set back" in f for f in failed(force, now=datetime.now(UTC) - timedelta(hours=1)))


def test_data_must_be_described_and_allow_the_purpose(force):
    made = card(reads=("incidents",))
    force.approved(made)
    assert failed(force, made) == (
        "The data in incidents are not described, so no purpose allows their use.",
    )
    force.describe("incidents", "statistics")
    assert failed(force, made) == ("The data in incidents may not be used for patrol-planning.",)
    force.describe("incidents")
    assert failed(force, made) == ()
    assert force.casework.one(Descriptor, "incidents").purposes == (PURPOSE,)


def test_a_tool_it_builds_on_must_be_runnable_for_the_same_purpose(force):
    below, made = card("insight.below"), card("patrol.above", upstream=("insight.below",))
    force.approved(made)
    assert "insight.below" in " ".join(failed(force, made))
    force.approved(below)
    assert failed(force, made) == ()
    stopping.press(force.casework, "boss@", "Wrong counts.", "insight.below")
    assert "It was stopped" in " ".join(failed(force, made))


def test_a_breach_stops_tools_about_people_at_once_and_others_after_a_day(force):
    places, people = CARD, card("risk.example", Tier.PEOPLE)
    for made in (places, people):
        force.watch(force.approved(made), Health.BREACHED)
    assert "stop at once" in " ".join(failed(force, people))
    verdict = may_run(force.casework, places, Parameters(), force.session())
    assert verdict.allowed
    assert "it stops at" in verdict.amber
    tomorrow = datetime.now(UTC) + timedelta(hours=24, minutes=1)
    assert "24 hours have passed" in " ".join(failed(force, places, now=tomorrow))


def test_an_overdue_check_turns_amber_tells_the_ai_lead_and_stops_after_a_day(force):
    from peelian.assure.watching import Notice

    use = force.approved(CARD)
    now = datetime.now(UTC)
    late = replace(force.casework.every(Monitor, about=use.uid)[0], due=now - timedelta(hours=1))
    force.casework.keep(late, Event("monitor.checked", "lead@", CARD.name, late.uid))
    assert force.run(CARD).ran
    assert [n.state for n in force.casework.every(Notice, about=use.uid)] == ["ai-lead"]
    assert "overdue" in " ".join(failed(force, now=now + timedelta(hours=24)))


def test_quotas_and_timers(force):
    force.approved(CARD, runs_per_day=2)
    force.run(CARD)
    force.run(CARD)
    assert failed(force) == ("The limit of 2 runs in 24 hours is reached.",)
    slow = card("insight.slow")
    force.approved(slow, minutes_between=5)
    force.run(slow)
    assert "The next run may start" in failed(force, slow)[0]


def test_a_pilot_is_for_its_group(force):
    force.approved(CARD, until=State.PILOT)
    assert failed(force) == ()
    assert failed(force, session=force.session("boss")) == (
        "You are not in the group the pilot is limited to.",
    )


def test_a_declared_interest_and_a_missing_role_stop_the_person(force):
    from peelian.assure.register_people import declare_conflict

    force.approved(CARD)
    declare_conflict(force.casework, "user@", CARD.name)
    assert "conflict of interest" in failed(force)[0]
    assert failed(force, session=force.session("lead")) == ("You do not hold the role of user.",)
    assert "not in the people register" in failed(force, session=force.session("ghost"))[0]


def test_evaluation_is_for_named_evaluators_and_needs_no_approval(force):
    from peelian.assure.advising import agree_evaluation

    trial = force.session(mode=Mode.EVALUATION)
    assert "not a named evaluator" in failed(force, session=trial)[0]
    agree_evaluation(
        force.casework,
        "dpo@",
        force=FORCE,
        tool=CARD.name,
        dpia="DPIA-9",
        evaluators=("p-user",),
        expires_at=soon(),
    )
    assert failed(force, session=trial) == ()
    assert failed(force, card("insight.other"), session=trial) != ()
    assert failed(force, session=force.session("boss", mode=Mode.EVALUATION)) != ()
    assert failed(force, session=trial, now=soon(31)) != ()
    assert force.casework.every(Evaluation)[0].agreed_by == "p-dpo"


def test_suspended_and_retired_do_not_run(force):
    use = force.approved(CARD)
    force.move(use, Action.SUSPEND, "owner@", CARD)
    assert "it is at suspended" in failed(force)[0]
    force.move(use, Action.RESUME, "lead@", CARD)
    assert failed(force) == ()
    force.move(use, Action.RETIRE, "owner@", CARD)
    assert "it is at retired" in failed(force)[0]


def test_expired_uses_are_moved_by_the_clock(force):
    from peelian.assure.approval import expire_due

    use = force.approved(CARD)
    assert expire_due(force.casework, datetime.now(UTC)) == []
    moved = expire_due(force.casework, use.expires_at)
    assert [u.state for u in moved] == [State.EXPIRED.value]
