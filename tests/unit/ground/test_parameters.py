"""Reading what a door received: text or typed values, alike for every door."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path

import pytest

from peelian.ground.errors import InputError
from peelian.ground.parameters import declared, param, parse
from peelian.ground.time import Month


class Level(StrEnum):
    LOW = "low"
    HIGH = "high"


@dataclass(frozen=True, slots=True)
class Parameters:
    force: str = param(help="The force.")
    size: int = param(250, help="Cell size.")
    share: float = param(0.5, help="A share.")
    rising: bool = param(default=True, help="Only rising.")
    level: Level = param(Level.LOW, help="Level.")
    month: Month | None = param(None, help="Month.", flag="from")
    day: date | None = param(None, help="Day.")
    start: datetime | None = param(None, help="Start.")
    files: tuple[Path, ...] = param((), help="Files.")


def test_text_and_typed_values_give_the_same():
    text = {
        "force": "kent",
        "size": " 100 ",
        "share": "0.25",
        "rising": "No",
        "level": "high",
        "from": "2024-02",
        "day": "2024-02-03",
        "start": "2024-02-03 19:00",
        "files": ["a", "b"],
    }
    typed = {
        "force": "kent",
        "size": 100,
        "share": 0.25,
        "rising": False,
        "level": Level.HIGH,
        "from": Month(2024, 2),
        "day": date(2024, 2, 3),
        "start": datetime(2024, 2, 3, 19),  # noqa: DTZ001 - local time, as a person types it
        "files": (Path("a"), Path("b")),
    }
    assert parse(Parameters, text) == parse(Parameters, typed)


def test_nothing_given_means_the_default():
    assert parse(Parameters, {"force": "kent", "size": "", "files": [], "day": None}) == Parameters(
        "kent"
    )


def test_a_field_may_be_given_by_its_own_name():
    given = parse(Parameters, {"force": "kent", "month": "2024-02"})
    assert given == parse(Parameters, {"force": "kent", "from": "2024-02"})


def test_one_value_is_enough_where_many_are_allowed():
    assert parse(Parameters, {"force": "kent", "files": "a"}).files == (Path("a"),)


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({}, "A value for force is missing. It is needed: the force."),
        ({"force": "kent", "colour": "red"}, "no option called colour"),
        ({"force": "kent", "size": "1.5"}, "a whole number"),
        ({"force": "kent", "size": True}, "a whole number"),
        ({"force": "kent", "share": "inf"}, "a number"),
        ({"force": "kent", "share": float("nan")}, "a number"),
        ({"force": "kent", "rising": "perhaps"}, "yes or no"),
        ({"force": "kent", "level": "middle"}, "one of: low, high"),
        ({"force": "kent", "from": "2024-13"}, "not a month"),
        ({"force": "kent", "day": "3 May"}, "a date like"),
        ({"force": 7}, "text"),
    ],
)
def test_what_cannot_be_read_is_said(given, says):
    with pytest.raises(InputError, match=says):
        parse(Parameters, given)


def test_choices_of_an_enumeration_are_offered():
    by_name = {item.public_name: item for item in declared(Parameters)}
    assert by_name["level"].choices == ("low", "high")
    assert by_name["force"].choices == ()
