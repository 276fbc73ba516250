"""The tool record of hot spots."""

from peelian.assure.card import Card, Measure, Output, Tier

CARD = Card(
    name="insight.hotspots",
    label="Hot spots",
    version="1.0.0",
    summary="Shows where recorded crime concentrates, how lasting it is and against what baseline.",
    purpose="To show where recorded incidents or harm concentrate in a force's area, month by "
    "month, so that people can decide where patrol and problem solving would do most good.",
    not_purpose="It does not predict crime, says nothing about any person, and does not say at "
    "what hour, on what day or at which address crime happens when the records do not.",
    tier=Tier.PLACES,
    output=Output.ANALYSIS,
    legal_basis="Prevention of crime (common law; Police Act 1996). Published street-level data is "
    "not personal data; a force's own records fall under Part 3 of the Data Protection Act 2018.",
    data_needed="Incidents with their month and a place. Squares and map points need coordinates "
    "(anonymised ones will do); small areas need an LSOA code. Hour, day or address need records "
    "that hold them and are refused otherwise.",
    decision_informed="Which places a tasking meeting looks at, and which become patrol areas.",
    limits=(
        (
            "It counts what was reported and recorded. Places where people report less look cooler "
            "than they are."
        ),
        (
            "More patrol finds more of some crimes (drugs, weapons): counts of these follow police "
            "presence, and planning from them alone feeds itself."
        ),
        (
            "Published points are anonymised: a square counts the points in it, and crime near its "
            "edge may belong to the next one."
        ),
        (
            "A hot spot is a description of the past months, not a forecast; the hottest places of "
            "one period tend to be less extreme in the next (regression to the mean)."
        ),
        (
            "Rising and falling compare two halves of the period, which may differ in season; with "
            "few incidents the answer is 'not enough to say'."
        ),
        "The force outlines are generalised: points up to 500 metres outside count as inside.",
        "Rates use residents, not the people present: town centres look worse than they are.",
    ),
    if_stopped="Use the force's existing crime maps or the published maps on police.uk, and local "
    "knowledge.",
    human_route="Tell the force's owner of this tool (Report a problem on each page); residents "
    "can use the force's usual contact or complaints route. No decision about a person is made.",
    evidence=(
        (
            "Weisburd, D. (2015). The law of crime concentration and the criminology of place. "
            "Criminology 53(2), 133-157: how few places hold how much crime."
        ),
        (
            "Bernasco, W. and Steenbeek, W. (2017). More places than crimes: implications for "
            "evaluating the law of crime concentration at place. Journal of Quantitative "
            "Criminology 33, 451-467: the generalised Gini coefficient used here."
        ),
        (
            "Chainey, S., Tompson, L. and Uhlig, S. (2008). The utility of hotspot mapping for "
            "predicting spatial patterns of crime. Security Journal 21, 4-28: how well hot spots "
            "point to later crime depends on method and crime type, so no forecast is claimed."
        ),
        (
            "Tompson, L., Johnson, S., Ashby, M., Perkins, C. and Edwards, P. (2015). UK open "
            "source crime data: accuracy and possibilities for research. Cartography and "
            "Geographic Information Science 42(2), 97-111: what anonymised points support."
        ),
        (
            "Benjamini, Y. and Hochberg, Y. (1995). Controlling the false discovery rate. Journal "
            "of the Royal Statistical Society B 57, 289-300: several places are tested at once."
        ),
    ),
    examples=(
        (
            "peelian insight hotspots --data demo-data --force city-of-london --from 2019-01 "
            "--to 2019-12 --out hotspots.geojson"
        ),
        (
            "peelian insight hotspots --data demo-data --force avon-and-somerset --from 2023-07 "
            "--to 2024-06 --crime-type burglary --unit lsoa --measure rate --json"
        ),
    ),
    fairness_slices=(),
    measured=(
        Measure(
            name="Share of later incidents in the 100 busiest squares of the year before",
            value=0.176,
            n=87_479,
            data="Avon and Somerset, 250 m squares of 2023, located incidents of January to June "
            "2024",
            low=0.173,
            high=0.178,
            baseline="1.1% if incidents were spread evenly over the 8,875 squares with any; the "
            "same squares held 19.6% in 2023",
        ),
        Measure(
            name="Lists of 20 places with any wrongly called rising or falling",
            value=0.042,
            n=2000,
            data="simulated counts, twice as bursty as Poisson, in which nothing changes",
            low=0.034,
            high=0.052,
            baseline="5% wanted; 3.9% on Poisson counts",
        ),
    ),
    not_measured="How well recorded incidents stand for all that happen, and whether hot spots "
    "help a force's own tasking, have not been measured.",
    reads=("incidents", "gaps"),
)
