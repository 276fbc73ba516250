"""The tutorial runs: each block of it, in order, in one folder, by the commands a reader types."""

import csv
import os
import re
import subprocess
import sys

import pytest

from tests.architecture.files import ROOT

PAGE = ROOT / "docs" / "tutorials" / "first-hour.md"
BLOCK = re.compile(r"^```(sh|python)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def after(tmp_path_factory):
    """The folder the tutorial was done in, and what its blocks printed."""
    folder = tmp_path_factory.mktemp("tutorial")
    command = folder / "bin" / "peelian"
    command.parent.mkdir()
    command.write_text(
        f"#!{sys.executable}\nimport sys\nfrom peelian.cli import main\nsys.exit(main())\n"
    )
    command.chmod(0o755)
    path = f"{command.parent}{os.pathsep}{os.environ['PATH']}"
    environment = os.environ | {"PATH": path, "PYTHONPATH": str(ROOT / "src")}
    printed = []
    for language, words in BLOCK.findall(PAGE.read_text()):
        done = subprocess.run(
            ["sh", "-ec", words] if language == "sh" else [sys.executable, "-c", words],
            cwd=folder,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, f"{words}\n{done.stderr}"
        printed.append(done.stdout)
    return folder, printed


def test_every_block_runs_and_says_something(after):
    _folder, printed = after
    assert len(printed) == 8
    assert all(printed)


def test_its_files_are_there(after):
    folder, _printed = after
    made = {p.name for p in folder.iterdir()} - {"bin"}
    assert made == {"extract", "trial", "burglary.csv", "hotspots.geojson", "plan"}
    assert any(p.suffix == ".pdf" for p in (folder / "plan").iterdir())


def test_python_and_the_command_line_agree(after):
    folder, printed = after
    with (folder / "burglary.csv").open(newline="") as rows:
        count = sum(1 for _ in csv.DictReader(rows))
    assert printed[-1] == f"{count} burglaries in 21 months\n"
