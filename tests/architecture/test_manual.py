"""The manual builds without a complaint, and its pages ask no other host for anything."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.files import ROOT

FETCHED = re.compile(r"""(?:src|href)=["']?https?://|url\(["']?https?://|@import""")


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    folder = tmp_path_factory.mktemp("manual")
    shutil.copy(ROOT / "zensical.toml", folder)
    shutil.copytree(ROOT / "docs", folder / "docs")
    done = subprocess.run(
        [Path(sys.executable).with_name("zensical"), "build", "--strict"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return folder / "site"


def test_every_page_is_built(site):
    pages = {p.relative_to(ROOT / "docs").with_suffix(".html") for p in ROOT.glob("docs/**/*.md")}
    built = {p.relative_to(site) for p in site.rglob("*.html")}
    assert pages <= built


def test_no_page_loads_anything_from_elsewhere(site):
    loads = re.compile(r"<(?:script|link|img|iframe)\b[^>]*>")
    found = [
        f"{page.relative_to(site)}: {tag}"
        for page in site.rglob("*.html")
        for tag in loads.findall(page.read_text(encoding="utf-8"))
        if FETCHED.search(tag) and 'rel="canonical"' not in tag
    ]
    assert found == []
    for style in site.rglob("*.css"):
        assert not FETCHED.search(style.read_text(encoding="utf-8")), style.name
