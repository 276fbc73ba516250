"""Trends in a real browser: map and table, an alert dismissed, accessibility, privacy."""

import pytest

from tests import browsing
from tests.functional.web.places import ANALYST, city

pytestmark = pytest.mark.browser

TRENDS = "/insight/trends?force=city-of-london&from=2019-10"
SLOW = 60_000  # milliseconds: the map is drawn in software, beside other tests


@pytest.fixture(scope="module")
def town(tmp_path_factory):
    site = city(tmp_path_factory.mktemp("city"))
    session = site.session_of(ANALYST)
    with browsing.served(site.root) as base, browsing.browser() as opened:
        yield base, session, opened


@pytest.fixture
def visit(town):
    base, session, opened = town
    made = []

    def enter(width="desktop"):
        one = browsing.visit(opened, base, width, locale="en-GB")
        one.page.set_default_timeout(SLOW)
        cookie = {"name": "peelian_session", "value": session, "url": base}
        one.page.context.add_cookies([cookie])
        one.open(TRENDS)
        one.page.wait_for_selector('[data-map][data-state="ready"]')
        made.append(one)
        return one

    yield enter
    for one in made:
        assert [*one.said, *one.outside] == []
        one.page.context.close()


@pytest.mark.parametrize("width", browsing.WIDTHS)
def test_trends_break_no_rule(visit, width):
    one = visit(width)
    assert one.faults() == []
    assert one.axe() == []
    assert not one.too_wide()


def test_an_alert_is_dismissed_with_its_reason(visit):
    page = visit().page
    page.locator("#alert-1 summary").click()
    page.locator("#reason-1").fill("Late recording")
    page.locator("#alert-1 button[value=dismiss]").click()
    page.locator("text=Late recording").first.wait_for()
    assert "Late recording" in page.locator("#ranked tr").last.inner_text()
