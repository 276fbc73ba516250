"""The tool record of hub.quality."""

from typing import Final

from peelian.assure.card import Card, Output, Tier

CARD: Final = Card(
    name="hub.quality",
    label="Data quality",
    version="1",
    summary="See how good the data is, by file, month, force and crime type.",
    purpose=(
        "Report completeness, uniqueness, consistency, timeliness, validity and accuracy of what "
        "is in the data folder, with the months that look incomplete."
    ),
    not_purpose="It repairs nothing and says nothing about how well a force works.",
    tier=Tier.INTAKE,
    output=Output.ANALYSIS,
    legal_basis="Open Government Licence v3.0 for published files.",
    data_needed="A data folder with records in it.",
    decision_informed="Whether the data can carry the question that is asked of it.",
    limits=(
        "Accuracy is judged from the data alone: nobody compared it with what happened.",
        (
            "Equal rows are counted, not judged: published rows have no key, so two equal ones "
            "may well be two crimes."
        ),
        "A month short by less than half is not flagged as a gap.",
    ),
    if_stopped="Read the account of each ingest, which has the counts per file.",
    human_route="Ask the force's data owner; published rows describe no named person.",
    evidence=("Government Data Quality Framework (2020)", "data.police.uk, About the data"),
    examples=(
        "peelian hub quality --data my-force",
        "peelian hub quality --data my-force --force durham --json --out quality.xlsx",
    ),
    reads=("incidents", "stops", "outcomes", "files", "quarantine", "gaps"),
    not_measured="It counts what is there and estimates nothing.",
)
