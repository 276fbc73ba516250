"""British National Grid and back, and the square cells analysis counts in.

Coordinates are metres on EPSG:27700 (easting, northing) or degrees on WGS 84 (longitude,
latitude). Every function takes and gives NumPy arrays of one dimension and equal length.
"""

from functools import cache
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from pyproj import Transformer

Floats = NDArray[np.float64]

GREAT_BRITAIN: Final = (-9.0, 49.0, 2.5, 61.5)  # west, south, east, north in degrees, generous
CELL_SIZES: Final = (100, 250)  # metres


@cache
def _transformer(source: int, target: int) -> "Transformer":
    from pyproj import Transformer
    from pyproj.network import set_network_enabled  # type: ignore[attr-defined]  # untyped there

    set_network_enabled(active=False)  # no request leaves the machine
    return Transformer.from_crs(source, target, always_xy=True)


def to_grid(longitude: Floats, latitude: Floats) -> tuple[Floats, Floats]:
    """Convert WGS 84 degrees to eastings and northings in metres; NaN stays NaN."""
    east, north = _transformer(4326, 27700).transform(longitude, latitude)
    return _nan_for_inf(east), _nan_for_inf(north)


def to_degrees(easting: Floats, northing: Floats) -> tuple[Floats, Floats]:
    """Convert metres on the British National Grid to WGS 84 degrees; NaN stays NaN."""
    lon, lat = _transformer(27700, 4326).transform(easting, northing)
    return _nan_for_inf(lon), _nan_for_inf(lat)


def cell_of(easting: Floats, northing: Floats, size: int) -> tuple[Floats, Floats]:
    """Return the south-west corner (metres) of the square cell each point falls in.

    Cells are half-open: a point on a west or south edge belongs to the cell, one on an east or
    north edge to the next.
    """
    return np.floor(easting / size) * size, np.floor(northing / size) * size


def _nan_for_inf(values: Floats) -> Floats:
    out = np.asarray(values, dtype=np.float64)
    return np.where(np.isfinite(out), out, np.nan)
