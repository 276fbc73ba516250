"""The fictional force in the browser: looked at as recorded, and with the truth turned on."""

import gzip

import pytest

from peelian.assure.workspace import Workspace
from peelian.engine.memory import MemoryLake
from peelian.sample.force.model import Parameters
from peelian.sample.force.service import run
from tests import browsing
from tests.functional.web.places import ANALYST, OFFICER, Served

PAGE = "/sample/force"
TRUTH = f"{PAGE}?month=2025-05&truth=yes"


@pytest.fixture(scope="module")
def county(tmp_path_factory):
    root = tmp_path_factory.mktemp("county")
    given = Parameters(out=root / "fiction", tables=("place", "incidents"))
    run(Workspace(MemoryLake()), given)
    return Served(root)


def test_without_a_sample_it_says_how_to_make_one(tmp_path):
    answer = Served(tmp_path).client(ANALYST).get(PAGE)
    assert answer.status_code == 200
    assert b"peelian sample force --out" in answer.content


def test_the_truth_is_hidden_until_it_is_asked_for(county):
    client = county.client(ANALYST)
    hidden = client.get(f"{PAGE}?month=2025-05").content.decode()
    shown = client.get(TRUTH).content.decode()
    assert "Recorded incidents by beat" in hidden
    assert "Hot places at work" not in hidden
    assert "sample/force/planted" not in hidden
    assert "Hot places at work" in shown
    assert "Set off by an earlier crime" in shown


def test_the_layers_hold_the_month(county):
    client = county.client(ANALYST)
    recorded = client.get(f"{PAGE}/recorded?month=2025-05").json()["features"]
    told = client.get(f"{PAGE}/recorded?month=2025-05&truth=yes").json()["features"]
    planted = client.get(f"{PAGE}/planted?month=2025-05").json()["features"]
    assert 500 < len(recorded) == len(told) < 1000
    assert "origin" not in recorded[0]["properties"]
    assert {f["properties"]["shows"] for f in planted} == {"hot place", "link", "prevented"}


def test_tiles_are_handed_out_where_there_is_ground(county):
    client = county.client(ANALYST)
    tile = client.get(f"{PAGE}/tiles/10/512/327")
    assert tile["Content-Encoding"] == "gzip"
    assert b"roads" in gzip.decompress(tile.content)
    assert client.get(f"{PAGE}/tiles/10/0/0").status_code == 204
    assert client.get(f"{PAGE}/tiles/30/1/1").status_code == 204


def test_it_is_for_those_who_work_with_samples(county):
    client = county.client(OFFICER)
    client.raise_request_exception = False
    assert client.get(PAGE).status_code == 403
    assert client.get(f"{PAGE}/recorded").status_code == 403


@pytest.mark.browser
@pytest.mark.parametrize("width", browsing.WIDTHS)
def test_the_map_draws_and_breaks_no_accessibility_rule(county, width):
    session = county.session_of(ANALYST)
    with browsing.served(county.root) as base, browsing.browser() as opened:
        one = browsing.visit(opened, base, width, locale="en-GB")
        one.page.set_default_timeout(60_000)  # the map is drawn in software, beside other tests
        one.page.context.add_cookies([{"name": "peelian_session", "value": session, "url": base}])
        for address in (PAGE, TRUTH):
            one.open(address)
            one.page.wait_for_selector('[data-fiction][data-state="ready"]')
            assert one.faults() == []
            assert one.axe() == []
            assert not one.too_wide()
        assert [*one.said, *one.outside] == []
