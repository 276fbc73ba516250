"""The tool record of hub.repair."""

from typing import Final

from peelian.assure.card import Card, Output, Tier

CARD: Final = Card(
    name="hub.repair",
    label="Repair rows",
    version="1",
    summary="Correct a row that was set aside and bring it in, or take the correction back.",
    purpose=(
        "List the rows an ingest set aside, correct one, replay it through the same checks, and "
        "undo that; the file as received stays as it is."
    ),
    not_purpose="It changes no row that passed the checks, and guesses no value.",
    tier=Tier.INTAKE,
    output=Output.ANALYSIS,
    legal_basis="Open Government Licence v3.0 for published files.",
    data_needed="A data folder in which an ingest set rows aside.",
    decision_informed="Whether a row can be used after all.",
    limits=(
        "A later edition of the month that still has the fault takes the corrected row away again.",
        "A line that could not be taken apart into columns has to be corrected in its file.",
    ),
    if_stopped="Leave the rows aside; every count says how many there are.",
    human_route="Ask the force's data owner to correct the record at its source.",
    evidence=("Government Data Quality Framework (2020)",),
    examples=(
        "peelian hub repair --data my-force",
        "peelian hub repair --row 4294967299 --set Longitude=-2.49 --data my-force",
        "peelian hub repair --row 4294967299 --undo --data my-force",
    ),
    reads=("quarantine", "incidents", "stops", "outcomes"),
    writes=("incidents", "stops", "outcomes", "quarantine", "gaps"),
    not_measured="It does what it is told and estimates nothing.",
)
