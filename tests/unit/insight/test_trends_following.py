"""Following, noting and dismissing alerts, each with its entry."""

import pytest

from peelian.assure.casework import MemoryCasework
from peelian.ground.errors import InputError
from peelian.insight.trends.model import Alert
from peelian.insight.trends.service import following as fo


@pytest.fixture
def casework():
    return MemoryCasework()


def alert(area="E1", kind="burglary"):
    return Alert(f"{area}|{kind}", "2024-01", 9, 2, 6, 0.001, 1.2, 500, area, kind, "")


def test_a_dismissal_needs_a_reason_and_keeps_it_out_of_the_log(casework):
    with pytest.raises(InputError, match="needs a reason"):
        fo.dismiss(casework, "durham", "a", "p1", "  ")
    fo.dismiss(casework, "durham", "a", "p1", "Late recording")
    mark = fo.marks(casework, "durham")[fo.key("durham", "a")]
    assert (mark.state, mark.reason, mark.by) == ("dismissed", "Late recording", "p1")
    entries = [entry.payload for entry in casework.ledger.entries()]
    assert [entry["kind"] for entry in entries] == ["alert.dismissed"]
    assert "Late recording" not in str(entries)


def test_the_newest_mark_counts(casework):
    fo.dismiss(casework, "durham", "a", "p1", "Late recording")
    fo.acknowledge(casework, "durham", "a", "p2")
    assert fo.marks(casework, "durham")[fo.key("durham", "a")].state == "acknowledged"
    assert fo.marks(casework, "kent") == {}


def test_who_should_know_are_those_who_follow(casework):
    fo.follow(casework, "durham", "p1")
    fo.follow(casework, "durham", "p2", "E1")
    fo.follow(casework, "durham", "p3", "", "robbery")
    fo.follow(casework, "durham", "p4", "E1", "burglary")
    followed = fo.followings(casework, "durham")
    assert fo.who_should_know(alert(), followed) == ("p1", "p2", "p4")
    fo.unfollow(casework, "durham", "p2", "E1")
    assert fo.who_should_know(alert(), fo.followings(casework, "durham")) == ("p1", "p4")
