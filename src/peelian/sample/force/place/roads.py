"""Roads between settlements, so that the county is one connected network."""

import numpy as np

from peelian.sample.force.chance import Floats, Ints
from peelian.sample.force.place.county import County
from peelian.sample.force.place.model import Network


def link(county: County, networks: list[Network], network: Network) -> Network:
    """Join each settlement to the two nearest larger ones by a road between outlying junctions.

    ``networks`` are the settlements' own, ``network`` all of them end to end.
    """
    town = np.repeat(np.arange(len(networks)), [part.x.size for part in networks])
    middle = np.array([[s.east, s.north] for s in county.settlements])
    start, end = [network.start], [network.end]
    for number in range(1, len(middle)):
        away = np.hypot(*(middle[:number] - middle[number]).T)
        for other in np.argsort(away)[:2].tolist():
            a = _towards(network, np.flatnonzero(town == number), middle[other])
            b = _towards(network, np.flatnonzero(town == other), middle[number])
            start.append(np.array([a]))
            end.append(np.array([b]))
    first, last = np.concatenate(start), np.concatenate(end)
    length = np.hypot(network.x[first] - network.x[last], network.y[first] - network.y[last]).round(
        1
    )
    return Network(network.x, network.y, first, last, np.maximum(length, 0.5))


def _towards(network: Network, own: Ints, point: Floats) -> int:
    """The junction among ``own`` that lies nearest to ``point``."""
    away = np.hypot(network.x[own] - point[0], network.y[own] - point[1])
    return int(own[np.argmin(away)])
