"""How unevenly incidents are spread over places.

Sources: Weisburd, D. (2015), The law of crime concentration and the criminology of place,
*Criminology* 53(2), 133-157 (the share of places that holds a given share of crime); Bernasco, W.
and Steenbeek, W. (2017), More places than crimes, *Journal of Quantitative Criminology* 33,
451-467 (the generalised Gini coefficient, for fewer crimes than places).
"""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def lorenz(amounts: Floats, places: int) -> tuple[Floats, Floats]:
    """Return the concentration curve, from the hottest place down.

    Args:
        amounts: incidents (or harm) per place that has any, shape (k,), all > 0.
        places: number of places including those with none, >= k.

    Returns:
        Shares of places and of the total, each shape (k + 1,), from (0, 0); both in 0..1.
    """
    ordered = np.sort(amounts)[::-1]
    total = ordered.sum()
    held = np.concatenate(([0.0], np.cumsum(ordered) / total)) if total > 0 else np.zeros(1)
    return np.arange(held.size) / max(places, 1), np.minimum(held, 1.0)


def places_holding(amounts: Floats, share: float) -> int:
    """Return the smallest number of places that together hold ``share`` of the total.

    Args:
        amounts: per place, shape (k,), >= 0.
        share: in 0..1.
    """
    ordered = np.sort(amounts)[::-1]
    total = ordered.sum()
    if total <= 0:
        return 0
    # The comparison allows for rounding: 0.5 of ten equal places is five, never six.
    return int(np.searchsorted(np.cumsum(ordered), share * total * (1 - 1e-12))) + 1


def gini(amounts: Floats, places: int) -> float:
    """Return the Gini coefficient over ``places``: 0 when all are equal, near 1 when one has all.

    Args:
        amounts: per place that has any, shape (k,), >= 0.
        places: number of places including those with none, >= k; 0 gives 0.
    """
    total = float(amounts.sum())
    if places == 0 or total <= 0:
        return 0.0
    ordered = np.sort(amounts)
    ranks = np.arange(places - ordered.size + 1, places + 1)
    return float(2 * (ranks * ordered).sum() / (places * total) - (places + 1) / places)


def generalised_gini(counts: Floats, places: int) -> float:
    """Return Bernasco and Steenbeek's G': concentration beyond what few crimes force.

    With ``c`` crimes and ``n`` places, ``G' = max(n / c, 1) * (G - 1) + 1``. When each crime is at
    a place of its own G' is 0, though most places have none.

    Args:
        counts: incidents per place that has any, shape (k,), whole numbers.
        places: number of places including those with none.
    """
    crimes = float(counts.sum())
    if crimes <= 0:
        return 0.0
    return max(places / crimes, 1.0) * (gini(counts, places) - 1.0) + 1.0
