"""The seam: the lake or any frame in, hot spots out."""

from collections.abc import Iterable
from typing import Any

import duckdb
import pyarrow as pa

from peelian.assure.session import Session
from peelian.assure.workspace import Workspace
from peelian.ground.time import known_on
from peelian.insight.hotspots.model import By, Parameters, Result, Unit
from peelian.insight.hotspots.service import assemble, harm
from peelian.insight.hotspots.service.counting import count
from peelian.insight.hotspots.service.details import describe
from peelian.insight.hotspots.service.frame import like, to_relation
from peelian.insight.hotspots.service.gaps import incomplete
from peelian.insight.hotspots.service.judge import judge
from peelian.insight.hotspots.service.parts import Parts
from peelian.insight.hotspots.service.selection import Selection, select

__all__ = ["analyse_frame", "hotspots", "run"]


def run(workspace: Workspace, parameters: Parameters) -> Result:
    """Find the hot spots of a force in the lake.

    Raises:
        InputError: when force, months or crime type are not in the lake.
        RefusedError: when the data is too coarse for what was asked.
        NotAllowedError: when the session may not read this data.
    """
    lake = workspace.lake
    connection = lake.connect()
    workspace.progress("Reading incidents", 0, 3)
    at = known_on(parameters.as_known_on) if parameters.as_known_on else None
    lake.attach(connection, "incidents", at)
    selection = select(connection, parameters)
    workspace.session.check_may_read(selection.classifications)
    workspace.progress("Counting places", 1, 3)
    short = incomplete(lake, connection, parameters.force, selection.crime_type)
    result = _analyse(connection, parameters, selection, short, workspace.session)
    workspace.progress("Done", 3, 3)
    return result


def analyse_frame(
    frame: Any,
    *,
    classification: str,
    incomplete_months: Iterable[str] = (),
    session: Session | None = None,
    **parameters: Any,
) -> Result:
    """Find the hot spots in any data frame (pandas, Polars, Arrow, DuckDB).

    Args:
        frame: one row per incident: ``month`` and a place (``easting, northing``, or ``longitude,
            latitude``, or ``lsoa_code``), and as many of the canonical columns as there are.
        classification: how open the data is (``open``, ``synthetic``, ``operational``); your
            declaration, kept in the result.
        incomplete_months: months (``YYYY-MM``) known to be incomplete.
        session: who is asking; practice when left out.
        **parameters: fields of the tool's parameters; ``force`` names the frame's force.
    """
    asked = Parameters(**parameters)
    who = session or Session()
    connection = to_relation(frame, asked.force, classification)
    selection = select(connection, asked)
    who.check_may_read({classification, *selection.classifications})
    return _analyse(connection, asked, selection, frozenset(incomplete_months), who)


def hotspots(frame: Any, **given: Any) -> Any:
    """Return the hot spots in ``frame`` as a frame of the same kind, hottest first.

    Takes what :func:`analyse_frame` takes; the columns are those of the GeoJSON properties.
    """
    result = analyse_frame(frame, **given)
    rows = [spot.row() for spot in result.hotspots]
    return like(
        frame, pa.Table.from_pylist(rows) if rows else pa.table({"id": pa.array([], "str")})
    )


def _analyse(
    connection: duckdb.DuckDBPyConnection,
    parameters: Parameters,
    selection: Selection,
    short: frozenset[str],
    session: Session,
) -> Result:
    weights = harm.load(parameters.harm_weights) if parameters.harm_weights else None
    counts = count(connection, selection, Unit(parameters.unit), weights.weights if weights else {})
    judgement = judge(counts, selection, parameters, short)
    listed = judgement.listed
    details = describe(connection, counts.a[listed], counts.b[listed], By(parameters.by))
    parts = Parts(
        parameters=parameters,
        selection=selection,
        counts=counts,
        judgement=judgement,
        details=details,
        incomplete=short,
        harm=weights,
        marking=session.marking,
    )
    return assemble.result(parts)
