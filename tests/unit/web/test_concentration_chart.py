from peelian.web.insight.hotspots.chart import (
    BOTTOM,
    HEIGHT,
    LEFT,
    RIGHT,
    TOP,
    WIDTH,
    concentration,
)


def test_even_places_give_the_straight_line():
    chart = concentration([(0, 0), (0.5, 0.5), (1, 1)])
    assert chart.rows[3] == ("10%", "10%")
    assert chart.line.split()[0] == f"{LEFT:.1f},{HEIGHT - BOTTOM:.1f}"
    assert chart.line.split()[-1] == f"{WIDTH - RIGHT:.1f},{TOP:.1f}"


def test_one_place_with_everything():
    chart = concentration([(0, 0), (0.01, 1)])
    assert chart.rows[0] == ("1%", "100%")
    assert chart.line.split()[-1] == f"{WIDTH - RIGHT:.1f},{TOP:.1f}"
    assert chart.marks[1].words == "50% of crime in 0.5% of places"


def test_nothing_is_drawn_as_nothing():
    assert concentration([(0.0, 0.0)]).rows[-1] == ("100%", "0.0%")


def test_a_long_curve_is_thinned_for_the_screen():
    curve = [(i / 20_000, (i / 20_000) ** 0.3) for i in range(20_001)]
    assert len(concentration(curve).line.split()) <= 401
