"""Attacks on the checks before use. Each test is one attack and says why it fails."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from peelian.assure import advising, approval, assessing, emergency, publishing
from peelian.assure.assessment import Answer, Answered
from peelian.assure.banks import library
from peelian.assure.card import Tier
from peelian.assure.gate import may_run
from peelian.assure.ledger import Event
from peelian.assure.lifecycle import Action, State
from peelian.assure.monitor import Health
from peelian.assure.people import Person, Role, find_person
from peelian.assure.register_people import enrol, leave
from peelian.assure.use import ApprovedUse
from peelian.assure.version import Offered, version_of
from peelian.ground.errors import InputError, NotAllowedError
from tests.governed import CONTACT, FORCE, PURPOSE, Force, Parameters, card, soon

CARD = card()
OFFER = Offered(CARD, Parameters)


def why_not(at: Force, made=CARD, **session) -> str:
    return " ".join(may_run(at.casework, made, Parameters(), at.session(**session)).failed)


def ready(force: Force, made=CARD) -> ApprovedUse:
    """A tier-1 use that only waits for its approval."""
    use = force.begin(made)
    force.answers(use)
    force.move(use, Action.DESIGN, "owner@", made)
    force.watch(use)
    return force.move(use, Action.VALIDATE, "owner@", made)


# --- approving oneself ---


def test_self_approval_through_a_second_account(force):
    everything = force.person("busy", Role.USER, Role.OWNER, Role.AI_LEAD)
    enrol(force.casework, everything, "registrar@", ("busy-admin@",))
    use = replace(ready(force), author=everything.uid)
    force.casework.keep(use, Event("test", "busy@", CARD.name, use.uid))
    with pytest.raises(NotAllowedError, match="under any account or role"):
        force.move(use, Action.LIVE, "busy-admin@", CARD)


def test_one_account_cannot_be_two_people(force):
    with pytest.raises(InputError, match="belongs to another person"):
        enrol(force.casework, Person(uid="p-x", force=FORCE), "registrar@", ("lead@",))


def test_a_role_taken_away_between_page_and_click(force):
    use = ready(force)
    force.person("lead", Role.USER)
    with pytest.raises(NotAllowedError, match="ai lead"):
        force.move(use, Action.LIVE, "lead@", CARD)


def test_a_role_given_to_the_author_between_page_and_click(force):
    use = ready(force)
    force.person("author", Role.USER, Role.AI_LEAD)
    with pytest.raises(NotAllowedError, match="under any account or role"):
        force.move(use, Action.LIVE, "author@", CARD)


def test_nobody_gives_themselves_a_role(force):
    for actor in ("registrar@", "lead@"):
        me = find_person(force.casework, actor)
        with pytest.raises(NotAllowedError):
            enrol(force.casework, replace(me, roles=me.roles | {Role.CHIEF_OFFICER}), actor)


# --- changing what was approved ---


def test_code_or_model_file_swapped_after_approval(tmp_path):
    home = tmp_path / "insight" / "example"
    home.mkdir(parents=True)
    (home / "__init__.py").write_text("")
    (home / "service.py").write_text("import peelian.ground.words\n")
    (home / "model.bin").write_bytes(b"one")
    (tmp_path / "ground").mkdir()
    (tmp_path / "ground" / "words.py").write_text("A = 1\n")
    before = version_of(OFFER, tmp_path)
    (home / "model.bin").write_bytes(b"two")
    swapped = version_of(OFFER, tmp_path)
    assert swapped.artefacts != before.artefacts
    assert swapped.closure == before.closure
    (tmp_path / "ground" / "words.py").write_text("A = 2\n")
    assert version_of(OFFER, tmp_path).closure != before.closure, "a change below is a change"


def test_a_changed_version_does_not_run_until_it_is_carried_over(force, monkeypatch):
    use = ready(force)
    force.move(use, Action.LIVE, "lead@", CARD, golden="g1")
    publishing.publish(force.casework, use.uid, CARD, CONTACT, "lead@")
    assert why_not(force) == ""
    changed = replace(version_of(OFFER), closure="other")
    for module in ("gate", "approval"):
        monkeypatch.setattr(f"peelian.assure.{module}.version_of", lambda *_: changed)
    assert "not carried over" in why_not(force)
    reason = "Only a comment changed; outputs are the same."
    for golden, actor, error in (("g2", "lead@", InputError), ("g1", "owner@", NotAllowedError)):
        with pytest.raises(error):
            approval.carry_over(force.casework, use.uid, actor, OFFER, golden=golden, reason=reason)
    approval.carry_over(force.casework, use.uid, "lead@", OFFER, golden="g1", reason=reason)
    assert why_not(force) == ""


def test_governed_parameters_given_another_value(force):
    force.approved(CARD)
    verdict = may_run(force.casework, CARD, Parameters(threshold=0.1), force.session())
    assert "governed" in verdict.failed[0]


def test_an_approval_changed_behind_the_rules(force):
    use = force.approved(CARD)
    longer = replace(use, expires_at=use.expires_at + timedelta(days=3650))
    force.casework.keep(longer, Event("test", "x", CARD.name, use.uid))
    assert why_not(force) == "The approval's record was changed after it was given."


def test_a_state_set_by_hand(force):
    use = ready(force)
    live = replace(use, state=State.LIVE.value, expires_at=soon(), approved_by="p-lead")
    force.casework.keep(live, Event("test", "x", CARD.name, use.uid))
    assert "no recorded approval" in why_not(force)
    forged = replace(live, approved_at=datetime.now(UTC), seal="0" * 64)
    force.casework.keep(forged, Event("test", "x", CARD.name, use.uid))
    assert "changed after it was given" in why_not(force)


# --- another force, another purpose ---


def test_the_approval_of_one_force_used_by_another(force):
    force.approved(CARD)
    assert "No use of this tool is on record" in why_not(force, force="southshire")
    force.person("guest", Role.USER, force="southshire")
    guest = force.session("guest")
    assert "registered with another force" in " ".join(
        may_run(force.casework, CARD, Parameters(), guest).failed
    )


@pytest.mark.parametrize(
    "written", ["p\u0430trol-planning", "patrol-plann\u0131ng", "patrol\u2010planning", ""]
)
def test_look_alike_letters_are_another_purpose(force, written):
    force.approved(CARD)
    assert why_not(force, purpose=written) != ""


@pytest.mark.parametrize("written", ["SUSPECT-search", "suspect search", "\uff53uspect-search"])
def test_a_prohibited_purpose_is_prohibited_in_every_spelling(force, written):
    with pytest.raises(InputError, match="none of them may also be prohibited"):
        force.begin(CARD, purposes=(PURPOSE, "suspect-search"), prohibited=(written,))
    force.approved(CARD, prohibited=("suspect-search",))
    assert why_not(force, purpose=written) != ""


def test_a_prohibited_purpose_through_a_chained_tool(force):
    below, above = card("insight.below"), card("patrol.above", upstream=("insight.below",))
    force.approved(below, purposes=("statistics",), prohibited=(PURPOSE,))
    force.approved(above)
    assert "It builds on insight.below, which may not run" in why_not(force, above)


# --- people and time ---


def test_the_owner_left_yesterday(force):
    force.approved(CARD)
    leave(force.casework, "p-owner", "registrar@", datetime.now(UTC) - timedelta(days=1))
    assert "The accountable owner no longer works here." in why_not(force)


def test_an_owner_who_left_cannot_be_approved_with(force):
    use = ready(force)
    leave(force.casework, "p-owner", "registrar@", datetime.now(UTC) - timedelta(days=1))
    with pytest.raises(NotAllowedError, match="active, with training in date"):
        force.move(use, Action.LIVE, "lead@", CARD)


# --- answers ---


def given(force: Force, use: ApprovedUse, answer: Answer) -> None:
    answers = {q.uid: answer for q in library().asked(use.tier)}
    assessing.answer(force.casework, use.uid, answers, "author@")


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (Answer(Answered.NOT_APPLICABLE, "This does not apply to our tool."), "not applicable"),
        (Answer(Answered.ANSWERED, "The same pasted answer for all of it."), "The same text"),
        (Answer(Answered.WITHHELD, "We would rather not tell anybody."), "without a ground"),
        (Answer(Answered.ANSWERED, "yes"), "says too little"),
        (Answer(Answered.NOT_YET), "Not answered yet"),
    ],
)
def test_answers_that_answer_nothing(force, answer, said):
    use = force.begin(CARD)
    given(force, use, answer)
    force.move(use, Action.DESIGN, "owner@", CARD)
    force.move(use, Action.VALIDATE, "owner@", CARD)
    force.watch(use)
    with pytest.raises(InputError, match=said):
        force.move(use, Action.LIVE, "lead@", CARD)


def test_a_ten_megabyte_reason(force):
    use = ready(force)
    with pytest.raises(InputError, match="characters"):
        force.move(use, Action.LIVE, "lead@", CARD, reason="x" * 10_000_000)
    with pytest.raises(InputError, match="characters"):
        given(force, force.begin(card("insight.y")), Answer(Answered.ANSWERED, "x" * 10_000_000))


def test_answers_changed_after_approval(force):
    use = force.approved(CARD)
    with pytest.raises(InputError, match="past the stage"):
        given(force, use, Answer(Answered.NOT_YET))
    with pytest.raises(InputError, match="not changed"):
        approval.amend(force.casework, use.uid, "owner@", users=("p-boss",))


# --- history ---


def test_a_tool_registered_again_does_not_lose_its_past(force):
    use = force.approved(CARD)
    with pytest.raises(InputError, match="open already"):
        force.begin(CARD)
    force.move(use, Action.RETIRE, "owner@", CARD)
    with pytest.raises(InputError, match="has a past"):
        force.begin(CARD)
    again = force.begin(CARD, predecessors=(use.uid,))
    assert again.predecessors == (use.uid,)
    assert [u.state for u in force.casework.history(ApprovedUse, use.uid)][-1] == "retired"


def test_a_renamed_tool_is_recognised_by_its_content(force, monkeypatch):
    same = replace(version_of(OFFER), content="c" * 64)
    monkeypatch.setattr("peelian.assure.approval.version_of", lambda *_: same)
    use = force.begin(CARD)
    force.move(use, Action.REJECT, "lead@", CARD)
    with pytest.raises(InputError, match="whatever its name was"):
        force.begin(card("insight.renamed"), purposes=("something-else",))


def test_a_lower_tier_on_the_record_than_approved(force):
    force.approved(card("risk.example", Tier.PEOPLE))
    easier = card("risk.example", Tier.PLACES)
    assert "tier is not the one" in why_not(force, easier)
    use = force.casework.every(ApprovedUse, tool="risk.example")[0]
    with pytest.raises(InputError, match="name or tier"):
        force.move(use, Action.SUSPEND, "owner@", easier)


# --- the register ---


@pytest.mark.parametrize("ground", ["", "  ", "because", "National Security"])
def test_an_entry_withheld_without_a_ground_from_the_list(force, ground):
    use = force.approved(CARD)
    with pytest.raises(InputError, match="ground from the list"):
        publishing.withhold(force.casework, use.uid, ground, soon(), "chief@")
    bad = replace(publishing.entry_of(force.casework, use.uid), state="withheld", ground=ground)
    force.casework.keep(bad, Event("test", "x"))
    assert "withheld without a ground" in why_not(force)


def test_withholding_ends_and_is_the_chief_officers(force):
    use = force.approved(CARD)
    ground = "would endanger somebody"
    with pytest.raises(NotAllowedError):
        publishing.withhold(force.casework, use.uid, ground, soon(), "lead@")
    publishing.withhold(force.casework, use.uid, ground, soon(), "chief@")
    assert why_not(force) == ""
    late = may_run(force.casework, CARD, Parameters(), force.session(), soon(31))
    assert "due for review" in " ".join(late.failed)
    assert publishing.entry_of(force.casework, use.uid).trace[0].startswith("Published")


def test_a_published_entry_edited_after_signing(force):
    use = force.approved(CARD)
    entry = publishing.entry_of(force.casework, use.uid)
    kinder = replace(entry, body={**entry.body, "limits": []})
    force.casework.keep(kinder, Event("test", "x"))
    assert "does not describe what was approved" in why_not(force)


# --- ethics, emergencies ---


def test_going_against_ethics_advice_is_a_chief_officers_published_act(force):
    made = card("assist.example", Tier.DOCUMENTS)
    use = force.begin(made)
    force.answers(use)
    for action in (Action.DESIGN, Action.DEVELOP, Action.VALIDATE, Action.REVIEW):
        force.move(use, action, "owner@" if action is Action.DESIGN else "lead@", made)
    with pytest.raises(InputError, match="advice is not recorded"):
        force.move(use, Action.PILOT, "lead@", made)
    text = "It reaches too far into private life."
    advising.advise(force.casework, use.uid, "chair@", "against", text)
    with pytest.raises(InputError, match="only a chief officer"):
        force.move(use, Action.PILOT, "lead@", made)
    with pytest.raises(InputError, match="will be published"):
        force.move(use, Action.PILOT, "chief@", made)
    why = "The harm it prevents is grave and the pilot is small."
    use = force.move(use, Action.PILOT, "chief@", made, published_reasons=why)
    entry = publishing.publish(force.casework, use.uid, made, CONTACT, "lead@")
    assert entry.body["published_reasons"] == why


def declare(force: Force, use: ApprovedUse, made, by: str = "chief@", **more):
    terms = {"reason": "A child is missing and it is cold.", "hours": 24, "ethics_chair": "chair@"}
    return emergency.declare(
        force.casework, use.uid, by, Offered(made, Parameters), **{**terms, **more}
    )


def test_an_emergency_is_short_told_and_never_about_people(force):
    use = force.begin(CARD)
    for refused in ({"hours": 73}, {"hours": 0}, {"reason": "x"}, {"ethics_chair": "lead@"}):
        with pytest.raises(InputError):
            declare(force, use, CARD, **refused)
    with pytest.raises(NotAllowedError):
        declare(force, use, CARD, by="lead@")
    person = card("risk.example", Tier.PEOPLE)
    with pytest.raises(NotAllowedError, match="never for biometric"):
        declare(force, force.begin(person), person)
    found = declare(force, use, CARD)
    assert why_not(force) == ""
    assert "expired" in " ".join(
        may_run(force.casework, CARD, Parameters(), force.session(), found.ends_at).failed
    )
    assert emergency.overdue(force.casework, found.public_by) == [found]
    with pytest.raises(InputError, match="not on the list"):
        emergency.make_public(force.casework, found.uid, "chief@", "embarrassing")
    emergency.make_public(force.casework, found.uid, "chief@")
    assert emergency.overdue(force.casework, found.public_by) == []
    done = emergency.review(force.casework, found.uid, "chair@", "It was justified and short.")
    assert done.state == "reviewed"


# --- the monitor and the stop button ---


def test_a_breach_reported_again_does_not_start_the_day_of_grace_anew(force):
    use = force.approved(CARD)
    force.watch(use, Health.BREACHED)
    first = force.casework.one(type(_monitor(force, use)), f"monitor-{use.uid}").breached_at
    force.watch(use, Health.BREACHED)
    assert _monitor(force, use).breached_at == first


def _monitor(force: Force, use: ApprovedUse):
    from peelian.assure.monitor import Monitor

    return force.casework.every(Monitor, about=use.uid)[0]


def test_the_stop_button_is_for_some_and_its_release_for_fewer(force):
    from peelian.assure.stopping import press, release

    force.approved(CARD)
    with pytest.raises(NotAllowedError):
        press(force.casework, "user@", "I want to.")
    stop = press(force.casework, "boss@", "Something is wrong.")
    assert "Everything was stopped" in why_not(force)
    with pytest.raises(NotAllowedError):
        release(force.casework, stop.uid, "boss@", "Fine again.")
    release(force.casework, stop.uid, "lead@", "Fine again.")
    assert why_not(force) == ""


def test_a_good_word_of_the_monitor_from_anybody_does_not_count(force):
    from peelian.assure.watching import watch

    use = force.approved(CARD)
    force.watch(use, Health.BREACHED)
    for actor in ("user@", "author@", "ghost@"):
        with pytest.raises(NotAllowedError):
            watch(
                force.casework,
                use.uid,
                actor,
                measure="hit rate",
                health=Health.GOOD,
                next_check=timedelta(days=3650),
            )
