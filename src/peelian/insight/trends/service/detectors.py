"""From a table of series to tests: which periods, which detector, what was called."""

from dataclasses import dataclass, field
from typing import Final

import numpy as np
from numpy.typing import NDArray

from peelian.ground.errors import InputError, RefusedError
from peelian.insight.trends.kernel import family, farrington, police
from peelian.insight.trends.kernel.farrington import Detection, Setting
from peelian.insight.trends.model import Method, Parameters
from peelian.insight.trends.service import groups, periods
from peelian.insight.trends.service.series import Table

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

LEAST_HISTORY: Final = 12  # periods the pooled detector needs before the first tested one
SETTINGS: Final = {
    Method.FARRINGTON: Setting(5, 3, 1, 3, 1.0, 0.05, negative_binomial=False),
    Method.NOUFAILY: Setting(5, 3, 10, 26, 2.58, 1.0, negative_binomial=True),
}


@dataclass(frozen=True, slots=True, eq=False)
class Tested:
    """What was tested, and what came of it."""

    table: Table
    columns: Ints  # (J,) columns of the table
    detection: Detection  # arrays (S, J)
    alarm: Bools  # (S, J)
    incomplete: Bools  # (S, J)
    notes: tuple[str, ...] = field(default=())


def examine(table: Table, parameters: Parameters) -> Tested:
    """Run the detector over every period asked for.

    Raises:
        InputError: when the first period to test is not in the data.
        RefusedError: when no series has the history the detector needs.
    """
    columns = _columns(table, parameters)
    history = _check_history(parameters, columns)
    usable = np.where(table.incomplete, np.nan, table.counts)
    long_enough = _long_enough(usable, int(columns[0]), history)
    if not long_enough.any():
        raise _too_short(history, parameters)
    chosen = np.flatnonzero(long_enough)
    part = _detect(table, usable, chosen, columns, parameters)
    detection = _spread(part, chosen, len(table.names), usable[:, columns])
    short = len(table.names) - len(chosen)
    return Tested(
        table,
        columns,
        detection,
        _called(detection, parameters),
        table.incomplete[:, columns],
        _notes(table, columns, short, history),
    )


def _columns(table: Table, parameters: Parameters) -> Ints:
    width = table.counts.shape[1]
    if not parameters.from_:
        return np.array([width - 1])
    first = periods.number(parameters.from_, parameters.period) - table.first
    if not 0 <= first < width:
        last = periods.label(table.first + width - 1, parameters.period)
        raise InputError(
            "There is nothing to test from that period on.",
            f"The series run from {periods.label(table.first, parameters.period)} to {last}.",
            "Give --from a period of the data, after the history the method needs.",
        )
    return np.arange(first, width)


def _check_history(parameters: Parameters, columns: Ints) -> int:
    """Periods the method needs before the first tested one."""
    setting = SETTINGS.get(parameters.method)
    needed = LEAST_HISTORY if setting is None else farrington.history(setting, parameters.per_year)
    if int(columns[0]) < needed:
        raise _too_short(needed, parameters)
    return needed


def _too_short(needed: int, parameters: Parameters) -> RefusedError:
    other = (
        "Test a later period, bring in older data, or use --method police, which needs one year."
        if parameters.method is not Method.POLICE
        else "Test a later period, or bring in older data."
    )
    return RefusedError(
        "The series are too short to say what is normal.",
        f"{parameters.method.value} needs {needed} earlier periods before the first one tested.",
        other,
    )


def _long_enough(usable: NDArray[np.float64], first: int, needed: int) -> Bools:
    """Series with usable periods over at least half the history the method looks back on."""
    known = np.isfinite(usable[:, max(0, first - needed) : first]).sum(axis=1)
    enough: Bools = known >= max(needed // 2, LEAST_HISTORY // 2)
    return enough


def _detect(
    table: Table, usable: NDArray[np.float64], chosen: Ints, columns: Ints, parameters: Parameters
) -> Detection:
    counts, exposure = usable[chosen], table.exposure[chosen]
    setting = SETTINGS.get(parameters.method)
    if setting is not None:
        return farrington.detect(
            counts, exposure, columns, setting, parameters.per_year, parameters.alpha
        )
    group = groups.of(table.names, table.groups)[chosen]
    return police.detect(counts, exposure, columns, group, parameters.per_year, parameters.alpha)


def _spread(part: Detection, chosen: Ints, series: int, observed: NDArray[np.float64]) -> Detection:
    """Put the tested series back among all; NaN for the others."""

    def whole(values: NDArray[np.float64]) -> NDArray[np.float64]:
        out = np.full((series, values.shape[1]), np.nan)
        out[chosen] = values
        return out

    return Detection(
        observed,
        whole(part.expected),
        whole(part.upper),
        whole(part.p_value),
        whole(part.overdispersion),
        whole(part.trend),
    )


def _called(detection: Detection, parameters: Parameters) -> Bools:
    if parameters.fdr is None and parameters.method is Method.POLICE:
        return np.asarray(detection.p_value <= parameters.alpha)
    if parameters.fdr is None:
        return np.asarray(detection.observed > detection.upper)
    called = [
        family.discoveries(detection.p_value[:, j], parameters.fdr)
        for j in range(detection.p_value.shape[1])
    ]
    return np.stack(called, axis=1)


def _notes(table: Table, columns: Ints, short: int, history: int) -> tuple[str, ...]:
    notes = []
    if short:
        notes.append(
            f"{short:,} of {len(table.names):,} series were not tested: fewer than half of their "
            f"last {history} earlier periods are known."
        )
    absent = int(np.isnan(table.counts[:, columns]).sum())
    if absent:
        notes.append(f"{absent:,} tests were not made: the period has no row, which is not a zero.")
    gaps = int(np.isnan(table.counts[:, : columns[0]]).sum())
    if gaps:
        notes.append(
            f"{gaps:,} earlier periods have no row and were left out, not counted as zero."
        )
    flagged = int(table.incomplete.sum())
    if flagged:
        notes.append(
            f"{flagged:,} periods are marked incomplete and were left out, not read as a fall."
        )
    return tuple(notes)
