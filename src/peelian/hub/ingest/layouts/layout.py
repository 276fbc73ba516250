"""What ingest must know about a kind of file: its columns, its checks, its canonical form."""

import re
from dataclasses import dataclass
from typing import Final

_NOT_WORD: Final = re.compile(r"[^a-z0-9]+")

MONTH: Final = r"'^\d{4}-(0[1-9]|1[0-2])$'"
"""A month in SQL: a regular expression literal."""


def column_of(header: str) -> str:
    """Name the column that keeps a published column's strings: ``Crime ID`` -> ``source_crime_id``.

    The published strings are kept character for character beside what is derived from them.
    """
    return "source_" + _NOT_WORD.sub("_", header.strip().lower()).strip("_")


@dataclass(frozen=True, slots=True)
class Check:
    """A rule a row must not break: SQL that is true for a bad row, and the reason in words."""

    broken: str
    reason: str


@dataclass(frozen=True, slots=True)
class Layout:
    """A kind of file.

    Attributes:
        kind: "street"; also the ending of published file names.
        table: the lake's table.
        header: published column names in order.
        longitude, latitude: published columns that hold the place.
        may_change: published columns that are expected to differ between editions.
        identifier: published column that may identify a record, or "".
        canonical: SQL of derived columns over ``source_*`` and what the file's name says:
            ``{month}``, ``{from}`` and ``{to}``; easting and northing are added by the reader.
        checks: what sends a row to quarantine.
        flags: SQL that is true -> word, for rows kept with a caveat; ``p.outside`` lists the
            forces from whose area the row's point is far away.
        coded: published columns whose values are words of a code list: changes between editions
            are counted from word to word.
        partial: whether a file holds only a part of its force and month, so that rows it leaves
            out are still there.
        replaces: kinds of files whose rows of the same force and month this one takes the place of.
        small_area: published column that holds an LSOA code, or "".
    """

    kind: str
    table: str
    header: tuple[str, ...]
    longitude: str
    latitude: str
    may_change: tuple[str, ...]
    identifier: str
    canonical: tuple[tuple[str, str], ...]
    checks: tuple[Check, ...]
    flags: tuple[tuple[str, str], ...]
    coded: tuple[str, ...]
    small_area: str = ""
    partial: bool = False
    replaces: tuple[str, ...] = ()

    @property
    def columns(self) -> tuple[str, ...]:
        """The ``source_*`` columns in order."""
        return tuple(column_of(h) for h in self.header)

    @property
    def lasting(self) -> tuple[str, ...]:
        """The columns by which a record is recognised in another edition."""
        changing = {column_of(h) for h in self.may_change}
        return tuple(c for c in self.columns if c not in changing)


NO_STREET: Final = (
    "source_location IN ('', 'No Location', 'No location', 'On or near ', 'On or near')"
)
"""True for a published location that names none: both spellings, and one that stops short."""

OUTSIDE: Final = ("list_contains(p.outside, {force})", "outside_force")

LSOA_VINTAGE: Final = (
    "lsoa_vintage",
    (
        "CASE WHEN source_lsoa_code = '' THEN NULL "
        "ELSE coalesce(v.vintage, CASE WHEN source_lsoa_code[2:3] = '01' THEN 'both' END) END"
    ),
)
"""``2011``, ``2021`` or ``both``; NULL without a code, and outside England and Wales."""


def place_checks(longitude: str, latitude: str) -> tuple[Check, ...]:
    """The checks on a pair of coordinate columns, in the order they are tried.

    ``longitude`` and ``latitude`` are the published columns; the reader provides their numbers
    under those very names. Each check after the first starts from "not a place in the United
    Kingdom", which is false at once for nearly every row.
    """
    odd = "NOT (longitude BETWEEN -9 AND 2.5 AND latitude BETWEEN 49 AND 61.5)"
    return (
        Check(
            f"({longitude} = '') <> ({latitude} = '')",
            "Only one of longitude and latitude is given.",
        ),
        Check(
            f"{longitude} <> '' AND (longitude IS NULL OR latitude IS NULL)",
            "A coordinate is not a number.",
        ),
        Check(
            f"{odd} AND longitude BETWEEN 49 AND 61.5 AND latitude BETWEEN -9 AND 2.5",
            "Longitude and latitude look swapped.",
        ),
        Check(
            f"{odd} AND (abs(longitude) > 180 OR abs(latitude) > 90)",
            "The coordinates look like metres, not degrees.",
        ),
        Check(odd, "The place is outside the United Kingdom."),
    )
