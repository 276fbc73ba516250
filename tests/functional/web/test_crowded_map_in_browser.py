"""A thousand areas with very long names in a real browser."""

import pytest

from tests.functional.web.places import ANALYST, crowd
from tests.functional.web.visitor import WIDTHS, Visitor, browser

pytestmark = pytest.mark.browser
__all__ = ["browser"]


@pytest.fixture(scope="module")
def town(tmp_path_factory):
    site = crowd(tmp_path_factory.mktemp("crowd"))
    with site.live() as base:
        yield site, base


@pytest.mark.parametrize("width", WIDTHS)
def test_a_thousand_areas_with_long_names_stay_on_the_page(browser, town, width):
    visitor = Visitor(browser, *town, ANALYST, width)
    visitor.go("/insight/hotspots?unit=cell-100&top=1000")
    assert visitor.map().is_visible()
    assert "1,000 hot spots" in visitor.page.inner_text("#ranked caption")
    assert visitor.page.locator("#ranked tbody tr").count() == 100
    wide = visitor.page.evaluate("document.documentElement.scrollWidth")
    assert wide <= WIDTHS[width][0]
    assert visitor.violations() == ""
    visitor.page.click("text=Lower ranks")
    visitor.page.wait_for_selector("text=101 to 200 of 1,000")
    visitor.context.close()
    assert visitor.wrong == []
