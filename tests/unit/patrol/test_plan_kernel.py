"""The arithmetic of a patrol plan, one piece at a time."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from peelian.patrol.plan.kernel.dose import most_visits, releases, share_out
from peelian.patrol.plan.kernel.join import join
from peelian.patrol.plan.kernel.schedule import travel_minutes
from peelian.patrol.plan.kernel.sectors import sectors


def _row(count: int, size: float = 100.0) -> np.ndarray:
    """Boxes of a row of touching cells."""
    west = np.arange(count) * size
    return np.column_stack([west, west * 0, west + size, west * 0 + size])


def test_joining_starts_with_the_neediest_and_stops_at_the_width():
    pairs = np.array([[0, 1], [1, 2], [2, 3], [3, 4]])
    group = join(np.array([1.0, 2, 9, 3, 8]), _row(5), pairs, 300.0)
    assert group.tolist() == [1, 1, 0, 0, 0]


def test_hot_spots_that_do_not_touch_stay_apart():
    empty = np.empty((0, 2), dtype=np.int64)
    assert join(np.ones(3), _row(3), empty, 1e6).tolist() == [0, 1, 2]


def test_visits_follow_need_between_floor_and_ceiling():
    assert share_out(np.array([100.0, 10, 1]), 8, 1, 4).tolist() == [4, 3, 1]
    assert share_out(np.array([5.0, 5, 5]), 7, 1, 4).tolist() == [3, 2, 2]
    assert share_out(np.array([5.0, 5, 5]), 1, 1, 4).tolist() == [1, 1, 1]


@given(
    st.lists(st.floats(0, 1e6), min_size=1, max_size=30),
    st.integers(0, 200),
    st.integers(1, 3),
    st.integers(0, 5),
)
def test_sharing_out_gives_everything_it_may(need, total, least, more):
    visits = share_out(np.array(need), total, least, least + more)
    assert visits.min() >= least
    assert visits.max() <= least + more
    n = len(need)
    assert visits.sum() == min(max(total, n * least), n * (least + more))


@pytest.mark.parametrize(("hours", "most"), [(1, 1), (2, 1), (4, 2), (8, 3), (10, 4), (24, 8)])
def test_most_visits_leave_room_to_vary(hours, most):
    assert most_visits(hours * 60, 15, 120) == most


@given(st.integers(0, 2**32), st.integers(1, 20), st.integers(60, 1440))
def test_due_times_keep_visits_apart(seed, areas, shift):
    most = most_visits(shift, 15, 120)
    rng = np.random.default_rng(seed)
    visits = rng.integers(1, most + 1, areas)
    due = releases(visits, np.zeros(areas, dtype=np.int64), shift, 15, 120, rng)
    for count, row in zip(visits, due, strict=True):
        assert (np.diff(row[:count]) >= 134).all()
        assert row[0] >= 0
        assert row[count - 1] <= shift - 15


def test_travel_is_the_straight_line_times_the_detour_rounded_up():
    x, y = np.array([0.0, 3000, 0]), np.array([0.0, 4000, 0])
    found = travel_minutes(x, y, 25_000 / 60, 1.3)
    assert found.tolist() == [[0, 16, 0], [16, 0, 16], [0, 16, 0]]


@given(st.integers(0, 2**32), st.integers(1, 60), st.integers(1, 12), st.floats(0, 3.2))
def test_every_area_is_in_a_sector_and_every_callsign_has_one(seed, areas, units, angle):
    rng = np.random.default_rng(seed)
    load = rng.integers(1, 5, areas)
    home = sectors(rng.random(areas) * 5000, rng.random(areas) * 5000, load, units, angle)
    assert home.any(axis=0).all()
    assert home.any(axis=1).all()
