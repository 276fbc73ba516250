"""One name everywhere, complete records, and words people use."""

import dataclasses
import shlex

import pytest

from peelian import catalogue
from peelian.assure.card import Card, Measure, Output, Tier
from peelian.cli.parser import for_tool
from peelian.ground.parameters import declared
from tests.architecture import records
from tests.architecture.files import ROOT

CARDS = [catalogue.card(name) for name in catalogue.TOOLS]
DECLARED = {name: declared(catalogue.parameters(name)) for name in catalogue.TOOLS}


def test_one_name_everywhere():
    assert [card.name for card in CARDS] == list(catalogue.TOOLS)
    assert records.named(ROOT, catalogue.TOOLS) == []


def test_what_has_a_record_is_listed():
    assert records.unlisted(ROOT, catalogue.TOOLS) == []


@pytest.mark.parametrize("card", CARDS, ids=catalogue.TOOLS)
def test_a_record_is_complete(card):
    assert records.incomplete(card) == []


@pytest.mark.parametrize("card", CARDS, ids=catalogue.TOOLS)
def test_examples_are_commands_that_parse(card):
    for example in card.examples:
        for_tool(card).parse_args(shlex.split(example)[3:])


def test_people_read_their_own_words():
    assert records.labels(CARDS, DECLARED) == []


GOOD = Card(
    name="hub.x",
    label="Look up",
    version="1.0",
    summary="Finds records.",
    purpose="To find.",
    not_purpose="Judging.",
    tier=Tier.INTAKE,
    output=Output.ANALYSIS,
    legal_basis="Common law.",
    data_needed="Any.",
    decision_informed="Where to look.",
    limits=("Small files.",),
    if_stopped="Read the files.",
    human_route="Ask the owner.",
    evidence=("None needed.",),
    examples=("peelian hub x",),
    not_measured="It only counts.",
)


def test_a_complete_record_passes():
    assert records.incomplete(GOOD) == []
    assert records.labels([GOOD], {}) == []


@pytest.mark.parametrize(
    "change",
    [
        {"purpose": ""},
        {"limits": ()},
        {"not_measured": ""},
        {"examples": ()},
        {"examples": ("peelian hub y",)},
        {"version": "new"},
        {"tier": Tier.PEOPLE, "output": Output.RECOMMENDATION},
        {"tier": Tier.PEOPLE, "fairness_slices": ("sex",)},
        {"measured": (Measure("recall", 0.9, 10, "", 0.8, 0.95),)},
        {"measured": (Measure("recall", 0.9, 10, "test", 0.8),)},
    ],
    ids=str,
)
def test_a_planted_gap_is_caught(change):
    assert len(records.incomplete(dataclasses.replace(GOOD, **change))) == 1


def test_planted_words_of_the_code_are_caught():
    twin = dataclasses.replace(GOOD, name="hub.y", label="LOOK UP")
    assert len(records.labels([GOOD, twin], {})) == 1
    assert len(records.labels([dataclasses.replace(GOOD, label="Zones")], {})) == 1


def test_planted_gaps_in_the_name_are_caught(tmp_path):
    assert len(records.named(tmp_path, ["hub.x"])) == 4
    home = tmp_path / "src" / "peelian" / "hub"
    home.mkdir(parents=True)
    (home / "x.py").write_text("CARD = 1\n")
    assert len(records.named(tmp_path, ["hub.x"])) == 3
    assert records.unlisted(tmp_path, []) == ["hub.x"]
    assert records.unlisted(tmp_path, ["hub.x"]) == []
