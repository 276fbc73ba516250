"""The tool record of hub.read."""

from typing import Final

from peelian.assure.card import Card, Output, Tier

CARD: Final = Card(
    name="hub.read",
    label="Look at data",
    version="1",
    summary="Look at what is in the data folder, now or as it was known, and take it away.",
    purpose="Show and export rows as they are or were known, each published value kept.",
    not_purpose="It does not count, map or interpret: other tools do.",
    tier=Tier.INTAKE,
    output=Output.ANALYSIS,
    legal_basis="Open Government Licence v3.0 for published files.",
    data_needed="A data folder with records in it.",
    decision_informed="Whether the data says what somebody claims it says.",
    limits=("It shows what was brought in; what was never recorded it cannot show.",),
    if_stopped="Read the files as received, which are kept unchanged.",
    human_route="Ask the force's data owner; published rows describe no named person.",
    evidence=("data.police.uk, About the data",),
    examples=(
        "peelian hub read incidents --data my-force --out incidents.parquet",
        "peelian hub read incidents --data my-force --as-known-on 2024-06-30 --out then.csv",
    ),
    reads=("incidents", "stops", "outcomes"),
    not_measured="It selects rows and estimates nothing.",
)
