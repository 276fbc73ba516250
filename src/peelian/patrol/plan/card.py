"""The tool record of the patrol plan."""

from typing import Final

from peelian.assure.card import Card, Output, Tier

CARD: Final = Card(
    name="patrol.plan",
    label="Patrol plan",
    version="1.0",
    summary="Plan short, spread-out visits to hot spots for the callsigns on duty.",
    purpose=(
        "Give a sergeant a fair, reproducible and not easily guessed plan of 10 to 15 minute "
        "visits to the places where recorded crime concentrates, each visit with its reason."
    ),
    not_purpose=(
        "Not for deploying to calls, not for deciding whom to stop, and not a forecast of when or "
        "where the next crime will be. It never limits response to calls or officers' discretion."
    ),
    tier=Tier.PLACES,
    output=Output.RECOMMENDATION,
    legal_basis=(
        "Common-law duty to prevent crime and keep the peace. The plan holds places and "
        "callsigns; it needs no data about individuals."
    ),
    data_needed=(
        "Hot spots as GeoJSON in longitude and latitude (polygons, points or lines). Place "
        "precision of street or small area is enough. Month-level data gives places, not hours: "
        "times are then spread evenly and the plan says so."
    ),
    decision_informed=(
        "A named supervisor accepts, changes or rejects the plan for one shift, with reasons."
    ),
    limits=(
        (
            "Travel is the straight line times 1.3 at one speed: rivers, railways, traffic and "
            "one-way streets are not known to it."
        ),
        (
            "Hot spots come from recorded crime: what is not reported or recorded cannot be seen, "
            "and more patrol can bring more recording."
        ),
        (
            "Areas are taken in order of need; it does not search for the best set of areas or the "
            "best routes."
        ),
        "It does not use the hour of crime, even where the data has it.",
        "How hard the times are to guess is not measured yet.",
        "A visit in a plan is not a visit made: it says nothing about effect.",
    ),
    if_stopped="The supervisor tasks callsigns to hot spots from the hot spots list by hand.",
    human_route=(
        "Residents, officers and others who object to an area or its visits write to the tool's "
        "owner; the supervisor can change or reject any plan, and says why."
    ),
    evidence=(
        (
            "Koper (1995), Just enough police presence, Justice Quarterly 12(4): in Minneapolis, "
            "stops of about 10 to 15 minutes were followed by the longest quiet."
        ),
        (
            "Ratcliffe, Taniguchi, Groff and Wood (2011), The Philadelphia foot patrol experiment, "
            "Criminology 49(3): foot patrol reduced violent crime in violent hot spots."
        ),
        (
            "Trials disagree about the dose, so every number is the planner's to change: Southend "
            "(Basford and others 2021) patrolled small hot spots for 15 to 20 minutes once a day; "
            "Bedfordshire (Bland and others 2021) large ones for 15 minutes a day."
        ),
    ),
    examples=(
        (
            "peelian patrol plan --hotspots hotspots.geojson --units 4 "
            '--start "2026-06-30 14:00" --hours 8 --seed 7 --out plan/'
        ),
        (
            "peelian patrol plan --hotspots hotspots.geojson --units 2 "
            '--start "2026-06-30 22:00" --hours 9 --mode foot --station "-0.09,51.52" --out plan/'
        ),
    ),
    fairness_slices=("patrol minutes by deprivation and by ethnicity of residents of the areas",),
    not_measured=(
        "Effect on crime, effect on public confidence, and how predictable the times are. "
        "Travel against a nearest-neighbour plan is measured by bench/patrol_plan.py."
    ),
)
