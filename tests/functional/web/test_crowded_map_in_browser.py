"""A thousand areas with very long names in a real browser."""

import pytest

from tests import browsing
from tests.functional.web.places import ANALYST, crowd

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def town(tmp_path_factory):
    site = crowd(tmp_path_factory.mktemp("crowd"))
    session = site.session_of(ANALYST)
    with browsing.served(site.root) as base, browsing.browser() as opened:
        yield base, session, opened


@pytest.mark.parametrize("width", browsing.WIDTHS)
def test_a_thousand_areas_with_long_names_stay_on_the_page(town, width):
    base, session, opened = town
    one = browsing.visit(opened, base, width)
    one.page.set_default_timeout(60_000)
    one.page.context.add_cookies([{"name": "peelian_session", "value": session, "url": base}])
    one.open("/insight/hotspots?unit=cell-100&top=1000")
    one.page.wait_for_selector('[data-map][data-state="ready"]')
    assert "1,000 hot spots" in one.page.inner_text("#ranked caption")
    assert one.page.locator("#ranked tbody tr").count() == 100
    assert not one.too_wide()
    assert one.axe() == []
    one.page.click("text=Lower ranks")
    one.page.wait_for_selector("text=101 to 200 of 1,000")
    assert one.faults() == []
