"""Alerts in plain words."""

from dataclasses import replace
from typing import Final

import numpy as np

from peelian.ground.areas import common_lsoas
from peelian.ground.codes import crime_types
from peelian.insight.trends.model import Alert, Parameters
from peelian.insight.trends.service import groups, periods
from peelian.insight.trends.service.detectors import Tested

LISTED: Final = 50
_SMALL_AREAS: Final = ("E01", "W01")
_SMALLEST: Final = 1e-6  # rarer than this is not told apart
_NONE, _WHOLE = 0.05, 10  # below: none; from there on: whole numbers


def alerts(tested: Tested, parameters: Parameters, most: int = LISTED) -> tuple[Alert, ...]:
    """The alarms of the last tested period, most surprising first, then of earlier ones."""
    detection = tested.detection
    found: list[Alert] = []
    counts = np.isfinite(detection.p_value).sum(axis=0)
    for j in range(len(tested.columns) - 1, -1, -1):
        rows = tested.alarm[:, j].nonzero()[0]
        keys = (rows, -detection.observed[rows, j], detection.p_value[rows, j])
        ranked = rows[np.lexsort(keys)][: most - len(found)]
        found += [_alert(tested, parameters, int(i), j, int(counts[j])) for i in ranked]
        if len(found) >= most:
            break
    return tuple(found)


def _alert(tested: Tested, parameters: Parameters, i: int, j: int, family: int) -> Alert:
    detection, name = tested.detection, tested.table.names[i]
    number = tested.table.first + int(tested.columns[j])
    area, kind = groups.split(name)
    alert = Alert(
        series=name,
        period=periods.label(number, parameters.period),
        observed=float(detection.observed[i, j]),
        expected=round(float(detection.expected[i, j]), 2),
        upper=round(float(detection.upper[i, j]), 1),
        p_value=float(detection.p_value[i, j]),
        overdispersion=round(float(detection.overdispersion[i, j]), 2),
        series_tested=family,
        area=area,
        kind=kind,
        sentence="",
    )
    before = tested.table.counts[i, int(tested.columns[j]) - 1]
    return _with_sentence(alert, periods.words(number, parameters.period), before)


def _with_sentence(alert: Alert, when: str, before: float) -> Alert:
    what = f"{kind_words(alert.kind)} in {area_words(alert.area)}" if alert.kind else alert.series
    chance = _one_in(alert.p_value)
    by_luck = alert.p_value * alert.series_tested
    recorded = f"{alert.observed:g} recorded in {when}, about {_about(alert.expected)} expected"
    bound = f"an alert above {alert.upper:g}{_together(alert, before)}"
    sentence = (
        f"{what}: {recorded} ({bound}). Chance alone does this in {chance}; "
        f"{alert.series_tested:,} series were tested, so about {_about(by_luck)} would by luck."
    )
    return replace(alert, sentence=sentence)


def _together(alert: Alert, before: float) -> str:
    """Say so when it is the period with the one before it that is out of the ordinary."""
    if alert.observed > alert.upper:
        return ""
    return f"; with the {before:g} of the period before it is too many"


def area_words(area: str) -> str:
    """A small area by its name, anything else as it is."""
    code = area.split("+", maxsplit=1)[0]
    found = common_lsoas([code]) if code[:3] in _SMALL_AREAS else {}
    return found[code].name if code in found else area


def kind_words(slug: str) -> str:
    """A crime type as people read it."""
    for kind in crime_types():
        if kind.slug == slug:
            return kind.published
    return slug


def _one_in(p_value: float) -> str:
    if p_value < _SMALLEST:
        return "fewer than 1 in 1,000,000 series"
    return f"about 1 in {round(1.0 / p_value):,} series"


def _about(value: float) -> str:
    if value < _NONE:
        return "none"
    return f"{value:.1f}" if value < _WHOLE else f"{value:,.0f}"
