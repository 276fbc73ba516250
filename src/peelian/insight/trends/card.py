"""The tool record of trends."""

from peelian.assure.card import Card, Measure, Output, Tier

_FAMILIES = "10 simulated families of 1,000 areas, 14 crime types and 36 months"
_SCENARIOS = "42 published simulation scenarios, 50 runs each, seeds held out"

CARD = Card(
    name="insight.trends",
    label="Trends",
    version="1.0.0",
    summary="Finds the areas and crime types that rose more than chance allows.",
    purpose="To tell an analyst which of many series (area by crime type by week or month) rose "
    "beyond what their own past, season and chaotic counts explain, so that nobody has to trawl.",
    not_purpose="It does not say why a series rose, does not predict, and says nothing about any "
    "person. A rise in recorded crime can be a change in recording, reporting or patrol.",
    tier=Tier.PLACES,
    output=Output.ANALYSIS,
    legal_basis="Prevention of crime (common law; Police Act 1996). Counts by area and month are "
    "not personal data; a force's own records fall under Part 3 of the Data Protection Act 2018.",
    data_needed="Counts per series and period (week or month), five years of them for the "
    "Farrington methods, one year for the pooled one; or incidents with month, crime type and "
    "small area.",
    decision_informed="What an analyst looks into first, and what a weekly tasking meeting hears.",
    limits=(
        (
            "It counts what was reported and recorded, and sees rises only from the period in "
            "which they are recorded."
        ),
        (
            "A period without a row is unknown and one marked incomplete is left out: neither "
            "is read as a fall. Falls are not called."
        ),
        (
            "The pooled method shares a season and a spread within a crime type; name series "
            "AREA|TYPE, or give a column group, so that it knows the types."
        ),
        (
            "The rate of false alarms is right on average over all series of a period, not "
            "for each series by itself."
        ),
        (
            "A rise shared by most areas at once is named as a possible change of recording, "
            "which it need not be."
        ),
    ),
    if_stopped="Use the force's performance dashboards and ask analysts to compare each figure "
    "with the same months of earlier years.",
    human_route="Tell the force's owner of this tool (Report a problem on each page). No decision "
    "about a person is made.",
    evidence=(
        (
            "Farrington, C. P., Andrews, N. J., Beale, A. D. and Catchpole, M. A. (1996). A "
            "statistical algorithm for the early detection of outbreaks of infectious "
            "disease. Journal of the Royal Statistical Society A 159, 547-563."
        ),
        (
            "Noufaily, A., Enki, D. G., Farrington, P., Garthwaite, P., Andrews, N. and "
            "Charlett, A. (2013). An improved algorithm for outbreak detection in multiple "
            "surveillance systems. Statistics in Medicine 32, 1206-1222."
        ),
        (
            "Heyse, J. F. (2011). A false discovery rate procedure for categorical data. In "
            "Recent Advances in Biostatistics: averaging the attainable significance over a "
            "family of counts."
        ),
    ),
    examples=(
        (
            "peelian insight trends SERIES.csv --method police --period month --from 2024-01 "
            "--out ALARMS.csv --json"
        ),
        (
            "peelian insight trends WEEKS.csv.gz --method noufaily --period week --from "
            "2024-W01 --out ALARMS.csv"
        ),
        "peelian insight trends --force avon-and-somerset --from 2024-04 --data FOLDER",
    ),
    measured=(
        Measure(
            name="Alarms equal to R surveillance 1.20.3, farrington",
            value=1.0,
            n=8232,
            data="168 simulated weekly series, 49 weeks each",
        ),
        Measure(
            name="Alarms equal to R surveillance 1.20.3, noufaily",
            value=1.0,
            n=8232,
            data="168 simulated weekly series, 49 weeks each",
        ),
        Measure(
            name="police: outbreaks found when 1.31% of clean weeks alarm",
            value=0.553,
            n=2_100,
            data=_SCENARIOS,
            low=0.532,
            high=0.574,
            baseline="noufaily on the same runs 0.513; published 0.513",
        ),
        Measure(
            name="police: outbreaks found when 0.74% of clean weeks alarm",
            value=0.492,
            n=2_100,
            data=_SCENARIOS,
            low=0.471,
            high=0.513,
            baseline="noufaily on the same runs 0.424; published 0.435",
        ),
        Measure(
            name="police: false alarms at nominal 1%",
            value=0.0088,
            n=140_000,
            data=_FAMILIES,
            low=0.0083,
            high=0.0093,
        ),
        Measure(
            name="police: rises of 5 standard deviations that are called",
            value=0.878,
            n=1_412,
            data=_FAMILIES,
            low=0.859,
            high=0.894,
        ),
        Measure(
            name="police: share of alerts that are true rises, when 1% of series rose",
            value=0.505,
            n=2_453,
            data=_FAMILIES,
            low=0.485,
            high=0.525,
            baseline="mean + 2 standard deviations: 0.159",
        ),
        Measure(
            name="police: false discoveries when 10% is asked",
            value=0.086,
            n=291,
            data=_FAMILIES,
            low=0.059,
            high=0.124,
        ),
        Measure(
            name="Space-time scan: false alarms at nominal 5%, variance twice the mean",
            value=0.055,
            n=400,
            data="simulated towns of 100 areas and 24 months",
            low=0.037,
            high=0.082,
        ),
        Measure(
            name="Space-time scan: clusters at 3 times the risk found, variance 1.2 times the mean",
            value=0.940,
            n=200,
            data="simulated towns, 5 of 100 areas and 2 months at 2 incidents an area and month",
            low=0.898,
            high=0.965,
        ),
    ),
    not_measured="Detection of rises that people later confirmed: no force has recorded any. "
    "Near repeats were tested on planted ones only.",
    may_read=("incidents", "gaps", "recording_changes"),
)
