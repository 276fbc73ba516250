"""What the shipped extract is: real files as published, whole, with their licence."""

import csv
import io
import zipfile

from peelian.assure.workspace import Workspace
from peelian.engine.memory import MemoryLake
from peelian.sample.extract.formats import FORMATS
from peelian.sample.extract.model import Parameters
from peelian.sample.extract.service import run


def test_it_is_handed_out_with_its_licence(tmp_path):
    result = run(Workspace(MemoryLake()), Parameters())
    FORMATS["folder"](result, tmp_path)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["LICENCE.txt", result.name]
    assert "Open Government Licence" in (tmp_path / "LICENCE.txt").read_text()
    assert (tmp_path / result.name).read_bytes() == result.archive


def test_it_holds_21_months_of_two_kinds():
    result = run(Workspace(MemoryLake()), Parameters())
    with zipfile.ZipFile(io.BytesIO(result.archive)) as files:
        assert files.testzip() is None
        names = [name for name in files.namelist() if name.endswith(".csv")]
    assert len(names) == 42
    assert len({name.split("/")[0] for name in names}) == 21


def test_it_is_the_published_bytes(shared_data):
    result = run(Workspace(MemoryLake()), Parameters())
    golden = {}
    with (shared_data / "police_uk" / "GOLDEN_counts_shared.csv").open(newline="") as table:
        for row in csv.DictReader(table):
            if "city-of-london" in row["member"]:
                golden[row["member"]] = int(row["rows"])
    with zipfile.ZipFile(io.BytesIO(result.archive)) as files:
        for name, rows in golden.items():
            text = io.TextIOWrapper(files.open(name), "utf-8-sig", newline="")
            assert sum(1 for _ in csv.DictReader(text)) == rows, name
    assert len(golden) == 42
