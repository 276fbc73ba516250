"""Space-time clusters and near repeats: the null is right, the planted is found."""

from datetime import UTC, datetime, timedelta

import numpy as np
import pyarrow as pa
import pytest

from peelian.ground.errors import InputError, RefusedError
from peelian.insight.trends.kernel import scan
from peelian.insight.trends.service.spacetime import clusters, near_repeats


def town(rng, phi: float, zones: int = 60, periods: int = 24):
    east, north = rng.uniform(0, 5000, (2, zones))
    mean = rng.gamma(2.0, 1.0, zones)[:, None] * np.ones(periods)
    return east, north, mean, draw(rng, mean, phi)


def draw(rng, mean, phi):
    return (
        rng.poisson(mean) if phi == 1 else rng.poisson(rng.gamma(mean / (phi - 1), phi - 1))
    ).astype(float)


@pytest.mark.parametrize("phi", [1.0, 1.5])
def test_a_clean_town_rarely_alarms(phi):
    rng, alarms = np.random.default_rng(10), 0
    for _ in range(120):
        east, north, _, counts = town(rng, phi)
        found = scan.scan(counts, scan.neighbours(east, north, 10), 3, 99, rng)
        alarms += found is not None and found.p_value <= 0.05
    assert alarms <= 13  # 6 expected; more than 13 has a chance below 1 in 200


def test_a_planted_cluster_is_found_where_it_is():
    rng = np.random.default_rng(11)
    east, north, mean, _ = town(rng, 1.2)
    near = scan.neighbours(east, north, 10)
    mean = mean.copy()
    mean[near[7, :4], -2:] *= 4.0
    found = clusters(draw(rng, mean, 1.2), east, north, replicates=199, circle=10)
    assert found.p_value <= 0.01
    assert set(found.areas) & set(near[7, :4].tolist())
    assert found.observed > 2 * found.expected


def test_an_empty_town_has_no_cluster():
    assert clusters(np.zeros((9, 20)), np.arange(9.0), np.zeros(9)) is None


def test_short_or_broken_series_are_not_scanned():
    with pytest.raises(RefusedError):
        clusters(np.ones((9, 6)), np.arange(9.0), np.zeros(9))
    broken = np.ones((9, 20))
    broken[0, 0] = np.nan
    with pytest.raises(InputError):
        clusters(broken, np.arange(9.0), np.zeros(9))


def burglaries(rng, repeats: float):
    east, north = rng.uniform(0, 6000, (2, 700))
    day = rng.uniform(0, 365, 700)
    again = rng.random(700) < repeats
    east = np.concatenate([east, east[again] + rng.normal(0, 40, again.sum())])
    north = np.concatenate([north, north[again] + rng.normal(0, 40, again.sum())])
    day = np.concatenate([day, day[again] + rng.uniform(0, 6, again.sum())])
    start = datetime(2024, 1, 1, tzinfo=UTC)
    when = pa.array([start + timedelta(days=float(d)) for d in day], pa.timestamp("us", "UTC"))
    return pa.table({"occurred_from": when, "easting": east, "northing": north})


def test_near_repeats_are_found_and_told():
    found = near_repeats(burglaries(np.random.default_rng(1), 0.3), permutations=199)
    assert found.raised
    assert found.ratio > 2
    assert found.active
    assert found.sentence.startswith("After an incident, another within 100 m and 7 days is ")


def test_no_near_repeats_no_alert():
    found = near_repeats(burglaries(np.random.default_rng(2), 0.0), permutations=199)
    assert not found.raised
    assert found.active == ()


def test_monthly_or_snapped_records_are_refused():
    made = burglaries(np.random.default_rng(3), 0.0)
    for column, value in (("time_precision", "month"), ("place_precision", "snapped")):
        with pytest.raises(RefusedError):
            near_repeats(made.append_column(column, pa.array([value] * made.num_rows)))
    with pytest.raises(RefusedError, match="Only 20 incidents"):
        near_repeats(made.slice(0, 20))
    with pytest.raises(InputError):
        near_repeats(made.drop_columns(["easting"]))
