"""Clusters in space and time, and near repeats, in any frame of incidents."""

from dataclasses import dataclass
from typing import Any, Final

import narwhals as nw
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from peelian.ground.errors import InputError, RefusedError
from peelian.insight.trends.kernel import knox, scan
from peelian.insight.trends.kernel.scan import Cluster

Floats = NDArray[np.float64]

RUNS: Final = 3  # a cluster may have begun this many periods ago
CIRCLE: Final = 25  # areas
REPLICATES: Final = 999
METRES: Final = (100.0, 200.0, 300.0, 400.0)
DAYS: Final = (7.0, 14.0, 21.0, 28.0)
RAISED: Final = 1.2  # times chance: below it a near repeat is of no practical use
_SURE: Final = 0.05
_FINE: Final = ("day", "minute", "interval")
_DAY: Final = 86_400_000_000  # microseconds
_LEAST: Final = 50


@dataclass(frozen=True, slots=True)
class NearRepeats:
    """What the near-repeat test says, and where its risk is raised now."""

    raised: bool
    metres: float  # how far the raised risk reaches
    days: float  # how long it lasts
    ratio: float
    p_value: float
    incidents: int
    active: tuple[int, ...]  # rows of recent incidents around which risk is raised
    sentence: str


def clusters(  # noqa: PLR0913 - each facet of a scan is keyword-only
    counts: Floats,
    east: Floats,
    north: Floats,
    *,
    seed: int = 0,
    runs: int = RUNS,
    circle: int = CIRCLE,
    replicates: int = REPLICATES,
) -> Cluster | None:
    """Scan (areas, periods) counts, the last period newest, for a live cluster.

    Raises:
        RefusedError: when there are too few periods to compare the last ones with.
        InputError: when a count is missing.
    """
    if counts.shape[1] <= 2 * runs:
        raise RefusedError(
            "The series are too short to scan.",
            f"A scan over the last {runs} periods needs more than {2 * runs} in all.",
            "Bring in older data.",
        )
    if not np.isfinite(counts).all():
        raise InputError(
            "The counts cannot be scanned.",
            "Some periods are missing or incomplete, which would look like a fall.",
            "Leave these periods out for all areas.",
        )
    near = scan.neighbours(east, north, circle)
    return scan.scan(np.asarray(counts, float), near, runs, replicates, np.random.default_rng(seed))


def near_repeats(frame: Any, *, seed: int = 0, permutations: int = REPLICATES) -> NearRepeats:
    """Test incidents for near repeats.

    Args:
        frame: columns ``occurred_from`` (an instant), ``easting, northing`` (metres) and, when the
            records say it, ``time_precision`` and ``place_precision``.
        seed: of the permutations.
        permutations: of dates over places.

    Raises:
        RefusedError: when the records hold only the month, or too few incidents.
    """
    table = nw.from_native(frame, eager_only=True).to_arrow()
    _check(table)
    day = table["occurred_from"].cast(pa.timestamp("us", "UTC")).cast(pa.int64())
    days = np.asarray(day.to_numpy(zero_copy_only=False), dtype=np.float64) // _DAY
    east, north = (
        np.asarray(table[name].cast(pa.float64()).to_numpy(zero_copy_only=False))
        for name in ("easting", "northing")
    )
    known = np.isfinite(days) & np.isfinite(east) & np.isfinite(north)
    rows = np.flatnonzero(known)
    if rows.size < _LEAST:
        raise _too_little(f"Only {rows.size} incidents have a day and a place.")
    result = knox.knox(
        east[rows], north[rows], days[rows], np.array(METRES), np.array(DAYS), permutations,
        np.random.default_rng(seed),
    )  # fmt: skip
    return _say(result, days[rows], rows)


def _check(table: pa.Table) -> None:
    missing = {"occurred_from", "easting", "northing"} - set(table.column_names)
    if missing:
        raise InputError(
            "These incidents cannot be tested for near repeats.",
            f"The column {min(missing)} is missing.",
            "Give occurred_from, easting and northing.",
        )
    for column, fine in (("time_precision", _FINE), ("place_precision", ("exact", "address"))):
        if column in table.column_names:
            coarse = pc.invert(pc.is_in(table[column], pa.array(fine)))
            if pc.any(coarse).as_py():
                raise _too_little(
                    f"Some carry a coarser {column.replace('_', ' ')} than is needed."
                )


def _too_little(why: str) -> RefusedError:
    return RefusedError(
        "These incidents cannot say whether crime repeats nearby.",
        why,
        "Use records with the day and the exact place; published street files hold neither.",
    )


def _say(result: knox.Knox, days: Floats, rows: NDArray[np.int64]) -> NearRepeats:
    good = (result.ratio >= RAISED) & (result.p_value <= _SURE)
    metres, lag = 0.0, 0.0
    if good[0, 0]:
        metres = METRES[int(np.argmin([*good[:, 0], False])) - 1]
        lag = DAYS[int(np.argmin([*good[0], False])) - 1]
    ratio, p_value = float(result.ratio[0, 0]), float(result.p_value[0, 0])
    recent = days.max() - days <= lag
    active = tuple(int(row) for row in rows[recent]) if lag else ()
    sentence = (
        f"After an incident, another within {METRES[0]:g} m and {DAYS[0]:g} days is {ratio:.1f} "
        f"times as common as by chance; risk stays raised up to {metres:g} m and {lag:g} days."
        if lag
        else "Incidents close in space were not close in time more often than chance allows."
    )
    return NearRepeats(bool(lag), metres, lag, ratio, p_value, rows.size, active, sentence)
