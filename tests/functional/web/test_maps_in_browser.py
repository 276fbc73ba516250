"""Hot spots and patrols in a real browser: map, table, keyboard, accessibility, privacy."""

import pytest

from tests import browsing
from tests.functional.web.places import ANALYST, SERGEANT, city
from tests.functional.web.test_plan_pages import NEW, SHIFT

pytestmark = pytest.mark.browser

HOTSPOTS = "/insight/hotspots?force=city-of-london&from=2019-01&to=2019-12&unit=cell-100&top=30"
SLOW = 60_000  # milliseconds: the map is drawn in software, beside other tests


@pytest.fixture(scope="module")
def town(tmp_path_factory):
    """A city on a server of its own, its people's sessions, a browser, and plans to work on."""
    site = city(tmp_path_factory.mktemp("city"))
    sessions = {name: site.session_of(name) for name in (ANALYST, SERGEANT)}
    plans = [site.client(ANALYST).post(NEW, {**SHIFT, "seed": n})["Location"] for n in ("1", "2")]
    with browsing.served(site.root) as base, browsing.browser() as opened:
        yield base, sessions, opened, plans


@pytest.fixture
def visit(town):
    base, sessions, opened, _ = town
    made = []

    def enter(address, username=ANALYST, width="desktop", script="", **context):
        one = browsing.visit(opened, base, width, locale="en-GB", **context)
        one.page.set_default_timeout(SLOW)
        if script:
            one.page.add_init_script(script)
        cookie = {"name": "peelian_session", "value": sessions[username], "url": base}
        one.page.context.add_cookies([cookie])
        one.open(address)
        made.append(one)
        return one

    yield enter
    for one in made:
        assert [*one.said, *one.outside] == []
        one.page.context.close()


def drawn(visit, state="ready"):
    visit.page.wait_for_selector(f'[data-map][data-state="{state}"]')
    return visit.page.locator("[data-map]")


def examine(visit):
    assert visit.faults() == []
    assert visit.axe() == []
    assert not visit.too_wide()


@pytest.mark.parametrize("width", browsing.WIDTHS)
def test_hot_spots_break_no_rule(visit, width):
    one = visit(HOTSPOTS, width=width)
    drawn(one)
    examine(one)
    one.open("/insight/hotspots?measure=rate")  # refused
    examine(one)


@pytest.mark.parametrize("width", browsing.WIDTHS)
def test_patrol_pages_break_no_rule(visit, town, width):
    plan = town[3][0]
    one = visit(plan, SERGEANT, width)
    drawn(one)
    examine(one)
    for address in ("/patrol/plan", NEW, f"{plan}/visit?visit=V001", f"{plan}/print"):
        one.open(address)
        examine(one)


def test_the_map_draws_with_street_names_and_follows_the_table(visit):
    one = visit(HOTSPOTS)
    figure = drawn(one)
    one.page.wait_for_selector('[data-places="shown"]')
    one.page.click('[data-show="3"]')
    one.page.wait_for_selector('[data-map][data-selected="3"]')
    assert "3. " in figure.locator(".maplibregl-popup").inner_text()
    assert "pl-row--chosen" in one.page.get_attribute('[data-feature="3"]', "class")
    examine(one)


def test_the_table_follows_a_click_on_the_map(visit):
    one = visit(HOTSPOTS, reduced_motion="reduce")
    drawn(one)
    one.page.click('[data-show="1"]')  # brings the first into the middle
    one.page.wait_for_selector(".maplibregl-popup")
    one.page.click(".maplibregl-popup-close-button")
    one.page.wait_for_selector('[data-map][data-selected=""]')
    box = one.page.locator(".maplibregl-canvas").bounding_box()
    one.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    one.page.wait_for_selector('[data-map]:not([data-selected=""]) .maplibregl-popup')
    one.page.click("text=Show in the table")
    assert one.page.evaluate("document.activeElement.id").startswith("spot-")


def test_the_keyboard_reaches_the_map_and_comes_back(visit):
    page = visit(HOTSPOTS, reduced_motion="reduce").page
    page.wait_for_selector('[data-map][data-state="ready"]')
    page.focus('[data-show="2"]')
    page.keyboard.press("Enter")
    page.wait_for_selector(".maplibregl-popup")
    assert page.evaluate("document.activeElement.closest('.maplibregl-popup') !== null")
    page.focus(".maplibregl-popup-close-button")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.dataset.show") == "2"
    assert "arrow keys" in page.get_attribute(".maplibregl-canvas", "aria-label")


def test_without_webgl_the_page_says_so_and_the_table_remains(visit):
    one = visit(HOTSPOTS, script="HTMLCanvasElement.prototype.getContext = () => null;")
    assert "The table on this page holds the same information" in drawn(one, "failed").inner_text()
    assert one.page.locator("#ranked tbody tr").count() == 30
    examine(one)


def test_without_scripts_the_table_is_there(visit):
    one = visit(HOTSPOTS, java_script_enabled=False)
    assert one.page.locator("#ranked tbody tr").count() == 30
    assert "The map needs JavaScript" in one.page.locator("noscript").inner_text()


def test_a_new_question_answers_by_itself(visit):
    one = visit("/insight/hotspots?crime_type=robbery&unit=lsoa&measure=rate&top=50")
    drawn(one)
    assert "ranked by incidents per 1,000 residents" in one.page.inner_text("#ranked caption")


def test_a_sergeant_changes_and_approves_a_plan(visit, town):
    one = visit(town[3][1], SERGEANT)
    drawn(one)
    page = one.page
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
    drawn(one)
    examine(one)
