"""One file's rows as SQL: recognised by its header, read under one explicit dialect.

Guessing a dialect for many files at once misreads a few rows, so nothing is guessed: comma,
double quote, doubled to escape it. Every published value stays a string, blank stays blank.
"""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time
from typing import Final

from peelian.ground.errors import InputError
from peelian.ground.time import LONDON, Month
from peelian.hub.ingest.layouts import LAYOUTS, Check, Layout, column_of
from peelian.hub.ingest.sources import Source

ORDINAL: Final = 1 << 32
"""A row's uid is its file's ordinal times this, plus its row number: opaque, and exact in JSON."""

REJECTS: Final = "read_rejects"
SCANS: Final = "read_scans"
POINTS: Final = "points"
PARTS: Final = "parts"
VINTAGES: Final = "vintages"

_NO_NULL: Final = "\\x01"  # no published value is this, so that blank stays ''
_HEADER_BYTES: Final = 4096
_RAW: Final = 65_536  # characters of a bad line kept beside its reason; the file itself is kept
_COLUMNS: Final = "The line does not have the columns its header promises."
_UNREADABLE: Final = {
    "UNQUOTED VALUE": "A quotation mark is opened and not closed.",
    "LINE SIZE OVER MAXIMUM": "The line is too long to be a record.",
    "INVALID ENCODING": "The line holds characters that cannot be read.",
}


@dataclass(frozen=True, slots=True)
class Part:
    """The rows of one file that belong to one force and month (all of them when it is named).

    ``where`` narrows a file that holds several; it is empty for the usual one.
    """

    source: Source
    layout: Layout
    header: tuple[str, ...]
    ordinal: int
    force: str
    month: str
    where: str = ""


def recognise(source: Source) -> tuple[Layout, tuple[str, ...]]:
    """Return the layout of a file and its header as the file orders it.

    Raises:
        InputError: for an empty file or a header of no known layout.
    """
    with source.path.open("rb") as opened:
        start = opened.read(_HEADER_BYTES)
    if not start.strip():
        raise InputError(
            f"The file {source.name!r} was not brought in.",
            "It is empty.",
            "Get it again from the publisher and check that the download finished.",
        )
    try:
        first = start.decode(
            "utf-8-sig", errors="strict" if len(start) < _HEADER_BYTES else "ignore"
        )
    except UnicodeDecodeError:
        first = start.decode("latin-1")
    line = first.splitlines()[0]
    header = tuple(h.strip() for h in next(csv.reader([line])))
    for layout in LAYOUTS:
        if sorted(header) == sorted(layout.header):
            return layout, header
    raise _wrong_header(source.name, header)


def rows(parts: Sequence[Part]) -> str:
    """SELECT the rows of parts of one layout.

    The columns are ``uid, source_row, reason, flags`` and the canonical and published ones;
    ``reason`` is NULL for a good row. The relations that :func:`about` and
    :func:`distinct_points` lead to, ``parts`` and ``points``, must exist in the connection.
    Files are joined before anything is looked up, so that each lookup is built once.
    """
    layout = parts[0].layout
    derived = ", ".join(f"{_filled(sql)} AS {name}" for name, sql in layout.canonical)
    published_columns = ", ".join(layout.columns)
    code = layout.small_area
    areas = f" LEFT JOIN {VINTAGES} v ON v.code = {code}" if code else ""
    return (
        "SELECT q.first_uid + source_row AS uid, 'police.uk' AS source_system, q.force_code, "
        f"{derived}, longitude, latitude, p.easting, p.northing, "
        "'open' AS classification, q.source_file, source_row, "
        f"{_flags(layout)} AS flags, {_reason(parts)} AS reason, {published_columns} "
        f"FROM ({_located(parts)}) s JOIN {PARTS} q USING (nth) "
        f"LEFT JOIN {POINTS} p USING (longitude, latitude){areas}"
    )


def about(parts: Sequence[Part]) -> str:
    """SELECT what is known of each part before its rows are read."""
    each = []
    for nth, part in enumerate(parts):
        start, end = month_bounds(part.month)
        each.append(
            f"SELECT {nth} AS nth, "
            f"{part.ordinal * ORDINAL} AS first_uid, {quoted(part.force)} AS force_code, "
            f"{quoted(part.month)} AS file_month, {start} AS starts, {end} AS ends, "
            f"{quoted(part.source.name)} AS source_file"
        )
    return " UNION ALL ".join(each)


def published(part: Part) -> str:
    """SELECT every published column under its ``source_*`` name, and ``source_row`` from 1."""
    return f"SELECT *, row_number() OVER () AS source_row FROM {_csv(part)}"


def distinct_points(parts: Sequence[Part]) -> str:
    """SELECT the distinct coordinates of several parts."""
    each = (
        f"SELECT DISTINCT try_cast({p.layout.longitude} AS DOUBLE) AS longitude, "
        f"try_cast({p.layout.latitude} AS DOUBLE) AS latitude FROM {_csv(p)} "
        f"WHERE {p.layout.longitude} <> ''"
        for p in parts
    )
    return f"SELECT DISTINCT longitude, latitude FROM ({' UNION ALL '.join(each)})"


