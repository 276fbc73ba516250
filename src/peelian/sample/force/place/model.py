"""What a place is made of, as arrays that point at each other by position."""

from dataclasses import dataclass, fields, replace
from typing import Final, TypeVar

import numpy as np

from peelian.sample.force.chance import Floats, Ints
from peelian.sample.force.place.county import Settlement

ETHNIC_GROUPS: Final = ("White", "Asian", "Black", "Mixed", "Other")
STREET_KINDS: Final = ("main", "secondary", "residential", "close")
PREMISES_KINDS: Final = (
    *("pub", "bar", "nightclub", "shop", "supermarket", "takeaway", "petrol station", "school"),
    *("railway station", "hospital", "police station", "bank", "care home", "park", "car park"),
    *("sports centre", "community hall", "college", "hostel"),
)


@dataclass(frozen=True, slots=True)
class Streets:
    """One row per street. Its points are ``xs[starts[i]:starts[i + 1]]`` in metres."""

    names: list[str]
    kind: Ints
    settlement: Ints
    starts: Ints
    xs: Floats
    ys: Floats


@dataclass(frozen=True, slots=True)
class Segments:
    """About 125 metres of a street: the finest "place" crimes are counted in."""

    x: Floats
    y: Floats
    street: Ints
    area: Ints
    settlement: Ints
    centrality: Floats  # 1 in the middle of a settlement, 0 at its edge


@dataclass(frozen=True, slots=True)
class Addresses:
    """One row per home. Homes of one building stand on the same point."""

    x: Floats
    y: Floats
    segment: Ints
    area: Ints
    number: Ints
    flat: Ints  # 0 for a house


@dataclass(frozen=True, slots=True)
class Premises:
    """Places people visit. ``size`` is how busy it is; the mean of a kind is one."""

    x: Floats
    y: Floats
    kind: Ints
    segment: Ints
    area: Ints
    names: list[str]
    size: Floats


@dataclass(frozen=True, slots=True)
class Areas:
    """LSOA-like areas. ``rings`` are outlines in metres, holes left out."""

    codes: list[str]
    names: list[str]
    settlement: Ints
    hood: Ints
    beat: Ints
    people: Ints
    deprivation: Floats  # 0 least to 1 most deprived
    decile: Ints  # 1 most deprived to 10 least, as published indices count
    ethnicity: Floats  # (n, 5) shares in the order of ETHNIC_GROUPS
    young: Floats  # share aged 16 to 29
    rings: list[Floats]


@dataclass(frozen=True, slots=True)
class Network:
    """Street junctions in metres and the pieces of street between them."""

    x: Floats
    y: Floats
    start: Ints
    end: Ints
    length: Floats


@dataclass(frozen=True, slots=True)
class Place:
    """A whole county."""

    force: str
    force_name: str
    outline: Floats
    settlements: tuple[Settlement, ...]
    streets: Streets
    segments: Segments
    addresses: Addresses
    premises: Premises
    areas: Areas
    network: Network
    beat_names: list[str]
    hood_names: list[str]


_Part = TypeVar("_Part", Streets, Segments, Addresses, Premises, Areas, Network)


def join(parts: list[_Part]) -> _Part:
    """Put the same kind of part of several settlements end to end; pointers are shifted before."""
    joined: dict[str, object] = {}
    for field in fields(parts[0]):
        values = [getattr(part, field.name) for part in parts]
        if isinstance(values[0], list):
            joined[field.name] = [item for value in values for item in value]
        else:
            joined[field.name] = np.concatenate(values)
    return replace(parts[0], **joined)  # type: ignore[arg-type]  # same fields, same types
