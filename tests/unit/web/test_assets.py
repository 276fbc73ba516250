"""What browsers load is committed, small, and asks nobody else for anything."""

import json
import re
from importlib.resources import files
from pathlib import Path

import pytest

WEB = Path(str(files("peelian.web")))
VENDOR = WEB / "static" / "vendor"
EXPECTED = {
    "govuk/LICENSE.txt",
    "govuk/govuk.css",
    "govuk/govuk.js",
    "maplibre/LICENSE.txt",
    "maplibre/maplibre-gl-worker.js",
    "maplibre/maplibre-gl.css",
    "maplibre/maplibre-gl.js",
}


def test_the_third_party_files_are_exactly_these():
    found = {p.relative_to(VENDOR).as_posix() for p in VENDOR.rglob("*") if p.is_file()}
    assert found == EXPECTED


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_no_file_is_heavy(name):
    assert (VENDOR / name).stat().st_size < 3_000_000


def test_what_is_reserved_for_gov_uk_is_absent():
    css = (VENDOR / "govuk" / "govuk.css").read_text()
    assert re.findall(r"url\(|GDS Transport|crest|crown", css, re.IGNORECASE) == []


def test_no_style_or_script_names_a_source_map_that_is_not_there():
    for path in VENDOR.rglob("*.[jc]s*"):
        assert "sourceMappingURL" not in path.read_text()


def test_the_lock_holds_no_registry_address():
    lock = json.loads((WEB / "assets" / "package-lock.json").read_text())
    assert [name for name, p in lock["packages"].items() if "resolved" in p] == []
    assert all("integrity" in p for name, p in lock["packages"].items() if name)
