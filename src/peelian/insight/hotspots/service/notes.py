"""What a reader has to know beside the list, in sentences."""

from collections.abc import Iterator

from peelian.ground.outlines import OUTLINE_TOLERANCE
from peelian.insight.hotspots.model import Unit
from peelian.insight.hotspots.service import words
from peelian.insight.hotspots.service.judge import LEAST_MONTHS
from peelian.insight.hotspots.service.parts import Parts
from peelian.insight.hotspots.service.selection import spans


def notes(parts: Parts) -> Iterator[str]:
    """Say what is not on the map, what is missing, and what may not be read from the list."""
    selection = parts.selection
    yield from _empty(parts)
    yield from _not_on_map(parts)
    if selection.missing:
        yield f"The data does not hold {spans(selection.missing)}: nothing is counted for then."
    if parts.flagged:
        yield (
            f"Flagged as incomplete: {spans(parts.flagged)}. They are counted, but left out when "
            "judging whether a place is rising, falling or lasting."
        )
    if not selection.has_last_year:
        yield "There is no last-year count: the data does not hold the same months a year before."
    elif not parts.last_year_whole:
        yield "There is no last-year count: some of those months are flagged as incomplete."
    yield from _trend_notes(parts)
    yield from _measure_notes(parts)
    if selection.time_precision == "month":
        yield words.MONTH_ONLY
    if selection.place_precision == "snapped":
        yield words.SNAPPED
    yield words.NOT_A_FORECAST


def _empty(parts: Parts) -> Iterator[str]:
    if not parts.selection.incidents:
        yield "No such incident is in the data for these months, so there is no hot spot."
    elif not parts.counts.a.size:
        yield "None of these incidents has a place on the map, so there is no hot spot."


def _not_on_map(parts: Parts) -> Iterator[str]:
    counts, total = parts.counts, parts.selection.incidents
    for number, why in (
        (counts.without_place, "have no place and are not on the map"),
        (
            counts.outside,
            (
                f"lie more than {OUTLINE_TOLERANCE} metres outside the force's area and are not on "
                "the map"
            ),
        ),
    ):
        if number:
            share = words.percent(number, total)
            share = share[0].upper() + share[1:]
            yield f"{share} of incidents ({number:,} of {total:,}) {why}."


def _trend_notes(parts: Parts) -> Iterator[str]:
    if not parts.counts.a.size:
        return
    complete = len(parts.selection.held) - len(parts.flagged)
    if complete < LEAST_MONTHS:
        yield (
            f"No trend is given: it needs {LEAST_MONTHS} complete months, and there are {complete}."
        )
    elif complete % 24:
        yield (
            "Rising and falling compare the later half of the months with the earlier half; "
            "the halves differ in season. They do not compare with last year."
        )


def _measure_notes(parts: Parts) -> Iterator[str]:
    if parts.unit is Unit.LSOA:
        yield (
            "Rates use residents counted in the 2021 Census: in places with many visitors or "
            "workers they overstate the risk to a person."
        )
        if any(len(area.members) > 1 for area in parts.counts.areas):
            yield (
                "Small areas whose boundary changed between 2011 and 2021 are joined, so that "
                "records of both kinds count in the same place."
            )
    if parts.harm:
        yield f"Harm is weighted by {parts.harm.words}."
        unweighted = sorted({t for d in parts.details for t in d.types} - set(parts.harm.weights))
        if unweighted:
            types = ", ".join(unweighted)
            yield f"These types have no weight in the file and add no harm: {types}."
