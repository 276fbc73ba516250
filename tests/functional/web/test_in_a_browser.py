"""The pages in a real browser, at a desk and on a phone: policy, accessibility, keyboard."""

import os
from pathlib import Path

import pytest

from tests import browsing
from tests.published import street_file, street_row

pytestmark = pytest.mark.browser

SHOTS = os.environ.get("PEELIAN_SHOTS")  # a folder for pictures, when somebody wants to look
PASSWORD = "correct horse battery"
LONG = (
    "On or near A Very Long Street Name That Somebody Gave To A Very Short Street In The Old Town"
)


@pytest.fixture(scope="module")
def places(make_site, tmp_path_factory):
    """An empty folder and one with months, gaps, bad rows and long names; both served."""
    empty, full = make_site(), make_site()
    sessions = {
        (name, label): site.session_of(label)
        for name, site in (("empty", empty), ("full", full))
        for label in ("Analyst", "Public", "IT administrator")
    }
    from peelian.web.people import create_person

    create_person("pat", "analyst", PASSWORD)  # in the folder served last: the full one
    folder = tmp_path_factory.mktemp("files")
    files = [
        street_file(
            folder / month,
            [street_row(f"{month}-{i}", month=month) for i in range(3 if month[5:] == "06" else 90)]
            + [street_row("bad", month=month, place="51.42,-2.49")],
            month=month,
        )
        for month in ("2024-01", "2024-02", "2024-03", "2024-05", "2024-06")
    ]
    long = files[0].read_text().replace("On or near Julius Place", LONG)
    files[0].write_text(long)
    with (
        browsing.served(empty.root) as first,
        browsing.served(full.root) as second,
        browsing.browser() as opened,
    ):
        yield {"empty": first, "full": second}, sessions, opened, files


def enter(places, which: str, role: str, width: str, **context) -> browsing.Visit:
    addresses, sessions, opened, _ = places
    visit = browsing.visit(opened, addresses[which], width, **context)
    cookie = {"name": "peelian_session", "value": sessions[which, role], "url": visit.base}
    visit.page.context.add_cookies([cookie])
    visit.open("/")
    return visit


def examine(visit: browsing.Visit, name: str, width: str) -> None:
    if SHOTS:
        visit.shot(Path(SHOTS) / f"{name}-{width}.png")
    assert visit.faults() == [], name
    assert visit.axe() == [], name
    assert not visit.too_wide(), name


@pytest.fixture(scope="module")
def brought_in(places):
    """Bring the files in through the page and watch them go in."""
    visit = enter(places, "full", "Analyst", "desktop")
    visit.open("/hub/ingest")
    visit.page.set_input_files("#paths", places[3])
    visit.page.click("button:has-text('Bring in')")
    visit.page.wait_for_selector("h1:has-text('Brought in')", timeout=60_000)
    return visit.page.url.removeprefix(visit.base)


@pytest.mark.parametrize("width", browsing.WIDTHS)
def test_pages_of_a_filled_folder(places, brought_in, width):
    visit = enter(places, "full", "Analyst", width)
    for name, address in {
        "home": "/",
        "data": "/hub/",
        "ingest": "/hub/ingest",
        "ingested": brought_in,
        "read": "/hub/read",
        "read-none": "/hub/read?table=incidents&force=durham",
        "read-error": "/hub/read?table=incidents&from=2024-13",
        "report": "/problem?page=/hub/ingest",
        "missing": "/nowhere",
        "form": "/sample/extract",
        "changes": "/hub/changes",
        "changes-error": "/hub/changes?month=2024-13",
        "quality": "/hub/quality",
        "quality-error": "/hub/quality?force=durham",
        "repair": "/hub/repair",
    }.items():
        visit.open(address)
        examine(visit, name, width)


@pytest.mark.parametrize("width", browsing.WIDTHS)
def test_pages_of_an_empty_folder(places, width):
    visit = enter(places, "empty", "Analyst", width)
    for name, address in {
        "home-empty": "/",
        "data-empty": "/hub/",
        "read-empty": "/hub/read",
        "changes-empty": "/hub/changes",
        "quality-empty": "/hub/quality",
    }.items():
        visit.open(address)
        examine(visit, name, width)


@pytest.mark.parametrize("width", browsing.WIDTHS)
def test_signing_in_wrongly_and_pages_of_other_roles(places, width):
    addresses, _, opened, _ = places
    visit = browsing.visit(opened, addresses["full"], width)
    visit.open("/hub/")
    examine(visit, "sign-in", width)
    visit.page.fill("#username", "somebody")
    visit.page.fill("#password", "wrong")
    visit.page.keyboard.press("Enter")
    visit.page.wait_for_selector(".govuk-error-summary")
    examine(visit, "sign-in-wrong", width)
    visit.sign_in("pat", PASSWORD)
    assert visit.page.is_visible("text=Sign out")
    for role in ("Public", "IT administrator"):
        visit = enter(places, "full", role, width)
        examine(visit, f"home-{role.split()[0].lower()}", width)
    visit.open("/hub/read")
    examine(visit, "refused", width)


def test_a_phone_opens_its_menu_and_a_keyboard_reaches_the_content(places):
    visit = enter(places, "empty", "Analyst", "phone")
    page = visit.page
    assert not page.is_visible("#navigation")
    page.click("text=Menu")
    assert page.is_visible("#navigation >> text=Data")
    examine(visit, "menu", "phone")
    page.reload()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to main content"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main-content"


def test_files_that_cannot_be_used_are_said_on_the_page(places, tmp_path):
    bad = tmp_path / "2024-01-avon-and-somerset-street.csv"
    bad.write_text("not,what,it,should,be\n")
    visit = enter(places, "empty", "Analyst", "desktop")
    visit.open("/hub/ingest")
    visit.page.set_input_files("#paths", [bad])
    visit.page.click("button:has-text('Bring in')")
    visit.page.wait_for_selector(".govuk-error-summary")
    examine(visit, "ingest-refused", "desktop")


def test_pages_work_without_scripts(places, brought_in):
    visit = enter(places, "full", "Analyst", "phone", java_script_enabled=False)
    assert visit.page.is_visible("#navigation >> text=Data")
    visit.page.click("#navigation >> text=Data")
    visit.page.click("text=Look at rows")
    visit.page.click("button:has-text('Show')")
    assert visit.page.is_visible("text=Rows 1 to 50")
