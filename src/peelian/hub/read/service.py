"""Select rows of the lake for a person or a program."""

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
    where, values = _conditions(parameters)
    picked = f"SELECT * FROM {parameters.table}{where} ORDER BY uid"
    connection.execute(f"CREATE TEMP VIEW picked AS {_bound(picked, values)}")
    found = connection.sql(
        "SELECT count(*), list_sort(list_distinct(list(force_code))), "
        "list_sort(list_distinct(list(month))), list_distinct(list(classification)) FROM picked"
    ).fetchall()[0]
    workspace.session.check_may_read(found[3] or ())
    return Result(
        table=parameters.table,
        rows=connection.table("picked"),
        count=found[0],
        forces=tuple(found[1] or ()),
        months=tuple(found[2] or ()),
        marking=workspace.session.marking,
    )


def _conditions(parameters: Parameters) -> tuple[str, list[str]]:
    wanted: list[tuple[str, str]] = []
    if parameters.force:
        wanted.append(("force_code =", parameters.force))
    if parameters.from_:
        wanted.append(("month >=", str(Month.parse(parameters.from_))))
    if parameters.to:
        wanted.append(("month <=", str(Month.parse(parameters.to))))
    if parameters.crime_type:
        wanted.append(("crime_type =", _known_type(parameters)))
    where = " AND ".join(f"{condition} ?" for condition, _ in wanted)
    return (f" WHERE {where}" if where else ""), [value for _, value in wanted]


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


def _bound(sql: str, values: list[str]) -> str:
    """Write the values into the SQL as literals: a view cannot carry parameters."""
    for value in values:
        literal = "'" + value.replace("'", "''") + "'"
        sql = sql.replace("?", literal, 1)
    return sql
