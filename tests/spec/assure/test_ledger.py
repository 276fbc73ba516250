"""The ledger: what goes in comes out, in order, and cannot be changed unseen."""

import unicodedata
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from peelian.assure.ledger import GENESIS, Event, first_bad

texts = st.text(max_size=30).map(lambda t: unicodedata.normalize("NFC", t))
whole = st.integers(-(2**53), 2**53)
values = st.none() | st.booleans() | whole | st.floats(allow_nan=False, allow_infinity=False)
details = st.dictionaries(texts, values | texts | st.lists(values, max_size=3), max_size=4)
events = st.builds(Event, texts, texts, texts, texts, details)


@pytest.fixture
def ledger(casework):
    return casework.ledger


def test_a_new_ledger_is_empty(ledger):
    assert list(ledger.entries()) == []


def test_an_entry_is_given_back_as_it_was_recorded(ledger):
    entry = ledger.append(Event("run.started", "a1", "hub.read", "r1", {"mode": "sandbox"}))
    assert entry.sequence == 1
    assert entry.previous == GENESIS
    assert entry.payload == {
        "kind": "run.started",
        "actor": "a1",
        "tool": "hub.read",
        "subject": "r1",
        "detail": {"mode": "sandbox"},
    }
    assert list(ledger.entries()) == [entry]


def test_each_entry_names_the_one_before(ledger):
    first, second = ledger.append(Event("a", "x")), ledger.append(Event("b", "x"))
    assert (second.sequence, second.previous) == (2, first.digest)


def test_what_json_cannot_hold_is_refused_and_nothing_is_kept(ledger):
    with pytest.raises(ValueError, match="JSON"):
        ledger.append(Event("a", "x", detail={"n": float("nan")}))
    assert list(ledger.entries()) == []


def test_many_writers_at_once_leave_one_unbroken_chain(ledger):
    def write(writer: int) -> list[int]:
        return [ledger.append(Event("a", f"w{writer}")).sequence for _ in range(20)]

    with ThreadPoolExecutor(6) as pool:
        given_out = sorted(n for numbers in pool.map(write, range(6)) for n in numbers)
    assert given_out == list(range(1, 121))
    assert first_bad(ledger.entries()) is None


def test_a_long_ledger_is_read_whole(ledger):
    for _ in range(1203):
        ledger.append(Event("a", "x"))
    assert [e.sequence for e in ledger.entries()] == list(range(1, 1204))


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(recorded=st.lists(events, min_size=1, max_size=5), data=st.data())
def test_any_change_is_found_where_it_was_made(make_casework, recorded, data):
    ledger = make_casework().ledger
    for event in recorded:
        ledger.append(event)
    kept = list(ledger.entries())
    assert [e.payload for e in kept] == [e.payload() for e in recorded]
    assert first_bad(iter(kept)) is None
    place = data.draw(st.integers(0, len(kept) - 1))
    altered = replace(kept[place], payload={**kept[place].payload, "actor": "somebody else"})
    if altered != kept[place]:
        assert first_bad(iter([*kept[:place], altered, *kept[place + 1 :]])) == place + 1
