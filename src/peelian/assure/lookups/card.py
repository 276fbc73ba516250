"""The tool record of assure.lookups."""

from typing import Final

from peelian.assure.card import Card, Measure, Output, Tier

_SEEDS: Final = "fictional force, one year, seeds 11 and 12, not used to choose the weights"

CARD: Final = Card(
    name="assure.lookups",
    label="Unusual look-ups",
    version="1",
    summary="Find look-ups of people's records that do not look like work, for a closed review.",
    purpose=(
        "Point professional standards to look-ups of oneself, family, neighbours, colleagues, "
        "former partners, people in the news, and to many records in one go, so that misuse of "
        "police records is found by the force and not by its victims."
    ),
    not_purpose=(
        "It proves nothing and judges nobody; it is not for line managers and not for measuring "
        "how much people work."
    ),
    tier=Tier.PEOPLE,
    output=Output.RECOMMENDATION,
    legal_basis=(
        "DPA 2018 sections 62(4) and 66: self-monitoring and security. It needs a data protection "
        "impact assessment of its own."
    ),
    data_needed="A statutory log of look-ups, the staff's names and addresses, and the records'.",
    decision_informed="Whether professional standards open a review of one case.",
    limits=(
        "Look-ups that are linked to an incident are never shown, however wrong they were.",
        (
            "Relations are seen through names and addresses only: a former partner who is looked "
            "up once, or somebody recorded under another name, is missed."
        ),
        "It was measured on misuse that was made up; real misuse is not labelled anywhere.",
    ),
    if_stopped="Professional standards review samples of look-ups drawn at random.",
    human_route="Staff ask professional standards, or their federation or union.",
    evidence=(
        "HMICFRS (2017, 2019), Abuse of position for a sexual purpose",
        "Chandola, Banerjee and Kumar (2009), Anomaly detection: a survey",
    ),
    examples=("peelian assure lookups --lookups l.parquet --staff s.parquet --records r.parquet",),
    fairness_slices=("role of the member of staff", "surname shared by many people"),
    measured=(
        Measure(
            "planted misuses found at two cases per 100 staff and week",
            0.988,
            336,
            _SEEDS,
            0.970,
            0.995,
        ),
    ),
)
