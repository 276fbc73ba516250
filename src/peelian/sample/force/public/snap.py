"""Anonymised map points: where a published crime is said to be "on or near"."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from scipy.spatial import cKDTree

from peelian.ground.geography import to_degrees
from peelian.sample.force.chance import Floats, Ints
from peelian.sample.force.place.model import PREMISES_KINDS, Place

HOMES_NEEDED: Final = 8
_NAMED: Final = {
    "supermarket": "Supermarket",
    "petrol station": "Petrol Station",
    "nightclub": "Nightclub",
    "hospital": "Hospital",
    "police station": "Police Station",
    "car park": "Parking Area",
    "sports centre": "Sports/Recreation Area",
    "park": "Park/Open Space",
    "college": "Further/Higher Educational Building",
    "railway station": "Railway Station",
}


@dataclass(frozen=True, slots=True)
class Points:
    """Anonymised points: longitude and latitude as published, the name, the area."""

    longitude: list[str]
    latitude: list[str]
    location: list[str]
    area: Ints
    tree: cKDTree

    def nearest(self, x: Floats, y: Floats) -> Ints:
        """The published point for each true point in metres."""
        found: Ints = self.tree.query(np.c_[x, y])[1]
        return found


def points(place: Place) -> Points:
    """The points of a county: streets with at least eight homes, and busy public places."""
    homes = np.bincount(place.addresses.segment, minlength=place.segments.x.size)
    part = np.flatnonzero(homes >= HOMES_NEEDED)
    kinds = [PREMISES_KINDS.index(k) for k in _NAMED]
    shop = np.flatnonzero(np.isin(place.premises.kind, kinds))
    x = np.concatenate([place.segments.x[part], place.premises.x[shop]])
    y = np.concatenate([place.segments.y[part], place.premises.y[shop]])
    names = [place.streets.names[s] for s in place.segments.street[part].tolist()]
    names += [_NAMED[PREMISES_KINDS[k]] for k in place.premises.kind[shop].tolist()]
    longitude, latitude = to_degrees(x, y)
    return Points(
        [f"{v:.6f}" for v in longitude.tolist()],
        [f"{v:.6f}" for v in latitude.tolist()],
        [f"On or near {name}" for name in names],
        np.concatenate([place.segments.area[part], place.premises.area[shop]]),
        cKDTree(np.c_[x, y]),
    )
