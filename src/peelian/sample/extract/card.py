"""The tool record of sample.extract."""

from typing import Final

from peelian.assure.card import Card, Output, Tier

CARD: Final = Card(
    name="sample.extract",
    label="Real extract",
    version="1",
    summary="Get a small real extract to begin with: City of London, 2018-04 to 2019-12.",
    purpose="Give a newcomer real published files to bring in, without a download.",
    not_purpose="It is not current and says nothing about the City of London today.",
    tier=Tier.INTAKE,
    output=Output.ANALYSIS,
    legal_basis="Open Government Licence v3.0.",
    data_needed="None.",
    decision_informed="None: it is for learning and testing.",
    limits=("21 months of one small force: patterns of a business district, not of a county.",),
    if_stopped="Download an archive from data.police.uk.",
    human_route="The publisher's contact page; published rows describe no named person.",
    evidence=("data.police.uk, About the data",),
    examples=("peelian sample extract --out extract",),
    not_measured="It hands out a file and estimates nothing.",
)
