"""Arithmetic of trends: tails, priors, families, cuts."""

import numpy as np
import pytest
from scipy import stats

from peelian.insight.trends.kernel import (
    changepoints,
    family,
    farrington,
    levels,
    police,
    tails,
    trimming,
)
from peelian.insight.trends.service.detectors import SETTINGS
from tests.trend_series import world


@pytest.mark.parametrize("phi", [1.0, 1.3, 4.0])
@pytest.mark.parametrize("mean", [0.02, 1.0, 37.5, 800.0])
def test_tails_and_quantiles_are_those_of_the_distribution(mean, phi):
    counts = np.arange(0, 60.0)
    known = stats.poisson(mean) if phi == 1.0 else stats.nbinom(mean / (phi - 1), 1 / phi)
    assert tails.at_least(counts, mean, phi) == pytest.approx(known.sf(counts - 1), rel=1e-9)
    for level in (0.9, 0.99, 0.99999):
        assert tails.quantile(level, np.array([mean]), np.array([phi]))[0] == known.ppf(level)


def test_a_mixture_lies_between_its_parts():
    mean, phi, weight = np.array([4.0]), np.array([[1.0, 2.0]]), np.array([0.5, 0.5])
    tail = tails.mixture_at_least(np.array([9.0]), mean, phi, weight)[0]
    parts = tails.at_least(9.0, 4.0, phi[0])
    assert tail == pytest.approx(parts.mean())
    q = tails.mixture_quantile(0.99, mean, phi, weight)
    assert tails.mixture_at_least(q + 1, mean, phi, weight)[0] <= 0.01
    assert tails.mixture_at_least(q, mean, phi, weight)[0] > 0.01


def test_a_family_of_rare_counts_gets_its_share_of_false_alarms():
    rng = np.random.default_rng(1)
    mean = rng.gamma(0.5, 0.5, 60_000)
    phi = np.full((60_000, 1), 1.5)
    y = rng.poisson(rng.gamma(mean / 0.5, 0.5)).astype(float)
    tail = tails.at_least(y, mean, 1.5)
    value, cut = family.calibrated(tail, [(mean, phi, 1.0)], np.ones(1), 0.01)
    assert (tail <= 0.01).mean() < 0.008  # the plain rule gives too few
    assert (value <= 0.01).mean() == pytest.approx(0.01, abs=0.0012)
    assert ((tail <= cut) == (value <= 0.01)).all()


def test_alone_a_family_keeps_its_own_tail():
    tail = tails.at_least(np.array([7.0]), 2.0, 1.0)
    value, _ = family.calibrated(tail, [(np.array([2.0]), np.ones((1, 1)), 1.0)], np.ones(1), 0.01)
    assert value[0] == pytest.approx(tail[0], rel=1e-6)


def test_discoveries_are_those_of_benjamini_and_hochberg():
    p = np.array([0.001, np.nan, 0.009, 0.04, 0.6, 0.012])
    assert family.discoveries(p, 0.05).tolist() == [True, False, True, True, False, True]
    assert not family.discoveries(np.array([0.2, 0.3]), 0.05).any()


def test_weighing_down_is_corrected_exactly_for_clean_counts():
    rng = np.random.default_rng(2)
    mean, phi = 5.0, 1.8
    y = rng.poisson(rng.gamma(mean / (phi - 1), phi - 1, 400_000))
    s = 1.5 * (y ** (2 / 3) - mean ** (2 / 3)) / (mean ** (1 / 6) * np.sqrt(phi))
    w = np.where(s > trimming.CUT, (trimming.CUT / np.maximum(s, 1e-9)) ** 4, 1.0)
    dispersion, pull, _ = trimming.pulls()
    raw = (w * (y - mean) ** 2).sum() / w.sum() / mean
    at = (np.log(mean), np.log(phi))
    assert raw / trimming.look_up(dispersion, *at) == pytest.approx(phi, rel=0.01)
    assert (w * y).sum() / w.sum() / trimming.look_up(pull, *at) == pytest.approx(mean, rel=0.01)


def test_levels_of_quiet_series_are_neither_zero_nor_the_average():
    rng = np.random.default_rng(3)
    rate = rng.choice([0.02, 2.0], 2000)
    y = rng.poisson(rate[:, None], (2000, 24)).astype(float)
    shape, strength = levels.learn(y, np.zeros_like(y), np.zeros(2000, np.int64), 24, 24)
    level = (shape + y.sum(axis=1)) / (strength + 24)
    silent = y.sum(axis=1) == 0
    assert 0.005 < level[silent].mean() < 0.03
    assert level[rate == 2.0].mean() == pytest.approx(2.0, rel=0.03)


def test_the_pooled_forecast_keeps_its_promise_and_beats_the_dashboard():
    rng = np.random.default_rng(77)
    counts, mean, phi, _ = world(rng, 500, 14)
    group = np.tile(np.arange(14), 500)
    hit = rng.random(len(counts)) < 0.01
    ones, last = np.ones_like(counts), np.array([35])
    clean = police.detect(counts, ones, last, group, 12, 0.01)
    assert (clean.p_value <= 0.01).mean() == pytest.approx(0.01, abs=0.003)
    counts[hit, -1] += np.ceil(5 * np.sqrt(phi * mean)[hit, -1])
    risen = police.detect(counts, ones, last, group, 12, 0.01)
    called = (risen.observed > risen.upper)[:, 0]
    past = counts[:, :35]
    dashboard = counts[:, 35] > past.mean(axis=1) + 2 * past.std(axis=1, ddof=1)
    assert called[hit].mean() > 0.69
    assert called[hit].sum() / called.sum() > 2 * dashboard[hit].sum() / dashboard.sum()


def test_farrington_leaves_incomplete_periods_out():
    rng = np.random.default_rng(4)
    y = rng.poisson(8.0, (1, 330)).astype(float)
    gap = y.copy()
    gap[0, 300:303] = np.nan
    tested, ones = np.array([329]), np.ones_like(y)
    for setting in SETTINGS.values():
        whole = farrington.detect(y, ones, tested, setting, 52, 0.01)
        part = farrington.detect(gap, ones, tested, setting, 52, 0.01)
        assert part.expected == pytest.approx(whole.expected, rel=0.1)


def test_cuts_are_found_where_the_level_changed():
    rng = np.random.default_rng(5)
    y = np.concatenate([rng.poisson(20, 18), rng.poisson(35, 12), rng.poisson(8, 14)]).astype(float)
    found = changepoints.segments(y, np.ones_like(y))
    assert np.allclose(found, [18, 30], atol=1)
    flat = rng.poisson(20, 60).astype(float)
    assert changepoints.segments(flat, np.ones_like(flat)) == []
    assert changepoints.segments(y[:4], np.ones(4)) == []
