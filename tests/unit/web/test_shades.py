import pytest
from hypothesis import given
from hypothesis import strategies as st

from peelian.web.shades import shades


def test_nothing_has_no_shade():
    assert shades([]) == ((), ())


def test_equal_values_share_the_darkest_shade():
    levels, legend = shades([4, 4, 4])
    assert levels == (5, 5, 5)
    assert [(s.level, s.words) for s in legend] == [(5, "4")]


def test_ten_values_fall_into_five_groups_of_two():
    levels, legend = shades([10, 9, 8, 7, 6, 5, 4, 3, 2, 1])
    assert levels == (5, 5, 4, 4, 3, 3, 2, 2, 1, 1)
    assert [s.words for s in legend] == ["9 to 10", "7 to 8", "5 to 6", "3 to 4", "1 to 2"]


def test_decimals_are_shown_as_asked():
    assert shades([1.25, 1.25], 1)[1][0].words == "1.2"


@given(st.lists(st.floats(0, 1e6), min_size=1, max_size=200))
def test_a_larger_value_is_never_lighter(values):
    levels, legend = shades(values)
    pairs = sorted(zip([round(v) for v in values], levels, strict=True))
    assert [level for _, level in pairs] == sorted(level for _, level in pairs)
    assert max(levels) == 5
    assert {s.level for s in legend} == set(levels)


@pytest.mark.parametrize("count", [1, 2, 3, 4, 7, 1000])
def test_any_number_of_values_fills_the_dark_end_first(count):
    levels, _ = shades(list(range(count)))
    assert set(levels) == set(range(6 - min(count, 5), 6))
