"""From counts to judgement: order, stability, trend, concentration. Calls the kernel."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from peelian.ground.time import Month
from peelian.insight.hotspots.kernel import concentration, ranking, trend
from peelian.insight.hotspots.model import Concentration, Measure, Parameters
from peelian.insight.hotspots.service.counting import Counts
from peelian.insight.hotspots.service.selection import Selection

Floats = NDArray[np.float64]

LEAST_MONTHS = 6  # complete months a trend needs


@dataclass(frozen=True, slots=True)
class Judgement:
    """The listed places in order, and what was found about each; arrays follow that order."""

    listed: NDArray[np.int64]
    ratio: Floats
    average: float
    top_periods: NDArray[np.int64]
    periods: int
    trends: list[str]
    force_trend: str
    residents: Floats  # of every place; NaN when not known
    concentration: Concentration


def judge(
    counts: Counts, selection: Selection, parameters: Parameters, incomplete: frozenset[str]
) -> Judgement:
    """Rank the places and judge the listed ones."""
    residents = _residents(counts, selection.force)
    measure = _measured(counts, residents, Measure(parameters.measure))
    order = ranking.order(measure, counts.count, counts.a, counts.b)
    listed = order[np.isfinite(measure[order])][: parameters.top]
    average = _average(counts, measure, residents, Measure(parameters.measure))
    complete = [m not in incomplete for m in selection.held]
    months = counts.by_month[:, complete]
    size = 3 if parameters.period == "quarter" else 1
    periods = ranking.group_columns(months, size)
    top = ranking.in_top(periods, parameters.top_share)[listed].sum(axis=1)
    held = [Month.parse(m) for m, whole in zip(selection.held, complete, strict=True) if whole]
    trends, force_trend = _trends(months, listed, held)
    return Judgement(
        listed=listed,
        ratio=measure[listed] / average if average else np.zeros(listed.size),
        average=average,
        top_periods=top,
        periods=periods.shape[1],
        trends=trends,
        force_trend=force_trend,
        residents=residents,
        concentration=_concentration(counts),
    )


def _residents(counts: Counts, force: str) -> Floats:
    """Residents of each place; NaN outside the force, which records part of its crime only."""
    if not counts.areas:
        return np.full(counts.a.size, np.nan)
    own = [
        float(area.residents) if area.residents and area.force_code == force else np.nan
        for area in counts.areas
    ]
    return np.array(own)[counts.a]


def _measured(counts: Counts, residents: Floats, measure: Measure) -> Floats:
    if measure is Measure.HARM:
        return counts.harm
    if measure is Measure.RATE:
        return np.asarray(counts.count / residents * 1000, dtype=np.float64)
    return counts.count


def _average(counts: Counts, measured: Floats, residents: Floats, measure: Measure) -> float:
    """Mean over places that have such crime; for rates, of all their residents together."""
    if measure is Measure.RATE:
        known = np.isfinite(residents)
        people = residents[known].sum()
        return float(counts.count[known].sum() / people * 1000) if people else 0.0
    return float(measured.mean()) if measured.size else 0.0


def _trends(
    by_month: Floats, listed: NDArray[np.int64], months: list[Month]
) -> tuple[list[str], str]:
    if len(months) < LEAST_MONTHS:
        return [trend.UNSURE] * listed.size, trend.UNSURE
    half = len(months) // 2
    days = np.array([(m.plus(1).first_day - m.first_day).days for m in months], dtype=np.float64)
    early, late = by_month[:, :half].sum(axis=1), by_month[:, -half:].sum(axis=1)
    share = float(days[-half:].sum() / (days[:half].sum() + days[-half:].sum()))
    spread = trend.dispersion(by_month)
    of_places = trend.words(early[listed], late[listed], share, spread)
    of_force = trend.words(
        early.sum(keepdims=True),
        late.sum(keepdims=True),
        share,
        trend.spread_within_halves(by_month.sum(axis=0), days),
    )
    return of_places, of_force[0]


def _concentration(counts: Counts) -> Concentration:
    amounts, places = counts.count, counts.places
    x, y = concentration.lorenz(amounts, places)
    kept = np.unique(np.linspace(0, x.size - 1, min(x.size, 101)).round().astype(np.int64))
    quarter = concentration.places_holding(amounts, 0.25)
    half = concentration.places_holding(amounts, 0.5)
    return Concentration(
        places=places,
        places_with_crime=int(amounts.size),
        gini=round(concentration.generalised_gini(amounts, places), 4),
        places_for_25=quarter,
        places_for_50=half,
        share_of_places_for_25=quarter / places if places else 0.0,
        share_of_places_for_50=half / places if places else 0.0,
        curve=tuple((round(float(x[i]), 5), round(float(y[i]), 5)) for i in kept),
    )
