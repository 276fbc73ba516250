"""The tool record of hub.ingest."""

from typing import Final

from peelian.assure.card import Card, Output, Tier

CARD: Final = Card(
    name="hub.ingest",
    label="Bring in data",
    version="1",
    summary="Bring in published police files; every row is accounted for.",
    purpose=(
        "Bring street crime, stop and search and outcome files into the data folder so that other "
        "tools can use them, keeping each published value and each edition."
    ),
    not_purpose="It does not correct, enrich or judge what the files say.",
    tier=Tier.INTAKE,
    output=Output.ANALYSIS,
    legal_basis="Open Government Licence v3.0 for published files.",
    data_needed="data.police.uk archives, folders, CSV files, or answers of its API (JSON).",
    decision_informed="Whether the data is complete enough to work with.",
    limits=(
        (
            "A row has no usable key, so editions are matched as a multiset: which of "
            "several equal rows changed cannot be told."
        ),
        (
            "A gap is a judgement on counts, from the force's own months and its neighbours' same "
            "month: it misses a month short by less than half and a force that is always short, "
            "and it flags a real fall by more than half."
        ),
        (
            "An answer of the API does not say which force recorded a crime: it is told from the "
            "place, which near a border can give the neighbour."
        ),
        (
            "A place is flagged as outside the force when it is over 500 metres from the force's "
            "generalised outline."
        ),
        (
            "Eastings and northings are computed without the Ordnance Survey correction "
            "grid: within about 2 metres."
        ),
    ),
    if_stopped="Keep the files as received and bring them in later; nothing is lost.",
    human_route="Ask the force's data owner; published rows describe no named person.",
    evidence=("data.police.uk, About the data", "Government Data Quality Framework (2020)"),
    examples=(
        "peelian hub ingest 2024-01.zip --data my-force",
        "peelian hub ingest downloads/ --data my-force --json",
    ),
    writes=("incidents", "stops", "outcomes", "files", "quarantine", "gaps"),
    not_measured="How many of the gaps it warns of are real, and how many real ones it misses.",
)
