"""Put the result together: one record per place, and the notes that go with them."""

from collections.abc import Iterator
from typing import Final

from peelian.ground.areas import ONS_ATTRIBUTION, SmallArea
from peelian.ground.outlines import OUTLINE_CREDITS
from peelian.insight.hotspots.card import CARD
from peelian.insight.hotspots.model import Hotspot, Measure, Result, Unit
from peelian.insight.hotspots.service import shapes, words
from peelian.insight.hotspots.service.details import Detail
from peelian.insight.hotspots.service.notes import notes
from peelian.insight.hotspots.service.parts import Parts

POLICE_UK: Final = (
    "Contains public sector information licensed under the Open Government Licence v3.0. "
    "Source: data.police.uk"
)


def result(parts: Parts) -> Result:
    """Return the result."""
    selection, judgement = parts.selection, parts.judgement
    return Result(
        tool=CARD.name,
        version=CARD.version,
        force=selection.force,
        from_=parts.parameters.from_,
        to=parts.parameters.to,
        crime_type=selection.crime_type,
        unit=parts.unit.value,
        measure=parts.parameters.measure,
        period=parts.parameters.period,
        incidents=selection.incidents,
        without_place=parts.counts.without_place,
        outside_force=parts.counts.outside,
        months=selection.held,
        missing_months=selection.missing,
        incomplete_months=parts.flagged,
        periods=judgement.periods,
        average=round(judgement.average, 4),
        force_trend=judgement.force_trend,
        last_year_incidents=selection.last_year_incidents if parts.last_year_whole else None,
        time_precision=selection.time_precision,
        place_precision=selection.place_precision,
        classification=selection.classification,
        marking=parts.marking,
        harm_source=parts.harm.words if parts.harm else "",
        attribution=_attribution(parts),
        generated_from_batches=selection.batches,
        notes=tuple(notes(parts)),
        concentration=judgement.concentration,
        hotspots=tuple(_hotspots(parts)),
    )


def _attribution(parts: Parts) -> tuple[str, ...]:
    published = (POLICE_UK,) if parts.selection.classification == "open" else ()
    areas = (ONS_ATTRIBUTION,) if parts.unit is Unit.LSOA else ()
    return tuple(dict.fromkeys((*published, *areas, *OUTLINE_CREDITS)))


def _hotspots(parts: Parts) -> Iterator[Hotspot]:
    taken: set[str] = set()
    for position in range(parts.judgement.listed.size):
        yield _hotspot(parts, position, taken)


def _hotspot(parts: Parts, position: int, taken: set[str]) -> Hotspot:
    counts, judgement, detail = parts.counts, parts.judgement, parts.details[position]
    index = int(judgement.listed[position])
    a, b = int(counts.a[index]), int(counts.b[index])
    small = counts.areas[a] if counts.areas else None
    total, number = float(counts.count.sum()), int(counts.count[index])
    east, north = shapes.centre(parts.unit, a, b, detail.centre)
    residents = judgement.residents[index]
    people = int(residents) if residents == residents else None  # noqa: PLR0124 - NaN is not itself
    where = shapes.where(east, north)
    return Hotspot(
        id=shapes.identity(parts.unit, a, b, small),
        rank=position + 1,
        name=_name(parts, detail, small, (east, north), taken),
        count=number,
        per_month=round(number / len(parts.selection.held), 2),
        ratio_to_average=round(float(judgement.ratio[position]), 2),
        last_year_count=int(counts.last_year[index]) if parts.last_year_whole else None,
        trend=judgement.trends[position],
        stability=round(float(judgement.top_periods[position]) / judgement.periods, 3)
        if judgement.periods
        else None,
        top_periods=int(judgement.top_periods[position]),
        share_of_total=round(number / total, 5),
        harm=round(float(counts.harm[index]), 2) if parts.harm else None,
        rate=round(number / people * 1000, 2) if people else None,
        residents=people,
        reason=_reason(parts, position, number, people),
        easting=where.easting,
        northing=where.northing,
        longitude=where.longitude,
        latitude=where.latitude,
        lsoa_code=small.code if small else detail.lsoa[0],
        top_crime_types=detail.top_types,
        busiest=tuple(detail.first(detail.times, len(detail.times))),
        geometry=_geometry(parts.unit, a, b, small, (east, north)),
    )


def _name(
    parts: Parts,
    detail: Detail,
    small: SmallArea | None,
    centre: tuple[float, float],
    taken: set[str],
) -> str:
    if small is not None:
        return words.place_name([], small.name, taken)
    grid = f"Square at {centre[0]:.0f}, {centre[1]:.0f}"
    if parts.unit is Unit.SNAP_POINT:
        grid = f"Point at {centre[0]:.0f}, {centre[1]:.0f}"
    return words.place_name(detail.street_names, detail.lsoa[1] or grid, taken)


def _geometry(
    unit: Unit, a: int, b: int, small: SmallArea | None, centre: tuple[float, float]
) -> dict[str, object]:
    if unit.size:
        return shapes.square(a * unit.size, b * unit.size, unit.size)
    shape = shapes.area(small) if small else None
    return dict(shape) if shape else shapes.point(*centre)


def _reason(parts: Parts, position: int, number: int, people: int | None) -> str:
    judgement, measure = parts.judgement, Measure(parts.parameters.measure)
    what = words.counted(number, parts.selection.crime_type)
    clauses = [f"{what} in {words.months(len(parts.selection.held))}"]
    if measure is Measure.RATE and people:
        clauses.append(f"{number / people * 1000:,.1f} per 1,000 residents")
    if measure is Measure.HARM:
        index = judgement.listed[position]
        clauses.append(f"harm {float(parts.counts.harm[index]):,.0f}")
    clauses.append(words.ratio(float(judgement.ratio[position]), measure))
    clauses.append(words.trend_clause(judgement.trends[position], judgement.force_trend))
    return ", ".join(clauses)
