"""What looks like a change in recording rather than in crime."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from peelian.insight.trends.kernel import changepoints, tails
from peelian.insight.trends.model import Parameters
from peelian.insight.trends.service import groups, periods, words
from peelian.insight.trends.service.detectors import Tested

Floats = NDArray[np.float64]

LISTED: Final = 20
_SURE: Final = 1e-4
_AREAS: Final = 5  # fewer cannot tell a local rise from one everywhere
_SHARE: Final = 0.7  # of the areas that moved the same way at once
_FACTOR: Final = 1.3
_RECENT: Final = 2  # years within which a change still shapes what is expected


def vanished(tested: Tested, parameters: Parameters) -> tuple[str, ...]:
    """Series that stopped although chance alone would hardly allow it."""
    detection = tested.detection
    expected, observed = detection.expected[:, -1], detection.observed[:, -1]
    known = np.isfinite(expected) & (observed == 0)
    none = 1.0 - tails.at_least(
        np.ones(int(known.sum())),
        expected[known],
        np.nan_to_num(detection.overdispersion[known, -1], nan=1.0),
    )
    rows = np.flatnonzero(known)[none < _SURE]
    rows = rows[np.argsort(-expected[rows], kind="stable")]
    when = periods.words(tested.table.first + int(tested.columns[-1]), parameters.period)
    return tuple(
        f"{_name(tested.table.names[i])}: none recorded in {when}, about {expected[i]:.0f} "
        "expected. Check for a missing file or a change in recording before reading it as a fall."
        for i in rows[:LISTED]
    )


def changes(tested: Tested, parameters: Parameters) -> tuple[str, ...]:
    """Crime types whose level stepped in most areas at once."""
    table = tested.table
    kinds = np.array([groups.split(name)[1] for name in table.names])
    usable = np.where(table.incomplete, np.nan, table.counts)
    found = []
    for kind in sorted(set(kinds) - {""}):
        mine = usable[kinds == kind]
        others = usable[kinds != kind]
        if len(mine) < _AREAS or not len(others):
            continue
        said = _step(mine, np.nansum(others, axis=0), parameters, table.first)
        if said:
            found.append(f"{words.kind_words(kind)}: {said}")
    return tuple(found[:LISTED])


def _step(mine: Floats, others: Floats, parameters: Parameters, first: int) -> str:
    """Describe the last shared step of a crime type against all other types, if there is one."""
    total = np.nansum(mine, axis=0)
    cuts = changepoints.segments(np.where(others > 0, total, np.nan), others)
    recent = [c for c in cuts if c >= total.size - _RECENT * parameters.per_year]
    if not recent:
        return ""
    at = recent[-1]
    start = ([0, *cuts])[cuts.index(at)]
    before, after = slice(start, at), slice(at, None)
    ratio = _rate(total, others, after) / max(_rate(total, others, before), 1e-12)
    if 1.0 / _FACTOR < ratio < _FACTOR:
        return ""
    area = np.nanmean(mine[:, after], axis=1) - np.nanmean(mine[:, before], axis=1)
    moved = area[np.isfinite(area) & (area != 0.0)]
    share = float((np.sign(moved) == np.sign(ratio - 1.0)).mean()) if moved.size else 0.0
    if share < _SHARE:
        return ""
    when = periods.label(first + at, parameters.period)
    return (
        f"{ratio:.1f} times its level against other crime from {when}, in {share:.0%} of areas at "
        "once. Check whether recording changed before reading its alerts as local rises."
    )


def _rate(total: Floats, others: Floats, span: slice) -> float:
    return float(total[span].sum() / max(others[span].sum(), 1e-12))


def _name(series: str) -> str:
    area, kind = groups.split(series)
    return f"{words.kind_words(kind)} in {words.area_words(area)}" if kind else series
