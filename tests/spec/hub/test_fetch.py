"""Fetching from the API, told with a stand-in on this machine."""

import json
import random

import pytest

from peelian.assure.workspace import Workspace
from peelian.engine.memory import MemoryLake
from peelian.ground.errors import InputError
from peelian.hub.fetch import areas
from peelian.hub.fetch.client import PER_SECOND, Client, UnreachableError
from peelian.hub.fetch.model import Parameters
from peelian.hub.fetch.service import fetch
from peelian.hub.ingest import model, service
from tests.police_api import Replay


def crimes(n=300, months=("2024-01",)):
    """Burglaries strewn over Durham's area, so many in each month."""
    dice = random.Random(5)
    return [
        {
            "id": i + 1000 * m,
            "persistent_id": "",
            "month": month,
            "category": "burglary",
            "location_type": "Force",
            "location_subtype": "",
            "location": {
                "latitude": f"{dice.uniform(54.6, 54.85):.6f}",
                "longitude": f"{dice.uniform(-1.8, -1.4):.6f}",
                "street": {"id": 1, "name": "On or near A Street"},
            },
            "outcome_status": None,
            "context": "",
        }
        for m, month in enumerate(months)
        for i in range(n)
    ]


def asked(base_url, out, **more):
    return Parameters(
        **{"force": "durham", "from_": "2024-01", "to": "2024-01", "out": out} | more,
        base_url=base_url,
    )


def go(parameters, *, waits=None, **client):
    kept = waits if waits is not None else []
    one = Client(parameters.base_url, sleep=kept.append, **client)
    return fetch(Workspace(MemoryLake()), parameters, one)


def there(replay, month="2024-01"):
    return {c["id"] for piece in areas.of_force("durham") for c in replay.within(piece, month)}


def held(folder):
    return {c["id"] for path in folder.rglob("*.json") for c in json.loads(path.read_bytes())}


def test_a_force_s_months_come_whole_and_can_be_brought_in(tmp_path):
    replay = Replay(crimes(months=("2024-01", "2024-02")))
    with replay.serving() as address:
        result = go(asked(address, tmp_path / "got", to="2024-02"))
    wanted = there(replay) | there(replay, "2024-02")
    assert held(tmp_path / "got") == wanted
    assert result.crimes == len(wanted) > 500
    workspace = Workspace(MemoryLake())
    account = service.run(workspace, model.Parameters((tmp_path / "got",)))
    assert account.rows_current == len(wanted)
    assert {f.force for f in account.files} == {"durham"}


def test_an_area_with_too_many_crimes_is_split_until_it_is_answered(tmp_path):
    replay = Replay(crimes(), limit=60)
    with replay.serving() as address:
        go(asked(address, tmp_path))
    assert replay.refused > 2
    assert held(tmp_path) == there(replay)
    assert all(len(json.loads(p.read_bytes())) <= 60 for p in tmp_path.rglob("*.json"))


def test_it_never_asks_faster_than_the_api_allows(tmp_path):
    replay = Replay(crimes(), limit=20)
    with replay.serving() as address:
        fetch(Workspace(MemoryLake()), asked(address, tmp_path), Client(address))
    times = replay.asked
    assert len(times) > PER_SECOND
    windows = zip(times, times[PER_SECOND:], strict=False)
    assert all(late - early > 0.9 for early, late in windows)


@pytest.mark.parametrize("trouble", [429, 500, 502, 504, "slow", "cut"])
def test_a_failure_that_passes_is_waited_for(tmp_path, trouble):
    replay = Replay(crimes(20))
    replay.trouble = [trouble, trouble]
    waits = []
    with replay.serving() as address:
        go(asked(address, tmp_path), waits=waits, timeout=0.3)
    assert held(tmp_path) == there(replay)
    assert sum(waits) >= 1


def test_one_that_stays_is_told_and_what_came_is_kept(tmp_path):
    replay = Replay(crimes(20, ("2024-01", "2024-02")))
    with replay.serving() as address:
        go(asked(address, tmp_path))
        first = {p: p.stat().st_mtime_ns for p in tmp_path.rglob("*.json")}
        months = asked(address, tmp_path, to="2024-02")
        replay.trouble = ["cut"] * 50
        with pytest.raises(UnreachableError, match="6 tries"):
            go(months)
        replay.trouble = []
        result = go(months)
    assert result.resumed == len(first)
    assert {p: p.stat().st_mtime_ns for p in first} == first
    assert held(tmp_path) == there(replay) | there(replay, "2024-02")


def test_a_second_run_asks_for_nothing_it_has(tmp_path):
    replay = Replay(crimes(), limit=60)
    with replay.serving() as address:
        go(asked(address, tmp_path))
        answered, refused = len(replay.areas), replay.refused
        again = go(asked(address, tmp_path))
    assert (len(replay.areas), replay.refused) == (answered, refused)
    assert again.requests == 1  # which months there are
    assert again.resumed == again.answers == answered


def test_a_service_that_refuses_everything_is_not_asked_for_ever(tmp_path):
    replay = Replay(crimes(20), limit=-1)
    with replay.serving() as address, pytest.raises(UnreachableError, match="overloaded"):
        go(asked(address, tmp_path))
    assert len(replay.asked) < 50


def test_what_cannot_be_fetched_is_said_before_anything_is_written(tmp_path):
    replay = Replay(crimes(20))
    with replay.serving() as address:
        with pytest.raises(InputError, match="Not published: 2024-02"):
            go(asked(address, tmp_path / "x", to="2024-02"))
        with pytest.raises(InputError, match="no territory"):
            go(asked(address, tmp_path / "x", force="btp"))
    assert not (tmp_path / "x").exists()
    with pytest.raises(InputError, match="https://"):
        asked("file:///etc/passwd", tmp_path)
    with pytest.raises(InputError, match="before the first"):
        asked("http://127.0.0.1:1", tmp_path, to="2023-12")


def test_pieces_of_an_area_have_no_holes_and_lose_no_ground():
    import shapely

    whole = areas.of_force("metropolitan")  # the City of London is a hole in it
    assert not any(piece.interiors for piece in whole)
    halves = [half for piece in whole for half in areas.halves(piece)]
    assert sum(p.area for p in halves) == pytest.approx(sum(p.area for p in whole))
    assert not any(piece.interiors for piece in halves)
    city = areas.of_force("city-of-london")[0]
    assert sum(shapely.intersection(city, p).area for p in whole) < 0.2 * city.area
