"""Hot spots and patrols in a real browser: map, table, keyboard, accessibility, privacy."""

import pytest

from tests.functional.web.places import ANALYST, SERGEANT, city
from tests.functional.web.visitor import WIDTHS, Visitor, browser

pytestmark = pytest.mark.browser
__all__ = ["browser"]

HOTSPOTS = "/insight/hotspots?force=city-of-london&from=2019-01&to=2019-12&unit=cell-100&top=30"


@pytest.fixture(scope="module")
def town(tmp_path_factory):
    site = city(tmp_path_factory.mktemp("city"))
    with site.live() as base:
        yield site, base


@pytest.fixture
def visit(browser, town):
    opened = []

    def open_one(username=ANALYST, width="desktop", **more):
        opened.append(Visitor(browser, *town, username, width, **more))
        return opened[-1]

    yield open_one
    for one in opened:
        one.context.close()
        assert one.wrong == []


@pytest.fixture
def plan(town):
    from tests.functional.web.test_plan_pages import NEW, SHIFT

    return town[0].client(ANALYST).post(NEW, SHIFT)["Location"]


@pytest.mark.parametrize("width", WIDTHS)
def test_hot_spots_break_no_accessibility_rule(visit, width):
    visitor = visit(width=width).go(HOTSPOTS)
    visitor.map()
    assert visitor.violations() == ""


@pytest.mark.parametrize("width", WIDTHS)
def test_patrol_pages_break_no_accessibility_rule(visit, plan, width):
    visitor = visit(SERGEANT, width)
    pages = (plan, "/patrol/plan", "/patrol/plan/new", f"{plan}/visit?visit=V001", f"{plan}/print")
    for address in pages:
        visitor.go(address)
        if address == plan:
            visitor.map()
        assert visitor.violations() == "", address


def test_the_map_draws_with_street_names_and_follows_the_table(visit):
    visitor = visit().go(HOTSPOTS)
    figure = visitor.map()
    visitor.page.wait_for_selector('[data-places="shown"]')
    visitor.page.click('[data-show="3"]')
    visitor.page.wait_for_selector('[data-map][data-selected="3"]')
    assert "3. " in figure.locator(".maplibregl-popup").inner_text()
    assert "pl-row--chosen" in visitor.page.get_attribute('[data-feature="3"]', "class")


def test_the_table_follows_a_click_on_the_map(visit):
    visitor = visit(reduced_motion="reduce").go(HOTSPOTS)
    visitor.map()
    visitor.page.click('[data-show="1"]')  # brings the first into the middle
    visitor.page.wait_for_selector(".maplibregl-popup")
    visitor.page.click(".maplibregl-popup-close-button")
    visitor.page.wait_for_selector('[data-map][data-selected=""]')
    box = visitor.page.locator(".maplibregl-canvas").bounding_box()
    visitor.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    visitor.page.wait_for_selector('[data-map]:not([data-selected=""]) .maplibregl-popup')
    visitor.page.click("text=Show in the table")
    assert visitor.page.evaluate("document.activeElement.id").startswith("spot-")


def test_the_keyboard_reaches_the_map_and_comes_back(visit):
    visitor = visit(reduced_motion="reduce").go(HOTSPOTS)
    visitor.map()
    page = visitor.page
    page.focus('[data-show="2"]')
    page.keyboard.press("Enter")
    page.wait_for_selector(".maplibregl-popup")
    assert page.evaluate("document.activeElement.closest('.maplibregl-popup') !== null")
    page.focus(".maplibregl-popup-close-button")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.dataset.show") == "2"
    label = page.get_attribute(".maplibregl-canvas", "aria-label")
    assert "arrow keys" in label


def test_without_webgl_the_page_says_so_and_the_table_remains(visit):
    visitor = visit()
    visitor.context.add_init_script("HTMLCanvasElement.prototype.getContext = () => null;")
    visitor.go(HOTSPOTS)
    figure = visitor.map("failed")
    assert "The table on this page holds the same information" in figure.inner_text()
    assert visitor.page.locator("#ranked tbody tr").count() == 30
    assert visitor.violations() == ""


def test_without_scripts_the_table_is_there(visit):
    visitor = visit(java_script_enabled=False).go(HOTSPOTS)
    assert visitor.page.locator("#ranked tbody tr").count() == 30
    assert "The map needs JavaScript" in visitor.page.locator("noscript").inner_text()


def test_a_new_question_answers_by_itself(visit):
    visitor = visit().go("/insight/hotspots?crime_type=robbery&unit=lsoa&measure=rate&top=50")
    visitor.map()
    assert "ranked by incidents per 1,000 residents" in visitor.page.inner_text("#ranked caption")


def test_a_sergeant_changes_and_approves_a_plan(visit, plan):
    visitor = visit(SERGEANT).go(plan)
    visitor.map()
    page = visitor.page
    page.select_option("#way", "Bravo 2")
    page.wait_for_selector('[data-map][data-way="Bravo 2"]')
    page.locator(".pl-stops a", has_text="Change").first.click()
    page.fill("#minutes", "10")
    page.fill("#reason", "Shop opens late")
    page.click("text=Save the change")
    page.wait_for_selector("text=Changes by hand")
    page.check("#approve")
    page.click("text=Record my decision")
    page.wait_for_selector("text=Approved with changes by sergeant")
