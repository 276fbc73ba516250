"""Chance: by name, by seed, and by whole numbers."""

import numpy as np

from peelian.sample.force import calendar, chance
from peelian.sample.force.texts.grammar import Dice, Page, Style, parse


def test_a_stream_depends_on_its_seed_and_all_its_names():
    first = chance.stream(1, "crime", "burglary").random(3).tolist()
    assert chance.stream(1, "crime", "burglary").random(3).tolist() == first
    assert chance.stream(2, "crime", "burglary").random(3).tolist() != first
    assert chance.stream(1, "burglary", "crime").random(3).tolist() != first


def test_choices_follow_their_weights_and_nothing_of_no_weight_is_chosen():
    drawn = chance.choose(chance.stream(1, "test"), np.array([1.0, 0.0, 3.0]), 40_000)
    shares = np.bincount(drawn, minlength=3) / drawn.size
    assert shares[1] == 0
    assert abs(shares[2] - 0.75) < 0.01


def test_a_last_bit_of_a_weight_moves_no_draw():
    weights = chance.heavy(chance.stream(1, "weights"), 1.0, 1000)
    nudged = np.nextafter(weights, 2)
    a = chance.choose(chance.stream(1, "draw"), weights, 10_000)
    b = chance.choose(chance.stream(1, "draw"), nudged, 10_000)
    assert (a == b).all()


def test_rows_are_drawn_from_their_own_line():
    table = np.array([[1.0, 0.0], [0.0, 1.0]])
    rows = np.array([0, 1, 1, 0])
    assert chance.choose_rows(chance.stream(1, "rows"), table, rows).tolist() == [0, 1, 1, 0]


def test_summer_time_is_an_hour_ahead():
    noon = np.array(["2024-07-01T12:00", "2024-12-01T12:00"], dtype="datetime64[s]").astype(int)
    utc = calendar.to_utc(noon)
    assert (noon - utc).tolist() == [3600, 0]
    assert calendar.to_local(utc).tolist() == noon.tolist()


def test_a_fragment_is_cut_into_its_parts():
    assert parse("{weapon}<NAME> had [a|the] <blade>.") == (
        ("factor", "weapon"),
        ("entity", "NAME"),
        ("text", " had "),
        ("choice", "a|the"),
        ("text", " "),
        ("rule", "blade"),
        ("text", "."),
    )


def test_entities_stand_where_they_are_noted_whatever_the_style():
    for capitals in (False, True):
        style = Style(capitals, 1000, 1000)
        dice = Dice(chance.stream(1, "page", str(capitals)))
        page = Page(dice, style, {"NAME": lambda: ("Ann Example", 7)})
        page.write("{injury}Officers attended and <NAME> reports the vehicle unknown")
        (entity,) = page.marked
        wanted = "ANN EXAMPLE" if capitals else "Ann Example"
        assert page.text[entity.start : entity.end] == wanted
        assert entity.person == 7
        assert page.factors == {"injury"}
