"""A real browser on a served folder: what the policy refused, what left, what axe finds.

The server is a process of its own: Django's models refuse to work under the browser's event loop.
"""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

AXE = Path(__file__).parent / "functional" / "web" / "vendor" / "axe.min.js"
WIDTHS = {"desktop": (1280, 900), "phone": (375, 740)}
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
FLAGS = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-background-networking"]
_LISTEN = """
window.refused = [];
document.addEventListener("securitypolicyviolation", (e) =>
  window.refused.push(`${e.violatedDirective} ${e.blockedURI}`));
"""


def program() -> str:
    """The browser on this machine."""
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if found := shutil.which(name):
            return found
    pytest.skip("Chromium is not on this machine")


@contextmanager
def served(root: Path) -> Iterator[str]:
    """Run ``peelian serve`` on ``root``; yield its address."""
    code = "import sys; from peelian.cli import main; sys.exit(main())"
    command = [sys.executable, "-c", code, "serve", "--data", str(root), "--port", "0"]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(p for p in sys.path if p)}
    server = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=environment)
    try:
        line = server.stderr.readline()
        found = re.search(r"https?://\S+", line)
        assert found, line + server.stderr.read()
        yield found[0].rstrip("/").replace("https://", "http://")
    finally:
        server.terminate()
        server.communicate(timeout=20)


class Visit:
    """One person's browser window on the pages."""

    def __init__(self, page: Any, base: str) -> None:
        self.page, self.base = page, base
        self.outside: list[str] = []
        self.said: list[str] = []
        page.add_init_script(_LISTEN)
        page.on("request", self._asked)
        page.on("console", self._heard)
        page.on("pageerror", lambda error: self.said.append(str(error)))

    def sign_in(self, name: str, password: str) -> None:
        self.open("/signin")
        self.page.fill("#username", name)
        self.page.fill("#password", password)
        self.page.click("button[type=submit]:has-text('Sign in')")
        self.page.wait_for_selector("h1")

    def open(self, path: str) -> None:
        self.page.goto(self.base + path, wait_until="load")

    def faults(self) -> list[str]:
        """Everything the policy refused, scripts said, or that was asked of another machine."""
        refused = self.page.evaluate("window.refused")
        return [*refused, *self.said, *self.outside]

    def axe(self) -> list[str]:
        """Each accessibility rule the page breaks, and where."""
        self.page.evaluate(AXE.read_text("utf-8"))
        options = json.dumps({"runOnly": {"type": "tag", "values": RULES}})
        found = self.page.evaluate(f"axe.run(document, {options})")
        return [
            f"{v['id']}: {v['help']} | {n['html'][:160]}"
            for v in found["violations"]
            for n in v["nodes"]
        ]

    def too_wide(self) -> bool:
        """Whether the page itself scrolls sideways."""
        return bool(
            self.page.evaluate(
                "document.documentElement.scrollWidth > document.documentElement.clientWidth"
            )
        )

    def shot(self, path: Path) -> None:
        """Save a picture of the whole page."""
        path.parent.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=path, full_page=True)

    def _asked(self, request: Any) -> None:
        here = urlsplit(self.base).netloc
        if urlsplit(request.url).scheme in ("http", "https", "ws") and (
            urlsplit(request.url).netloc != here
        ):
            self.outside.append(request.url)

    def _heard(self, message: Any) -> None:
        expected = re.search(r"status of (400|403|404|409|422|429)", message.text)
        drawing = "GL Driver Message" in message.text  # how fast maps are drawn in software
        if message.type in ("error", "warning") and not (expected or drawing):
            self.said.append(message.text)


@contextmanager
def browser() -> Iterator[Any]:
    """Start the browser."""
    from playwright.sync_api import sync_playwright

    where = program()
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=where, args=FLAGS, headless=True)
        yield opened
        opened.close()


def visit(opened: Any, base: str, width: str, **context: Any) -> Visit:
    """Open a window of the given width with a fresh session."""
    wide, high = WIDTHS[width]
    window = opened.new_context(viewport={"width": wide, "height": high}, **context)
    window.set_default_timeout(20_000)
    return Visit(window.new_page(), base)
