"""Gaps: what a force's own months and its neighbours' say about one month."""

import duckdb
import pytest

from peelian.hub.ingest import gaps

MONTHS = [f"2020-{m:02d}" for m in range(1, 13)]


def incidents(counts):
    """A relation with ``counts[force][month index]`` burglaries."""
    connection = duckdb.connect()
    connection.execute(
        "CREATE TABLE incidents (force_code VARCHAR, crime_type VARCHAR, month VARCHAR)"
    )
    for force, months in counts.items():
        for month, n in zip(MONTHS, months, strict=False):
            connection.execute(
                "INSERT INTO incidents SELECT ?, 'burglary', ? FROM range(?)", [force, month, n]
            )
    return connection


def found(counts):
    return {(g.force, g.month) for g in gaps.find(incidents(counts)) if g.crime_type == "all"}


USUAL = [100] * 12
LOCKDOWN = [100] * 3 + [45] + [100] * 8


def test_a_month_far_below_the_force_s_own_is_a_gap():
    assert found({"a": [*USUAL[:3], 20, *USUAL[4:]]}) == {("a", "2020-04")}


def test_a_fall_that_the_neighbours_had_too_is_not_a_gap():
    assert found(dict.fromkeys("abcd", LOCKDOWN)) == set()


def test_a_force_below_even_that_is_one():
    counts = dict.fromkeys("abc", LOCKDOWN) | {"d": [*USUAL[:3], 5, *USUAL[4:]]}
    assert found(counts) == {("d", "2020-04")}


def test_two_neighbours_are_too_few_to_excuse_a_fall():
    assert ("a", "2020-04") in found(dict.fromkeys("abc", LOCKDOWN))


def test_a_month_nearly_everybody_sent_empty_is_still_a_gap():
    nearly = [*USUAL[:3], 10, *USUAL[4:]]
    assert found(dict.fromkeys("abcd", nearly)) == {(f, "2020-04") for f in "abcd"}


def test_few_crimes_prove_nothing():
    assert found({"a": [4, 5, 0, 4, 6, 5, 4]}) == set()


@pytest.mark.parametrize("one", [[100], []])
def test_one_month_has_nothing_to_be_compared_with(one):
    assert found({"a": one}) == set()
