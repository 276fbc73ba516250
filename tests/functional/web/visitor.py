"""A person in a real browser, with everything that went wrong there."""

import json
import shutil
from pathlib import Path

import pytest

AXE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text("utf-8")
RULES = '{runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}'
FLAGS = ["--headless", "--no-sandbox", "--disable-dev-shm-usage", "--disable-background-networking"]
WIDTHS = {"desktop": (1280, 900), "phone": (390, 844)}
SLOW = 60_000  # milliseconds: the map is drawn in software, beside other tests


@pytest.fixture(scope="module")
def browser():
    program = shutil.which("chromium")
    if program is None:
        pytest.skip("Chromium is not installed")
    from playwright.sync_api import sync_playwright

    # Playwright's loop runs on this thread; Django would refuse its database beside it.
    monkeypatch = pytest.MonkeyPatch()
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    with sync_playwright() as play:
        chromium = play.chromium.launch(executable_path=program, args=FLAGS)
        yield chromium
        chromium.close()
    monkeypatch.undo()


class Visitor:
    """One person in one browser window, with everything that went wrong there."""

    def __init__(self, browser, site, base, username, width, **more):
        client = site.client(username)
        self.base, self.wrong = base, []
        size = {"width": WIDTHS[width][0], "height": WIDTHS[width][1]}
        self.context = browser.new_context(viewport=size, locale="en-GB", **more)
        value = client.cookies["peelian_session"].value
        cookie = {"name": "peelian_session", "value": value, "url": base}
        self.context.add_cookies([cookie])
        self.page = self.context.new_page()
        self.page.set_default_timeout(SLOW)
        self.page.on("request", self._check_request)
        self.page.on("pageerror", lambda error: self.wrong.append(str(error)))
        self.page.on("console", self._check_console)

    def _check_request(self, request):
        if not request.url.startswith((self.base + "/", "data:", "blob:" + self.base)):
            self.wrong.append(f"asked {request.url}")

    def _check_console(self, message):
        text = message.text
        if "Content Security Policy" in text or (message.type == "error" and "400" not in text):
            self.wrong.append(text)

    def go(self, address):
        self.page.goto(self.base + address)
        return self

    def map(self, state="ready"):
        self.page.wait_for_selector(f'[data-map][data-state="{state}"]')
        return self.page.locator("[data-map]")

    def violations(self):
        found = self.page.evaluate(
            f"{AXE}; axe.run({RULES}).then((r) => r.violations.map((v) => "
            "[v.id, v.nodes.map((n) => n.html.slice(0, 120))]))"
        )
        return json.dumps(found, indent=1) if found else ""
