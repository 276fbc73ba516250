"""The arithmetic of hot spots against published and hand-worked answers."""

import numpy as np
import pytest
from scipy.stats import binom, binomtest

from peelian.insight.hotspots.kernel import concentration, ranking, trend


def floats(*values: float):
    return np.array(values, dtype=np.float64)


class TestConcentration:
    def test_gini_by_hand(self):
        """1, 2, 3, 4: mean difference 1.25 over twice the mean 2.5 gives 0.25."""
        assert concentration.gini(floats(4, 1, 3, 2), 4) == pytest.approx(0.25)

    def test_places_without_crime_count(self):
        assert concentration.gini(floats(1), 4) == pytest.approx(0.75)
        assert concentration.gini(floats(2, 2), 4) == pytest.approx(0.5)

    def test_gini_is_mean_absolute_difference_over_twice_the_mean(self):
        rng = np.random.default_rng(7)
        values = rng.poisson(3, 60).astype(float)
        expected = np.abs(values[:, None] - values).mean() / (2 * values.mean())
        assert concentration.gini(values[values > 0], 60) == pytest.approx(expected)

    def test_bernasco_and_steenbeek_few_crimes_spread_as_far_as_they_can(self):
        """Three crimes at three of ten places: G is 0.7, yet nothing is concentrated."""
        assert concentration.gini(floats(1, 1, 1), 10) == pytest.approx(0.7)
        assert concentration.generalised_gini(floats(1, 1, 1), 10) == pytest.approx(0.0)

    def test_bernasco_and_steenbeek_by_hand(self):
        """Five crimes (3, 1, 1) at ten places: G = 0.78, so G' = 2 (0.78 - 1) + 1 = 0.56."""
        assert concentration.gini(floats(3, 1, 1), 10) == pytest.approx(0.78)
        assert concentration.generalised_gini(floats(3, 1, 1), 10) == pytest.approx(0.56)

    def test_with_as_many_crimes_as_places_it_is_the_usual_gini(self):
        counts = floats(9, 4, 2, 1)
        usual = concentration.gini(counts, 10)
        assert concentration.generalised_gini(counts, 10) == pytest.approx(usual)

    def test_weisburds_share(self):
        assert concentration.places_holding(floats(50, 30, 10, 10), 0.25) == 1
        assert concentration.places_holding(floats(50, 30, 10, 10), 0.5) == 1
        assert concentration.places_holding(floats(50, 30, 10, 10), 0.51) == 2
        assert concentration.places_holding(np.ones(10), 0.5) == 5

    def test_nothing_at_all(self):
        nothing = floats()
        assert concentration.gini(nothing, 0) == 0
        assert concentration.generalised_gini(nothing, 5) == 0
        assert concentration.places_holding(nothing, 0.5) == 0
        assert concentration.lorenz(nothing, 0)[0].tolist() == [0]

    def test_the_curve_ends_at_everything(self):
        x, y = concentration.lorenz(floats(1, 3), 4)
        assert x.tolist() == [0, 0.25, 0.5]
        assert y.tolist() == [0, 0.75, 1]


class TestRanking:
    def test_ties_are_settled_by_count_then_position(self):
        order = ranking.order(
            floats(2, 2, 2, np.nan), floats(1, 3, 3, 9), np.array([0, 5, 4, 1]), np.arange(4)
        )
        assert order.tolist() == [2, 1, 0, 3]

    def test_top_set_takes_ties_and_never_an_empty_place(self):
        counts = floats(3, 1, 1, 0, 0, 0, 0, 0, 0, 0).reshape(-1, 1)
        assert ranking.in_top(counts, 0.1)[:, 0].tolist() == [True] + [False] * 9
        assert ranking.in_top(counts, 0.2)[:, 0].tolist() == [True] * 3 + [False] * 7

    def test_quarters_leave_out_the_rest(self):
        assert ranking.group_columns(np.ones((2, 7)), 3).tolist() == [[3, 3], [3, 3]]


class TestTrend:
    @pytest.mark.parametrize(
        ("late", "total", "share"), [(3, 20, 0.5), (0, 5, 0.4), (7, 7, 0.5), (13, 20, 0.49)]
    )
    def test_exact_conditional_test(self, late, total, share):
        found = trend.p_values(floats(total - late), floats(late), share, 1.0)[0]
        tails = binom.cdf(late, total, share), binom.sf(late - 1, total, share)
        assert found == pytest.approx(min(1.0, 2 * min(tails)))

    def test_limits_are_clopper_and_pearsons(self):
        low, high = trend.ratio_bounds(floats(8), floats(12), 0.5, 1.0)
        exact = binomtest(12, 20).proportion_ci(method="exact")
        assert low[0] == pytest.approx(exact.low / (1 - exact.low))
        assert high[0] == pytest.approx(exact.high / (1 - exact.high))

    def test_benjamini_and_hochberg_1995_example(self):
        """The fifteen p-values of their section 4: four are rejected at 5%."""
        p = floats(
            0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344,
            0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0000,
        )  # fmt: skip
        assert (trend.adjusted(p) < 0.05).sum() == 4
        assert trend.adjusted(floats()).size == 0

    def test_words(self):
        early, late = floats(10, 60, 100, 2, 0), floats(60, 10, 100, 3, 0)
        assert trend.words(early, late, 0.5, 1.0) == [
            trend.RISING,
            trend.FALLING,
            trend.STEADY,
            trend.UNSURE,
            trend.UNSURE,
        ]

    def test_bursty_counts_need_more_to_show_a_change(self):
        early, late = floats(20), floats(40)
        assert trend.words(early, late, 0.5, 1.0) == [trend.RISING]
        assert trend.words(early, late, 0.5, 4.0) == [trend.UNSURE]

    def test_dispersion_is_found(self):
        rng = np.random.default_rng(11)
        plain = rng.poisson(6.0, (400, 12)).astype(float)
        bursty = rng.negative_binomial(6.0, 0.5, (400, 12)).astype(float)
        assert trend.dispersion(plain) == pytest.approx(1.0, abs=0.06)
        assert trend.dispersion(bursty) == pytest.approx(2.0, abs=0.15)
        assert trend.dispersion(np.ones((3, 1))) == 1.0

    @pytest.mark.parametrize("bursty", [False, True])
    def test_few_false_alarms_when_nothing_changes(self, bursty):
        """At most about one list in twenty holds any place wrongly called rising or falling."""
        rng = np.random.default_rng(3)
        wrong = 0
        for _ in range(400):
            mean = rng.gamma(2, 3, size=(300, 1)) * np.ones((1, 12))
            draw = rng.negative_binomial(mean, 0.5) if bursty else rng.poisson(mean)
            counts = draw.astype(float)
            top = np.argsort(-counts.sum(axis=1))[:20]
            found = trend.words(
                counts[top, :6].sum(axis=1),
                counts[top, 6:].sum(axis=1),
                0.5,
                trend.dispersion(counts),
            )
            wrong += any(word in (trend.RISING, trend.FALLING) for word in found)
        assert wrong / 400 <= 0.08

    def test_series_around_a_level_per_half(self):
        days = np.full(6, 30.0)
        assert trend.spread_within_halves(floats(5, 5, 5, 9, 9, 9), days) == 1.0
        assert trend.spread_within_halves(floats(1, 50, 1, 1, 50, 1), days) > 20