def failed(part: Part) -> str:
    """SELECT ``source_row, reason, raw`` of the rows that break a check; ``raw`` is JSON."""
    packed = ", ".join(f"{quoted(h)}, {column_of(h)}" for h in part.header)
    return (
        f"SELECT source_row, {_reason([part])} AS reason, "
        f"CAST(json_object({packed}) AS VARCHAR) AS raw FROM ({_located([part])}) "
        "WHERE reason IS NOT NULL"
    )


def rejected(part: Part) -> str:
    """SELECT ``source_row, reason, raw`` of the lines the reader could not take apart.

    The reader notes them while the good rows are read; they stand under their line's number.
    """
    only = f"s.file_path = {quoted(str(part.source.path))}"
    reasons = " ".join(f"WHEN '{k}' THEN {quoted(v)}" for k, v in _UNREADABLE.items())
    return (
        "SELECT CAST(r.line AS BIGINT) AS source_row, "
        f"any_value(CASE CAST(r.error_type AS VARCHAR) {reasons} ELSE {quoted(_COLUMNS)} END) "
        f"AS reason, left(any_value(r.csv_line), {_RAW}) AS raw "
        f"FROM {REJECTS} r JOIN {SCANS} s USING (scan_id, file_id) WHERE {only} GROUP BY r.line"
    )


def month_bounds(month: str) -> tuple[str, str]:
    """Return a month's first and last instant (half-open, London time) as SQL literals."""
    first = Month.parse(month)
    edges = (first.first_day, first.plus(1).first_day)
    start, end = (datetime.combine(day, time(0), LONDON).isoformat() for day in edges)
    return f"TIMESTAMPTZ '{start}'", f"TIMESTAMPTZ '{end}'"


def _csv(part: Part) -> str:
    columns = ", ".join(f"'{column_of(h)}': 'VARCHAR'" for h in part.header)
    return (
        f"read_csv({quoted(str(part.source.path))}, auto_detect = false, columns = {{{columns}}}, "
        "header = true, delim = ',', quote = '\"', escape = '\"', "
        f"nullstr = '{_NO_NULL}', strict_mode = true, null_padding = false, "
        f"store_rejects = true, rejects_table = '{REJECTS}', rejects_scan = '{SCANS}')"
    )


def _branch(nth: int, part: Part) -> str:
    where = f" WHERE {part.where}" if part.where else ""
    columns = ", ".join(part.layout.columns)
    return f"SELECT {nth} AS nth, source_row, {columns} FROM ({published(part)}){where}"


def _located(parts: Sequence[Part]) -> str:
    """SELECT the parts' rows with the place as numbers, read from text once."""
    layout = parts[0].layout
    union = " UNION ALL ".join(_branch(n, p) for n, p in enumerate(parts))
    return (
        f"SELECT *, try_cast({layout.longitude} AS DOUBLE) AS longitude, "
        f"try_cast({layout.latitude} AS DOUBLE) AS latitude FROM ({union})"
    )


def _flags(layout: Layout) -> str:
    """The list of words that apply; most rows have none and take the short way."""
    conditions = [(_filled(sql), word) for sql, word in layout.flags]
    cases = ", ".join(f"CASE WHEN {sql} THEN '{word}' END" for sql, word in conditions)
    anything = " OR ".join(sql for sql, _ in conditions)
    return (
        f"CASE WHEN {anything} THEN list_filter([{cases}], lambda f: f IS NOT NULL) "
        "ELSE CAST([] AS VARCHAR[]) END"
    )


def _reason(parts: Sequence[Part]) -> str:
    layout = parts[0].layout
    checks = layout.checks
    if any(p.source.nul for p in parts):
        columns = ", ".join(layout.columns)
        nul = Check(f"contains(concat({columns}), chr(0))", "The row holds a NUL character.")
        checks = (nul, *checks)
    cases = " ".join(f"WHEN {c.broken} THEN {quoted(c.reason)}" for c in checks)
    return f"CASE {cases} END"


def _filled(sql: str) -> str:
    """Fill a layout's SQL in with what ``parts`` knows of the file."""
    begins = "timezone('Europe/London', try_strptime(source_month || '-01', '%Y-%m-%d'))"
    later = begins.replace("%Y-%m-%d')", "%Y-%m-%d') + INTERVAL 1 MONTH")
    own = "CASE WHEN source_month = q.file_month THEN"
    return (
        sql.replace("{from}", f"{own} q.starts ELSE {begins} END")
        .replace("{to}", f"{own} q.ends ELSE {later} END")
        .replace("{month}", "q.file_month")
        .replace("{force}", "q.force_code")
    )


def quoted(text: str) -> str:
    """Write a string as a SQL literal."""
    return "'" + text.replace("'", "''") + "'"


def _wrong_header(name: str, header: tuple[str, ...]) -> InputError:
    best = max(LAYOUTS, key=lambda layout: len(set(layout.header) & set(header)))
    missing = [h for h in best.header if h not in header]
    if len(missing) == len(best.header):
        why = "Its first line holds none of the column names of a police file."
    else:
        extra = sum(h not in best.header for h in header)
        why = (
            f"It looks like a {best.kind} file, but these columns are missing: "
            f"{', '.join(missing) or 'none'}; and {extra} columns are not expected."
        )
    return InputError(
        f"The file {name!r} was not brought in.",
        why,
        "Use the file as published, with its first line.",
    )
