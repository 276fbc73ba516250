"""Split areas between callsigns into compact sectors of like workload."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

SHARED = 2  # callsigns share a sector rather than split one with fewer areas for each than this


def sectors(x: Floats, y: Floats, load: Ints, units: int, angle: float) -> Bools:
    """Give every callsign a sector by recursive bisection.

    The plane is turned by ``angle``; then the areas are cut across their longer side so that the
    work on each side matches the callsigns on each side, and so on. Callsigns in a part with few
    areas share it.

    Args:
        x: (n,) metres east.
        y: (n,) metres north.
        load: (n,) work in each area, for example visits.
        units: callsigns.
        angle: radians.

    Returns:
        (units, n) whether the area is in the callsign's sector.
    """
    u = np.cos(angle) * x + np.sin(angle) * y
    v = np.cos(angle) * y - np.sin(angle) * x
    home = np.zeros((units, len(x)), dtype=np.bool_)
    parts = [(np.arange(len(x)), np.arange(units))]
    while parts:
        areas, crew = parts.pop()
        if len(crew) == 1 or len(areas) < SHARED * len(crew):
            home[np.ix_(crew, areas)] = True
            continue
        axis = u if np.ptp(u[areas]) >= np.ptp(v[areas]) else v
        areas = areas[np.argsort(axis[areas], kind="stable")]
        half = len(crew) // 2
        done = np.cumsum(load[areas]) / max(1, int(load[areas].sum()))
        cut = int(np.searchsorted(done, half / len(crew) - 1e-9)) + 1
        cut = min(max(cut, 1), len(areas) - 1)
        parts += [(areas[:cut], crew[:half]), (areas[cut:], crew[half:])]
    return home
