"""Commands that open another door, and how quickly the first one opens."""

import csv
import io
import json
import os
import socket
import subprocess
import sys
import zipfile

import pytest

import peelian
from peelian.cli import doors, main
from peelian.cli.demo import fill
from tests.architecture.files import ROOT

HEAVY = {"duckdb", "numpy", "pyarrow", "deltalake", "django", "rich", "scipy", "numba", "shapely"}


@pytest.mark.parametrize("words", [["--help"], ["--version"], ["hub", "--help"]])
def test_starting_loads_nothing_heavy(words):
    script = (
        "import json, sys\nfrom peelian.cli import main\n"
        f"main({words!r})\nprint(json.dumps(sorted(m.split('.')[0] for m in sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        env=os.environ | {"PYTHONPATH": str(ROOT / "src")},
        capture_output=True,
        text=True,
        check=True,
    )
    assert not HEAVY & set(json.loads(done.stdout.splitlines()[-1]))


def published_rows() -> int:
    """Street crimes in the shipped archive, counted with nothing of ours."""
    archive = next((ROOT / "src" / "peelian" / "sample" / "extract").glob("*.zip"))
    with zipfile.ZipFile(archive) as files:
        return sum(
            len(list(csv.DictReader(io.TextIOWrapper(files.open(name), "utf-8", newline=""))))
            for name in files.namelist()
            if name.endswith("-street.csv")
        )


def test_the_demo_fills_a_folder_once(tmp_path, capsys):
    fill(tmp_path)
    with peelian.open(tmp_path) as desk:
        batches = desk.workspace.lake.batches()
        real = desk.hub.read(table="incidents", force="city-of-london")
        assert real.count == published_rows()
        assert desk.hub.read(table="incidents", force="averlund").count > 20_000
    assert (tmp_path / "fiction" / "DATASHEET.md").is_file()
    fill(tmp_path)
    with peelian.open(tmp_path) as desk:
        assert desk.workspace.lake.batches() == batches
    assert capsys.readouterr().out == ""


def test_a_port_in_use_is_said(tmp_path, capsys):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert main(["serve", "--data", str(tmp_path), "--port", str(port)]) == 2
    assert f"The pages cannot be shown at port {port}." in capsys.readouterr().err


def test_serve_hands_its_options_to_the_web_door(tmp_path, monkeypatch):
    from peelian.web import serve

    asked = []
    monkeypatch.setattr(serve, "serve", lambda *given: asked.append(given))
    assert main(["serve", "--data", str(tmp_path)]) == 0
    assert asked == [(tmp_path, "127.0.0.1", 8000)]
    assert set(doors.COMMANDS) == {"serve", "demo"}
