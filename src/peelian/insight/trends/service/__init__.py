"""The seam: a file, the lake or any frame in; tests and alerts out."""

from datetime import UTC, date, datetime
from typing import Any

import narwhals as nw
import numpy as np

from peelian.assure.session import Session
from peelian.assure.workspace import Workspace
from peelian.ground.time import LONDON
from peelian.insight.trends.model import Parameters, Result
from peelian.insight.trends.service import detectors, lake, periods, recording, series, words
from peelian.insight.trends.service.rows import rows

__all__ = ["analyse_frame", "run", "trends"]


def run(workspace: Workspace, parameters: Parameters) -> Result:
    """Test the series of a file, or the incidents of the lake.

    Raises:
        InputError: when the series cannot be used.
        RefusedError: when they are too short to say what is normal.
        NotAllowedError: when the session may not read this data.
    """
    workspace.progress("Reading the series", 0, 3)
    if parameters.series is None:
        table, notes = lake.count(workspace, parameters)
    else:
        table, notes = series.read(parameters.series, parameters.period, _today()), ()
    workspace.progress("Testing", 1, 3)
    result = _analyse(table, parameters, workspace.session, notes)
    workspace.progress("Done", 3, 3)
    return result


def analyse_frame(frame: Any, *, session: Session | None = None, **parameters: Any) -> Result:
    """Test the series in any data frame (pandas, Polars, Arrow, DuckDB).

    Args:
        frame: the columns of the file: series, period, count and optionally exposure, incomplete.
        session: who is asking; practice when left out.
        **parameters: fields of the tool's parameters.
    """
    asked = Parameters(**parameters)
    table = series.from_frame(frame, asked.period, _today())
    return _analyse(table, asked, session or Session(), ())


def trends(frame: Any, **given: Any) -> Any:
    """Return every test as a frame of the same kind; takes what :func:`analyse_frame` takes."""
    result = analyse_frame(frame, **given)
    backend = nw.get_native_namespace(nw.from_native(frame, eager_only=True))
    return nw.from_arrow(rows(result), backend=backend).to_native()


def _analyse(
    table: series.Table, parameters: Parameters, session: Session, notes: tuple[str, ...]
) -> Result:
    tested = detectors.examine(table, parameters)
    detection = tested.detection
    numbers = [int(table.first + c) for c in tested.columns]
    changes = recording.changes(tested, parameters)
    return Result(
        parameters=parameters,
        names=table.names,
        periods=periods.labels(numbers, parameters.period),
        observed=table.counts[:, tested.columns],
        expected=detection.expected,
        upper=detection.upper,
        p_value=detection.p_value,
        overdispersion=detection.overdispersion,
        alarm=tested.alarm,
        incomplete=tested.incomplete,
        series_tested=np.isfinite(detection.p_value).sum(axis=0),
        alerts=words.alerts(tested, parameters),
        vanished=recording.vanished(tested, parameters),
        recording=changes,
        notes=(*tested.notes, *notes),
        marking=session.marking,
    )


def _today() -> date:
    return datetime.now(UTC).astimezone(LONDON).date()
