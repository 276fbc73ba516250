"""No file beyond a sitting, no drawers, nothing of one machine, every exception with its reason."""

import pytest

from tests.architecture import files


@pytest.mark.parametrize(
    "rule",
    [files.too_long, files.drawers, files.places, files.unfinished, files.unexplained],
)
def test_the_checkout_keeps_the_rule(rule):
    assert rule(files.ROOT) == []


@pytest.mark.parametrize(
    ("rule", "name", "content"),
    [
        (files.too_long, "src/peelian/hub/long.py", "x = 1\n" * 401),
        (files.drawers, "src/peelian/hub/utils.py", ""),
        (files.drawers, "src/peelian/common/__init__.py", ""),
        (files.places, "README.md", "See /" + "home/me/peelian"),
        (files.places, ".npmrc", "registry=https://registry.n" + "pmjs.org"),
        (files.unfinished, "src/peelian/hub/x.py", "# TO" + "DO later"),
        (files.unexplained, "src/peelian/hub/x.py", "import a  # no" + "qa: F401"),
        (files.unexplained, "src/peelian/hub/x.py", "a = 1  # type: ig" + "nore[misc]"),
    ],
)
def test_a_planted_violation_is_caught(rule, name, content, tmp_path):
    planted = tmp_path / name
    planted.parent.mkdir(parents=True, exist_ok=True)
    planted.write_text(content)
    assert len(rule(tmp_path)) == 1


def test_a_reason_satisfies(tmp_path):
    (tmp_path / "x.py").write_text(
        "import a  # no" + "qa: F401 - shown to readers\n"
        "a = 1  # type: ig" + "nore[misc]  # the library says so\n"
    )
    assert files.unexplained(tmp_path) == []
