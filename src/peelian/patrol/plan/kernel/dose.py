"""Share out a number of visits by need, with a floor and a ceiling for each area."""

import heapq

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

BIN = 20  # minutes within which visits count as due together
DRAWS = 16  # draws of an area's times, of which the least crowded is taken
SLACK = 45  # minutes by which, on average, the time between visits to an area may vary


def share_out(need: Floats, total: int, least: int, most: int) -> Ints:
    """Give each area ``least`` visits, then the rest one at a time by need.

    The next visit goes to the area with the largest need / (2 visits + 1) (Webster's method, or
    Sainte-Laguë), so that each further visit to the same area counts for less. Ties go to the
    lower index. Equal areas differ by one visit at most.

    Args:
        need: (n,) need, not negative, any unit.
        total: visits to share out; ``n * least`` are given even when ``total`` is smaller.
        least: fewest visits to an area.
        most: most visits to an area, at least ``least``.

    Returns:
        (n,) visits for each area.
    """
    visits = np.full(len(need), least, dtype=np.int64)
    if most <= least:
        return visits
    waiting = [(-float(w) / (2 * least + 1), i) for i, w in enumerate(need)]
    heapq.heapify(waiting)
    for _ in range(max(0, total - least * len(need))):
        if not waiting:
            break
        _, i = heapq.heappop(waiting)
        visits[i] += 1
        if visits[i] < most:
            heapq.heappush(waiting, (-float(need[i]) / (2 * int(visits[i]) + 1), i))
    return visits


def most_visits(shift: int, longest: int, apart: int) -> int:
    """Most visits one area can be given in a shift, with slack so that their times can vary.

    Without slack every area would be due at the same times: all callsigns busy, then all waiting.

    Args:
        shift: minutes.
        longest: longest visit, minutes.
        apart: minutes from the end of one visit to the start of the next.
    """
    return max(1, (shift + apart) // (longest + max(apart, 15) + SLACK))


def releases(  # noqa: PLR0913, PLR0917 - the numbers of one problem
    visits: Ints, group: Ints, shift: int, longest: int, apart: int, rng: np.random.Generator
) -> Ints:
    """Draw the earliest start of every visit, spread evenly but not regularly over the shift.

    The time an area's visits leave free is cut at random into the gaps before, between and after
    them (uniform on the simplex). Of several such draws each area takes the one that falls where
    the fewest visits are due so far, in its own group first, so that callsigns are neither all
    busy nor all waiting.

    Args:
        visits: (n,) visits of each area, at least 1.
        group: (n,) number of the callsign that has the area in its sector.
        shift: minutes.
        longest: longest visit, minutes.
        apart: minutes from the end of one visit to the start of the next.
        rng: the source of chance.

    Returns:
        (n, max(visits)) minutes; ``shift`` where an area has fewer visits.
    """
    wide = int(visits.max(initial=1))
    out = np.full((len(visits), wide), shift, dtype=np.int64)
    crowd = np.zeros((int(group.max(initial=0)) + 1, shift // BIN + 1))
    for i in rng.permutation(len(visits)):
        count = int(visits[i])
        free = max(0, shift - count * longest - (count - 1) * apart - longest)
        gaps = rng.dirichlet(np.ones(count + 1), size=DRAWS)[:, :count]
        starts = np.cumsum(gaps, axis=1) * free + np.arange(count) * (longest + apart)
        starts = np.minimum(starts.astype(np.int64), shift)
        bins = starts // BIN
        near = crowd[group[i]] + crowd.mean(axis=0)
        best = int(np.argmin(near[bins].sum(axis=1)))
        out[i, :count] = starts[best]
        np.add.at(crowd[group[i]], bins[best], 1.0)
    return out
