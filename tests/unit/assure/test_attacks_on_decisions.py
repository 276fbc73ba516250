"""Attacks on decisions and what follows from them. Each test is one attack."""

import re
from datetime import UTC, datetime, timedelta

import pytest

from peelian.assure import advising, deciding
from peelian.assure.card import Tier
from peelian.assure.decision import Decision
from peelian.assure.ledger import Event
from peelian.assure.people import Role, find_person
from peelian.assure.recommendation import Recommendation, Status
from peelian.assure.register_people import enrol, leave
from peelian.assure.session import Mode, Session
from peelian.assure.use import ApprovedUse
from peelian.assure.workspace import Workspace
from peelian.engine.memory import MemoryLake
from peelian.ground.errors import InputError, NotAllowedError
from tests.governed import FORCE, PAPERS, REASON, Force, card, soon

MATCH = card("identify.example", Tier.PEOPLE, biometric=True)
OWN_REASON = "The two timelines agree and the route is open tonight."


def recommended(force: Force, made=MATCH, by: str = "user") -> Recommendation:
    if not force.casework.every(ApprovedUse, tool=made.name):
        force.approved(made)
    force.run(made, force.session(by))
    asked = Recommendation(
        uid=f"r-{len(force.casework.find(made.name))}",
        tool=made.name,
        title="Candidate",
        force=FORCE,
        mode=Mode.OPERATIONAL.value,
        created_by=f"{by}@",
        payload={"score": 0.9, "why": "The two pictures share many measured points."},
    )
    return space(force, by).casework.propose(asked, Event("match.found", f"{by}@", made.name))


def space(force: Force, who: str = "user", **session) -> Workspace:
    return Workspace(MemoryLake(), force.casework, force.session(who, **session))


def decide(force: Force, uid: str, who: str = "boss", reason: str = OWN_REASON, **more):
    status = more.get("status", Status.ACCEPTED)
    event = Event("match.decided", f"{who}@", MATCH.name, uid)
    return space(force, who).casework.decide(uid, status, reason, event)


def verified(force: Force, uid: str, *names: str) -> None:
    for name in names:
        words = f"{name} compared the ears and the scar."
        deciding.verify(force.casework, uid, f"{name}@", words, confirmed=True)


def test_a_recommendation_without_a_checked_run_behind_it(force):
    force.approved(MATCH)
    asked = Recommendation("r", MATCH.name, "t", FORCE, "operational", "user@", {})
    with pytest.raises(NotAllowedError, match="No checked run"):
        force.casework.propose(asked, Event("x", "user@"))
    with pytest.raises(NotAllowedError, match="practice session"):
        Workspace(MemoryLake(), force.casework, Session("user@")).casework.propose(
            asked, Event("x", "user@")
        )


def test_a_decision_posted_before_the_explanation_was_served(force):
    asked = recommended(force)
    verified(force, asked.uid, "eye1", "eye2")
    with pytest.raises(NotAllowedError, match="explanation of this version"):
        decide(force, asked.uid)
    deciding.show(force.casework, asked.uid, "boss@")
    assert decide(force, asked.uid).status is Status.ACCEPTED


def test_an_explanation_shown_to_somebody_else_or_of_an_older_version(force):
    asked = recommended(force)
    deciding.show(force.casework, asked.uid, "lead@")
    with pytest.raises(NotAllowedError, match="shown to you"):
        decide(force, asked.uid)
    deciding.show(force.casework, asked.uid, "boss@")
    space(force).casework.revise(asked.uid, {"score": 0.1}, Event("x", "user@"))
    with pytest.raises(NotAllowedError, match="this version"):
        decide(force, asked.uid)


def test_deciding_on_what_one_asked_for_under_another_account(force):
    asked = recommended(force)
    me = find_person(force.casework, "user@")
    enrol(force.casework, me, "registrar@", ("user-two@",))
    deciding.show(force.casework, asked.uid, "user-two@")
    with pytest.raises(NotAllowedError, match="under any account"):
        decide(force, asked.uid, "user-two")


def test_a_biometric_match_needs_two_other_named_verifiers(force):
    asked = recommended(force)
    deciding.show(force.casework, asked.uid, "boss@")
    enrol(force.casework, find_person(force.casework, "eye1@"), "registrar@", ("eye1b@",))
    verified(force, asked.uid, "eye1", "eye1b")
    with pytest.raises(NotAllowedError, match="2 named verifiers"):
        decide(force, asked.uid)
    with pytest.raises(NotAllowedError, match="registered verifier"):
        verified(force, asked.uid, "lead")
    verified(force, asked.uid, "eye2")
    assert decide(force, asked.uid).decided_by == "boss@"


def test_one_verifier_who_disagrees_is_enough_to_stop_it(force):
    asked = recommended(force)
    deciding.show(force.casework, asked.uid, "boss@")
    verified(force, asked.uid, "eye1", "eye2")
    force.person("eye3", Role.VERIFIER)
    deciding.verify(
        force.casework, asked.uid, "eye3@", "The ears are different people's.", confirmed=False
    )
    with pytest.raises(NotAllowedError, match="verifiers who agree"):
        decide(force, asked.uid)
    assert decide(force, asked.uid, status=Status.REJECTED).status is Status.REJECTED


