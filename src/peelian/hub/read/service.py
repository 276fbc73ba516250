"""Select rows of the lake for a person or a program."""

import duckdb

from peelian.assure.workspace import Workspace
from peelian.ground.codes import crime_types
from peelian.ground.errors import InputError
from peelian.ground.time import Month, known_on
from peelian.hub.read.model import Parameters, Result


def run(workspace: Workspace, parameters: Parameters) -> Result:
    """Return the rows asked for, in a lasting order.

    Raises:
        InputError: for a table, force or month that cannot be.
        NotAllowedError: when a practice session would see operational rows.
    """
    connection = workspace.lake.connect()
    instant = known_on(parameters.as_known_on) if parameters.as_known_on else None
    workspace.lake.attach(connection, parameters.table, instant)
    picked = f"SELECT * FROM {parameters.table}{_conditions(parameters)} ORDER BY uid"
    connection.execute(f"CREATE TEMP VIEW picked AS {picked}")
    found = connection.sql(
        "SELECT count(*), list_sort(list(DISTINCT force_code)), list_sort(list(DISTINCT month)), "
        "list(DISTINCT classification) FROM picked"
    ).fetchall()[0]
    if not found[0] and parameters.force:
        _check_force(connection, parameters)
    workspace.session.check_may_read(found[3] or ())
    return Result(
        table=parameters.table,
        rows=connection.table("picked"),
        count=found[0],
        forces=tuple(found[1] or ()),
        months=tuple(found[2] or ()),
        marking=workspace.session.marking,
    )


def _check_force(connection: duckdb.DuckDBPyConnection, parameters: Parameters) -> None:
    held = connection.sql(f"SELECT DISTINCT force_code FROM {parameters.table} ORDER BY 1")
    forces = [row[0] for row in held.fetchall()]
    if parameters.force not in forces:
        raise InputError(
            f"There are no {parameters.table} of this force.",
            f"The data holds: {', '.join(forces) or 'no force'}.",
            "Choose one of these, or bring in the force's files first.",
        )


def _conditions(parameters: Parameters) -> str:
    """Write the choice as SQL with literals: a view cannot carry parameters."""
    wanted = []
    if parameters.force:
        wanted.append(f"force_code = {_literal(parameters.force)}")
    if parameters.from_:
        wanted.append(f"month >= {_literal(str(Month.parse(parameters.from_)))}")
    if parameters.to:
        wanted.append(f"month <= {_literal(str(Month.parse(parameters.to)))}")
    if parameters.crime_type:
        wanted.append(f"crime_type = {_literal(_known_type(parameters))}")
    return f" WHERE {' AND '.join(wanted)}" if wanted else ""


def _literal(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"


def _known_type(parameters: Parameters) -> str:
    if parameters.table != "incidents":
        raise InputError(
            f"{parameters.table.capitalize()} cannot be chosen by crime type.",
            "These records do not carry one.",
            "Leave the crime type out.",
        )
    slugs = [c.slug for c in crime_types()]
    if parameters.crime_type not in slugs:
        raise InputError(
            "The crime type is not known.",
            "It is not one that police files publish.",
            f"Choose one of: {', '.join(slugs)}.",
        )
    return str(parameters.crime_type)
