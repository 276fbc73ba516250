"""Hot spots through the command line, from published files to saved files."""

import json
import zipfile
from pathlib import Path

import pytest

from peelian.cli import main

ARCHIVE = "city-of-london_street+sas_2018-04_2019-12.zip"


@pytest.fixture(scope="module")
def data(shared_data: Path, tmp_path_factory) -> Path:
    """A data folder with the last nine months of two years of City of London street crime."""
    home = tmp_path_factory.mktemp("data")
    with zipfile.ZipFile(shared_data / "police_uk" / ARCHIVE) as files:
        names = [n for n in files.namelist() if n.endswith("-street.csv") and n[5:7] >= "04"]
        files.extractall(home / "files", names)
    assert main(["hub", "ingest", str(home / "files"), "--data", str(home / "d"), "--quiet"]) == 0
    return home / "d"


def ask(data: Path, *rest: str) -> int:
    months = ["--from", "2019-04", "--to", "2019-12"]
    base = ["insight", "hotspots", "--data", str(data), "--force", "city-of-london", *months]
    return main([*base, "--quiet", *rest])


def test_the_command_as_written(data, tmp_path, capsys):
    capsys.readouterr()
    out = tmp_path / "h.geojson"
    code = ask(data, "--crime-type", "burglary", "--out", str(out), "--json")
    printed = json.loads(capsys.readouterr().out)
    saved = json.loads(out.read_text("utf-8"))
    assert code == 0
    assert printed["incidents"] == saved["peelian"]["incidents"] == 255
    assert saved["peelian"]["last_year_incidents"] == 234
    assert saved["features"][0]["properties"]["reason"] == printed["hotspots"][0]["reason"]
    assert printed["hotspots"][0]["reason"].startswith("15 burglaries in 9 months, 3.4 times")


def test_several_files_at_once(data, tmp_path):
    outs = [tmp_path / name for name in ("h.xlsx", "h.csv")]
    assert ask(data, *(word for out in outs for word in ("--out", str(out)))) == 0
    assert all(out.stat().st_size > 1000 for out in outs)


def test_no_hour_from_published_files(data, capsys):
    assert ask(data, "--by", "hour") == 4
    assert "carry only the month in which they happened" in capsys.readouterr().err


def test_nothing_is_written_when_the_question_is_refused(data, tmp_path):
    out = tmp_path / "h.geojson"
    assert ask(data, "--measure", "harm", "--out", str(out)) == 4
    assert list(tmp_path.iterdir()) == []
