"""The tool record of sample.force."""

from typing import Final

from peelian.assure.card import Card, Output, Tier

CARD: Final = Card(
    name="sample.force",
    label="Fictional force",
    version="1",
    summary="Make a fictional police force with three years of data, and the truth behind it.",
    purpose=(
        "Give builders, testers, teachers and evaluators incidents, people, texts, patrols, "
        "interventions and staff activity that may be shown to anybody, with what truly happened "
        "kept aside, so that a tool can be scored."
    ),
    not_purpose=(
        "Nothing in it says anything about real crime, places, groups of people or forces; no "
        "model trained on it may be used on people."
    ),
    tier=Tier.INTAKE,
    output=Output.ANALYSIS,
    legal_basis="None needed: no personal data. The output is CC0 1.0.",
    data_needed="None.",
    decision_informed="None: it is for building, testing, showing and learning.",
    limits=(
        "Every rate, pattern and difference between groups was set by hand.",
        "Real data is worse in ways nobody planted: a tool that works here may still fail.",
        "Texts come from a grammar of hand-written fragments and repeat themselves at length.",
        "Streets between junctions are straight for patrols and curved on the map.",
        "The same values on every machine hold for one version of NumPy's generators.",
    ),
    if_stopped="Use the real extract (`sample.extract`) or published archives.",
    human_route="None needed: nobody in it exists.",
    evidence=(
        "Mohler et al. (2011), Self-exciting point process modeling of crime, JASA 106(493)",
        "Weisburd (2015), The law of crime concentration, Criminology 53(2)",
        "Gebru et al. (2021), Datasheets for datasets, Communications of the ACM 64(12)",
    ),
    examples=(
        "peelian sample force --out fiction",
        "peelian sample force --size force --seed 7 --out county",
        "peelian sample force --as police-uk --out published",
        "peelian sample force --size force --tables place incidents --out part",
    ),
    not_measured="How well any tool does here is measured by that tool's own bench.",
)