def test_the_officers_own_view_comes_first(force):
    made = card("risk.grade", Tier.PEOPLE, own_view_first=True)
    asked = recommended(force, made)
    with pytest.raises(NotAllowedError, match="Your own view"):
        deciding.show(force.casework, asked.uid, "boss@")
    deciding.own_view(force.casework, asked.uid, "boss@", "medium")
    deciding.show(force.casework, asked.uid, "boss@")
    with pytest.raises(InputError, match="before the tool's view"):
        deciding.own_view(force.casework, asked.uid, "boss@", "high")
    assert decide(force, asked.uid).status is Status.ACCEPTED


@pytest.mark.parametrize(
    "reason", ["", "ok", "The two pictures share many measured points.", "accepted  "]
)
def test_reasons_are_the_persons_own(force, reason):
    asked = recommended(force)
    verified(force, asked.uid, "eye1", "eye2")
    deciding.show(force.casework, asked.uid, "boss@")
    with pytest.raises(InputError, match="reason"):
        decide(force, asked.uid, reason=reason)


def test_identical_pasted_reasons_stop_a_row_of_decisions(force):
    made = card("assist.example", Tier.DOCUMENTS)
    pasted = "Looks right to me, go on."
    for reason in (pasted, "Looks  RIGHT to me, go on."):
        asked = recommended(force, made)
        deciding.show(force.casework, asked.uid, "boss@")
        decide(force, asked.uid, reason=reason)
    third = recommended(force, made)
    deciding.show(force.casework, third.uid, "boss@")
    with pytest.raises(InputError, match="given several times"):
        decide(force, third.uid, reason=pasted)


def test_a_recommendation_id_opens_nothing_downstream(force):
    asked = recommended(force)
    session = force.session()
    verified(force, asked.uid, "eye1", "eye2")
    deciding.show(force.casework, asked.uid, "boss@")
    with pytest.raises(NotAllowedError, match="not the number of a decision"):
        deciding.accepted(force.casework, asked.uid, session)
    decide(force, asked.uid)
    with pytest.raises(NotAllowedError, match="not the number of a decision"):
        deciding.accepted(force.casework, asked.uid, session)
    number = deciding.decision_of(force.casework, asked.uid).uid
    assert deciding.accepted(force.casework, number, session).uid == asked.uid
    for other in (Session("user@"), force.session(force="southshire")):
        with pytest.raises(NotAllowedError, match="made elsewhere"):
            deciding.accepted(force.casework, number, other)


def test_a_rejection_opens_nothing_downstream(force):
    asked = recommended(force)
    deciding.show(force.casework, asked.uid, "boss@")
    decide(force, asked.uid, status=Status.REJECTED)
    number = deciding.decision_of(force.casework, asked.uid).uid
    with pytest.raises(NotAllowedError, match="did not accept"):
        deciding.accepted(force.casework, number, force.session())


def test_nothing_is_accepted_because_time_passes(force):
    asked = recommended(force)
    late = asked.terms.expires_at
    closed = deciding.expire_unactioned(force.casework, MATCH.name, late)
    assert [r.status for r in closed] == [Status.EXPIRED]
    with pytest.raises(InputError, match="cannot be changed"):
        decide(force, asked.uid, status=Status.REJECTED)


def test_evaluation_gives_nothing_operational(force):
    advising.agree_evaluation(
        force.casework,
        "dpo@",
        force=FORCE,
        tool=MATCH.name,
        dpia="DPIA-1",
        evaluators=("p-user",),
        expires_at=soon(),
    )
    trial = force.session(mode=Mode.EVALUATION)
    force.run(MATCH, trial)
    desk = Workspace(MemoryLake(), force.casework, trial)
    asked = Recommendation("e", MATCH.name, "t", FORCE, "evaluation", "user@", {})
    desk.casework.propose(asked, Event("x", "user@"))
    with pytest.raises(NotAllowedError, match="made to evaluate"):
        desk.casework.decide("e", Status.ACCEPTED, OWN_REASON, Event("x", "boss@"))


def test_a_person_who_left_between_page_and_click_does_not_decide(force):
    asked = recommended(force)
    verified(force, asked.uid, "eye1", "eye2")
    deciding.show(force.casework, asked.uid, "boss@")
    leave(force.casework, "p-boss", "registrar@", datetime.now(UTC) - timedelta(days=1))
    with pytest.raises(NotAllowedError, match="people register"):
        decide(force, asked.uid)


def test_reasons_never_reach_the_audit_log(force):
    asked = recommended(force)
    verified(force, asked.uid, "eye1", "eye2")
    deciding.show(force.casework, asked.uid, "boss@")
    decide(force, asked.uid)
    everything = str([e.payload for e in force.casework.ledger.entries()])
    assert OWN_REASON in str(force.casework.every(Decision))
    for secret in (OWN_REASON, REASON, "ears", "scar"):
        assert secret not in everything
    assert force.casework.keys.seal(OWN_REASON) in everything
    assert not re.search(r"DPIA-7 |Candidate", everything)
    assert PAPERS["validation"] not in everything
