"""No path yields a run without a valid approval: any acts, in any order, by anybody.

The oracle keeps its own few facts (who approved what, until when, what was stopped since) and is
compared with the checks before use after every act, and with whether the tool really ran.
"""

from datetime import UTC, datetime, timedelta

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from peelian.assure import advising, approval, publishing, stopping
from peelian.assure.card import Tier
from peelian.assure.casework import MemoryCasework
from peelian.assure.gate import may_run
from peelian.assure.ledger import first_bad
from peelian.assure.lifecycle import Action, State, outcome
from peelian.assure.monitor import Health
from peelian.assure.stop import Stop
from peelian.ground.errors import PeelianError
from tests.governed import CONTACT, Force, Parameters, card

PEOPLE = ("author@", "owner@", "lead@", "chief@", "chair@", "user@", "boss@", "ghost@")
APPROVERS = {
    Tier.INTAKE: {"owner@"},
    Tier.PLACES: {"lead@"},
    Tier.DOCUMENTS: {"lead@", "chief@"},
    Tier.PEOPLE: {"chief@"},
}


class Governed(RuleBasedStateMachine):
    """Random people take random steps with one tool; the tool may run only when it should."""

    @initialize(tier=st.sampled_from(Tier))
    def begin(self, tier):
        self.card = card(f"insight.tier{int(tier)}", tier)
        self.force = Force(MemoryCasework())
        self.use = self.force.begin(self.card)
        self.state, self.end, self.published = State.IDEA, None, False
        self.answered = self.watched = self.advised = False

    @rule(action=st.sampled_from(Action), by=st.sampled_from(PEOPLE))
    def step(self, action, by):
        try:
            use = self.force.move(self.use, action, by, self.card)
        except PeelianError:
            return
        tier = self.card.tier
        assert use.stage is outcome(self.state, action, tier), "only along the table"
        assert by not in ("author@", "ghost@", "user@", "boss@")
        if action in (Action.PILOT, Action.LIVE):
            assert by in APPROVERS[tier]
            assert tier is Tier.INTAKE or self.answered
            assert tier < Tier.DOCUMENTS or self.advised
            assert action is Action.PILOT or tier is Tier.INTAKE or self.watched
            self.end = use.expires_at
        self.state = use.stage

    @rule()
    def answer(self):
        try:
            self.force.answers(self.use)
        except PeelianError:
            return
        self.answered = True

    @rule(health=st.sampled_from(Health))
    def watch(self, health):
        self.force.watch(self.use, health)
        self.watched = True

    @rule()
    def advise(self):
        text = "The committee is content with the limits."
        advising.advise(self.force.casework, self.use.uid, "chair@", "for", text)
        self.advised = True

    @rule()
    def publish(self):
        publishing.publish(self.force.casework, self.use.uid, self.card, CONTACT, "lead@")
        self.published = True

    @rule()
    def withdraw(self):
        try:
            publishing.withdraw(self.force.casework, self.use.uid, "lead@")
        except PeelianError:
            return
        self.published = False

    @rule(press=st.booleans())
    def stop(self, press):
        on = self.force.casework.every(Stop, state="on")
        if press:
            stopping.press(self.force.casework, "boss@", "Something is wrong.", self.card.name)
        elif on:
            stopping.release(self.force.casework, on[0].uid, "lead@", "It was put right.")

    @rule(days=st.integers(0, 800))
    def wait(self, days):
        later = datetime.now(UTC) + timedelta(days=days)
        verdict = may_run(self.force.casework, self.card, Parameters(), self.force.session(), later)
        if self.end is None or later >= self.end:
            assert not verdict.allowed

    @rule()
    def expire(self):
        approval.expire_due(self.force.casework, datetime.now(UTC))

    @invariant()
    def runs_only_with_a_valid_approval(self):
        if not hasattr(self, "force"):
            return
        try:
            ran = self.force.run(self.card).ran
        except PeelianError:
            ran = False
        stopped = self.force.casework.every(Stop, state="on")
        good = self.state in (State.PILOT, State.LIVE) and self.end is not None
        if ran:
            assert good
            assert self.published
            assert not stopped

    def teardown(self):
        if hasattr(self, "force"):
            assert first_bad(self.force.casework.ledger.entries()) is None


Governed.TestCase.settings = settings(
    max_examples=40,
    stateful_step_count=30,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
TestGoverned = Governed.TestCase
