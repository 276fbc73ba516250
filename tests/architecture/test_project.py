"""Dependencies with reasons and hashes; a manual whose every page is reached and current."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture import project
from tests.architecture.files import ROOT


@pytest.mark.parametrize(
    "rule", [project.reasons, project.unlocked, project.dead_links, project.unlisted_pages]
)
def test_the_checkout_keeps_the_rule(rule):
    assert rule(ROOT) == []


def test_the_reference_is_what_the_records_say():
    done = subprocess.run(
        [sys.executable, ROOT / "docs" / "scripts" / "make_reference.py", "--check"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("name", "old", "new", "rule"),
    [
        ("pyproject.toml", "# statistics and spatial indexes for the kernels", "", project.reasons),
        ("pyproject.toml", '  "rich>=14",', '  "richer>=14",', project.unlocked),
        ("zensical.toml", '"index.md"', '"gone.md"', project.unlisted_pages),
        ("README.md", "# Peelian", "# Peelian\n\n[there](nowhere.md)", project.dead_links),
    ],
)
def test_a_planted_violation_is_caught(name, old, new, rule, tmp_path):
    for path in ("pyproject.toml", "requirements.lock", "requirements-dev.lock", "zensical.toml"):
        (tmp_path / path).write_text((ROOT / path).read_text())
    page = tmp_path / "docs" / "index.md"
    page.parent.mkdir()
    page.write_text("# Peelian\n")
    planted = tmp_path / name
    planted.write_text((ROOT / name).read_text().replace(old, new))
    assert rule(tmp_path) != []
    assert Path(planted).read_text() != (ROOT / name).read_text()
