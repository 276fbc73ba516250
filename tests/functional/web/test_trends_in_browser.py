"""Trends in a real browser: map and table, an alert dismissed, accessibility, privacy."""

import pytest

from tests.functional.web.places import ANALYST, city
from tests.functional.web.visitor import WIDTHS, Visitor, browser

pytestmark = pytest.mark.browser
__all__ = ["browser"]

TRENDS = "/insight/trends?force=city-of-london&from=2019-10"


@pytest.fixture(scope="module")
def town(tmp_path_factory):
    site = city(tmp_path_factory.mktemp("city"))
    with site.live() as base:
        yield site, base


@pytest.fixture
def visit(browser, town):
    opened = []

    def open_one(width="desktop"):
        opened.append(Visitor(browser, *town, ANALYST, width))
        return opened[-1]

    yield open_one
    for one in opened:
        one.context.close()
        assert one.wrong == []


@pytest.mark.parametrize("width", WIDTHS)
def test_trends_break_no_accessibility_rule(visit, width):
    visitor = visit(width).go(TRENDS)
    visitor.map()
    assert visitor.violations() == ""


def test_an_alert_is_dismissed_with_its_reason(visit):
    visitor = visit().go(TRENDS)
    visitor.map()
    page = visitor.page
    page.locator("#alert-1 summary").click()
    page.locator("#reason-1").fill("Late recording")
    page.locator("#alert-1 button[value=dismiss]").click()
    page.locator("text=Late recording").first.wait_for()
    assert page.locator("#ranked tr").last.inner_text().count("Late recording") == 1
