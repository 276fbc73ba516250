"""Code lists as versioned data files: crime types, forces. Each file names its source."""

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from peelian.ground.errors import InputError


@dataclass(frozen=True, slots=True)
class CrimeType:
    """A crime type: our slug, the published words, and how readers count it."""

    slug: str
    published: str
    singular: str
    plural: str


@dataclass(frozen=True, slots=True)
class Force:
    """A police force: the slug of published file names, its name, and its area's code."""

    slug: str
    name: str
    area_code: str


def _rows(name: str) -> list[dict[str, str]]:
    text = (files("peelian.ground.codes") / name).read_text("utf-8")
    return list(csv.DictReader(line for line in text.splitlines() if not line.startswith("#")))


@cache
def crime_types() -> tuple[CrimeType, ...]:
    """Every crime type data.police.uk has published, current ones first."""
    return tuple(
        CrimeType(r["slug"], r["published"], r["singular"], r["plural"])
        for r in _rows("crime_types.csv")
    )


@cache
def forces() -> tuple[Force, ...]:
    """Every force that publishes on data.police.uk, by slug."""
    return tuple(Force(r["slug"], r["name"], r["area_code"]) for r in _rows("forces.csv"))


def force_slug(words: str) -> str:
    """Return the slug for a force's slug or published name ("Reported by").

    Raises:
        InputError: when no force has that name.
    """
    wanted = words.strip().casefold()
    for force in forces():
        if wanted in (force.slug, force.name.casefold()):
            return force.slug
    raise InputError(
        "The force is not known.",
        "It is neither a force's short name nor its published name.",
        "Use the short name from the file names, like avon-and-somerset.",
    )
