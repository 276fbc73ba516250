"""Names, sentences and files of harm weights."""

import pytest

from peelian.ground.errors import InputError
from peelian.insight.hotspots.model import Measure
from peelian.insight.hotspots.service import harm, words
from peelian.insight.hotspots.service.selection import spans


@pytest.mark.parametrize(
    ("published", "shown"),
    [
        ("On or near Aldgate High Street", "Aldgate High Street"),
        ("On or near St Martin'S Le Grand", "St Martin's Le Grand"),
        ("On or near Supermarket", "a supermarket"),
        ("On or near Near Lane", "Near Lane"),
        ("On or near ", ""),
        ("On or near", ""),
        ("No Location", ""),
        ("No location", ""),
        ("", ""),
        (None, ""),
        ("Onslow Road", "Onslow Road"),
    ],
)
def test_street_names(published, shown):
    assert words.street(published) == shown


def test_no_two_places_share_a_name():
    taken: set[str] = set()
    first = words.place_name(["Cheapside", "Bread Street"], "City of London 001A", taken)
    second = words.place_name(["Cheapside", "Wood Street"], "City of London 001A", taken)
    third = words.place_name(["Cheapside"], "City of London 001A", taken)
    fourth = words.place_name(["Cheapside"], "City of London 001A", taken)
    assert [first, second, third, fourth] == [
        "Near Cheapside",
        "Near Cheapside and Wood Street",
        "Near Cheapside, City of London 001A",
        "Near Cheapside, City of London 001A (2)",
    ]


def test_a_street_names_a_place_better_than_a_kind_of_place():
    assert words.place_name(["a supermarket", "Fore Street"], "X", set()) == "Near Fore Street"
    assert words.place_name(["a supermarket"], "X", set()) == "Near a supermarket"
    assert words.place_name([], "Square at 1, 2", set()) == "Square at 1, 2"


@pytest.mark.parametrize(
    ("count", "kind", "shown"),
    [
        (1, "burglary", "1 burglary"),
        (34, "burglary", "34 burglaries"),
        (2, "theft-from-the-person", "2 thefts from the person"),
        (1204, None, "1,204 incidents"),
        (2, "hare-coursing", "2 hare coursing incidents"),
    ],
)
def test_counted(count, kind, shown):
    assert words.counted(count, kind) == shown


def test_ratios_read_well():
    assert words.ratio(2.94, Measure.COUNT) == "2.9 times the force average"
    assert words.ratio(1.0, Measure.COUNT) == "about the force average"
    assert words.ratio(131.4, Measure.RATE) == "131 times the force rate"
    assert words.ratio(0.01, Measure.COUNT) == "far below the force average"


def test_spans():
    assert spans(["2018-12", "2019-01", "2019-03"]) == "2018-12 to 2019-01, 2019-03"


GOOD = "# name: N\n# version: 1\n# source: S\ncrime_type,weight\nburglary,3\n"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (GOOD.replace("# source: S\n", ""), "source"),
        (GOOD.replace(",weight", ",days"), "no column weight"),
        (GOOD.replace(",3", ",-3"), "not a number of 0 or more"),
        (GOOD.replace(",3", ",lots"), "not a number of 0 or more"),
        (GOOD.replace(",3", ",inf"), "not a number of 0 or more"),
        (GOOD + "Burglary,4\n", "repeats one"),
        (GOOD.replace("burglary,3\n", ""), "no crime type"),
        ("", "name or its version or its source"),
    ],
)
def test_unusable_weights_say_why(tmp_path, text, why):
    path = tmp_path / "w.csv"
    path.write_text(text, "utf-8")
    with pytest.raises(InputError, match=why):
        harm.load(path)


def test_weights_that_are_not_text(tmp_path):
    path = tmp_path / "w.csv"
    path.write_bytes(b"\xff\xfe\x00\x81")
    with pytest.raises(InputError, match="UTF-8"):
        harm.load(path)
