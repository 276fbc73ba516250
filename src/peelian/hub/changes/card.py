"""The tool record of hub.changes."""

from typing import Final

from peelian.assure.card import Card, Output, Tier

CARD: Final = Card(
    name="hub.changes",
    label="What changed",
    version="1",
    summary="See how a month that was published again differs from the edition before.",
    purpose=(
        "Show for every edition of a month how many rows are new, changed, unchanged and gone, "
        "which columns changed, and from which word to which."
    ),
    not_purpose="It does not say which edition is right, nor name single records.",
    tier=Tier.INTAKE,
    output=Output.ANALYSIS,
    legal_basis="Open Government Licence v3.0 for published files.",
    data_needed="A data folder into which a month was brought in at least twice.",
    decision_informed="Whether figures already given to others have to be corrected.",
    limits=(
        (
            "Rows have no usable key, so editions are matched as a multiset: the counts are the "
            "least that must have changed, and which of several equal rows changed is not known."
        ),
    ),
    if_stopped="Compare the files as received, which are kept unchanged.",
    human_route="Ask the force's data owner; published rows describe no named person.",
    evidence=("data.police.uk, About the data",),
    examples=(
        "peelian hub changes --data my-force",
        "peelian hub changes --data my-force --force avon-and-somerset --month 2024-01 --json",
    ),
    reads=("files",),
    not_measured="It counts differences and estimates nothing.",
)
