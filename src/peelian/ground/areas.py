"""Small areas with their residents, and words for places, from the code lists that ship.

LSOA codes changed in 2021 and published series switch from one vintage to the other, with some
mixing. :func:`common_lsoas` joins both: an area that was split, merged or redrawn is taken whole,
so that no incident is lost and none is shared out by guesswork.
"""

import csv
import gzip
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

LSOAS: Final = "lsoa_2021.csv.gz"
LSOA_CHANGES: Final = "lsoa_changes_2011_2021.csv"
PLACE_WORDS: Final = "place_words.csv"

ONS_ATTRIBUTION: Final = (
    "Source: Office for National Statistics licensed under the Open Government Licence v3.0"
)


@dataclass(frozen=True, slots=True)
class SmallArea:
    """An LSOA of 2021, or several joined where the boundary changed between 2011 and 2021.

    ``residents`` counts usual residents on Census day 2021; ``members`` lists the 2021 codes.
    """

    code: str
    name: str
    residents: int
    force_code: str
    members: tuple[str, ...]


def common_lsoas(codes: Iterable[str]) -> dict[str, SmallArea]:
    """Map those of the LSOA ``codes`` (2011 or 2021) that exist to areas both can be counted in."""
    groups = _groups()
    wanted = {code: groups.get(code, (code,)) for code in codes}
    rows = _lsoa_rows({member for group in wanted.values() for member in group})
    areas: dict[tuple[str, ...], SmallArea] = {}
    for group in set(wanted.values()):
        members = [rows[code] for code in group if code in rows]
        if members:
            areas[group] = _area(members)
    return {code: areas[group] for code, group in wanted.items() if group in areas}


@cache
def lsoa_vintages() -> Mapping[str, str]:
    """The vintage, ``2011`` or ``2021``, of each LSOA code that exists in one of them only.

    Any other code of England and Wales exists in both and means the same ground.
    """
    rows = _rows(LSOA_CHANGES)
    old, new = {r["lsoa11_code"] for r in rows}, {r["lsoa21_code"] for r in rows}
    return dict.fromkeys(old - new, "2011") | dict.fromkeys(new - old, "2021")


@cache
def place_words() -> Mapping[str, str]:
    """Words for places that police.uk names by kind: ``supermarket`` is ``a supermarket``."""
    return {row["published"].casefold(): row["words"] for row in _rows(PLACE_WORDS)}


def _area(rows: list[dict[str, str]]) -> SmallArea:
    names = [row["lsoa_name"] for row in rows]
    stem = names[0][:-1]
    if len(names) == 1:
        name = names[0]
    elif all(n[:-1] == stem for n in names):
        letters = [n[-1] for n in names]
        name = f"{stem}{', '.join(letters[:-1])} and {letters[-1]}"
    else:
        name = f"{', '.join(names[:-1])} and {names[-1]}"
    return SmallArea(
        code="+".join(row["lsoa_code"] for row in rows),
        name=name,
        residents=sum(int(row["residents"]) for row in rows),
        force_code=rows[0]["force_code"],
        members=tuple(row["lsoa_code"] for row in rows),
    )


@cache
def _groups() -> Mapping[str, tuple[str, ...]]:
    """Codes of both vintages that share ground, for areas whose boundary changed."""
    parent: dict[str, str] = {}
    for row in _rows(LSOA_CHANGES):
        _join(parent, row["lsoa11_code"], row["lsoa21_code"])
    groups: dict[str, list[str]] = {}
    for code in sorted(parent):
        groups.setdefault(_root(parent, code), []).append(code)
    return {code: tuple(group) for group in groups.values() for code in group}


def _lsoa_rows(codes: set[str]) -> dict[str, dict[str, str]]:
    """Read only the rows that are wanted: the list has 35,672."""
    head, *lines = (line for line in _text(LSOAS).splitlines() if line[0] != "#")
    wanted = [line for line in lines if line[: line.index(",")] in codes]
    return {row["lsoa_code"]: row for row in csv.DictReader([head, *wanted])}


def _root(parent: dict[str, str], code: str) -> str:
    while parent.setdefault(code, code) != code:
        code = parent[code]
    return code


def _join(parent: dict[str, str], one: str, other: str) -> None:
    first, second = sorted((_root(parent, one), _root(parent, other)))
    parent[second] = first


def _rows(name: str) -> list[dict[str, str]]:
    lines = (line for line in _text(name).splitlines() if not line.startswith("#"))
    return list(csv.DictReader(lines))


def _text(name: str) -> str:
    raw = (files("peelian.ground.codes") / name).read_bytes()
    return (gzip.decompress(raw) if name.endswith(".gz") else raw).decode("utf-8")
