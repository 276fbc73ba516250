"""The tool record of hub.fetch."""

from typing import Final

from peelian.assure.card import Card, Output, Tier

CARD: Final = Card(
    name="hub.fetch",
    label="Fetch published data",
    version="1",
    summary="Fetch a force's published crimes from data.police.uk into a folder.",
    purpose="Get months of a force's area from the public API, for bringing in afterwards.",
    not_purpose="It brings nothing in and asks nobody but the address you name.",
    tier=Tier.INTAKE,
    output=Output.ANALYSIS,
    legal_basis="Open Government Licence v3.0 for published files.",
    data_needed="A connection to data.police.uk; nothing about your force leaves this machine.",
    decision_informed="Which months of open data there are to work with.",
    limits=(
        (
            "The area asked for is the force's generalised outline: crimes within about 500 metres "
            "of its border may be missing, or be the neighbour's."
        ),
        "The API answers with what has a place; the archive also has crimes without one.",
        "The transport police have no area: their crimes come with the forces they happened in.",
    ),
    if_stopped="Download the monthly archive in a browser.",
    human_route="Ask data.police.uk; published rows describe no named person.",
    evidence=("data.police.uk, API documentation",),
    examples=(
        "peelian hub fetch --source police-uk --force durham --from 2024-01 --to 2024-03 --out got",
    ),
    not_measured="It copies answers and estimates nothing.",
)
