"""The lifecycle: one table, total, with no way round an approval."""

import os
import subprocess
import sys
from itertools import pairwise, product
from pathlib import Path

import pytest

from peelian.assure.card import Tier
from peelian.assure.lifecycle import (
    RUNNABLE,
    TABLE,
    TERMINAL,
    Action,
    State,
    diagram,
    open_actions,
    outcome,
    step,
)
from peelian.assure.stages import stage
from peelian.ground.errors import InputError

APPROVES = {Action.PILOT, Action.LIVE, Action.RESUME, Action.EMERGENCY}


@pytest.mark.parametrize("tier", Tier)
def test_every_state_and_action_has_exactly_one_answer(tier):
    for state, action in product(State, Action):
        rows = [r for r in TABLE if (r.source, r.action) == (state, action) and tier in r.tiers]
        assert len(rows) <= 1
        target = outcome(state, action, tier)
        if target is None:
            with pytest.raises(InputError, match="not open"):
                step(state, action, tier)
        else:
            assert step(state, action, tier) is target
            assert action in open_actions(state, tier)


def test_rejected_and_retired_are_the_end():
    assert {s for s in State if not any(open_actions(s, t) for t in Tier)} == TERMINAL


@pytest.mark.parametrize("tier", Tier)
def test_only_an_approval_leads_to_a_state_that_runs(tier):
    for row in TABLE:
        if tier in row.tiers and row.target in RUNNABLE and row.source not in RUNNABLE:
            assert row.action in APPROVES


@pytest.mark.parametrize("tier", Tier)
def test_every_state_a_tier_reaches_can_be_left_and_ends(tier):
    reached, todo = set(), [State.IDEA]
    while todo:
        state = todo.pop()
        if state not in reached:
            reached.add(state)
            todo += [r.target for r in TABLE if r.source is state and tier in r.tiers]
    assert reached >= {State.IDEA, State.LIVE, State.SUSPENDED, State.EXPIRED, State.RETIRED}
    assert (State.ETHICS in reached) == (tier >= Tier.DOCUMENTS)
    assert (State.ENGAGE in reached) == (tier is Tier.PEOPLE)
    for state in reached - TERMINAL:
        assert open_actions(state, tier)


def test_a_suspended_pilot_does_not_resume_as_live():
    for tier in Tier:
        assert outcome(State.PILOT_SUSPENDED, Action.RESUME, tier) in {State.PILOT, None}


def test_documents_and_people_reach_live_through_ethics_pilot_and_evaluation_only():
    for tier in (Tier.DOCUMENTS, Tier.PEOPLE):
        without = [r for r in TABLE if tier in r.tiers and r.target is not State.ETHICS]
        reached, todo = {State.IDEA}, [State.IDEA]
        while todo:
            state = todo.pop()
            for r in without:
                emergency = r.action is Action.EMERGENCY
                if r.source is state and r.target not in reached and not emergency:
                    reached.add(r.target)
                    todo.append(r.target)
        assert not reached & {State.PILOT, State.LIVE}


def test_each_step_a_tier_can_take_has_a_decider_and_a_question():
    for row in TABLE:
        for tier in row.tiers:
            gate = stage(row.action, tier)
            assert gate.roles, (row.action, tier)
            assert gate.question.endswith("?")


def test_the_diagram_shows_each_row_of_the_table():
    drawn = diagram()
    assert drawn.startswith("stateDiagram-v2")
    assert drawn.count(" --> ") == len(TABLE) + 1 + len(TERMINAL)
    for before, after in pairwise(sorted(s.value for s in State)):
        assert f'state "{before}"' in drawn
        assert f'state "{after}"' in drawn


def test_the_manual_page_is_written_from_the_table():
    root = Path(__file__).resolve().parents[3]
    script = root / "docs" / "scripts" / "make_lifecycle.py"
    paths = os.environ | {"PYTHONPATH": str(root / "src")}
    done = subprocess.run([sys.executable, script, "--check"], env=paths, check=False)
    assert done.returncode == 0, "run docs/scripts/make_lifecycle.py"
