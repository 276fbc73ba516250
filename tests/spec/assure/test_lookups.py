"""assure.lookups: what speaks against work is seen, and linked look-ups never are."""

from datetime import UTC, datetime, timedelta

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from peelian.assure.lookups import kernel
from peelian.assure.lookups.formats import to_csv
from peelian.assure.lookups.model import Parameters
from peelian.assure.lookups.service import run
from peelian.assure.workspace import Workspace
from peelian.engine.memory import MemoryLake
from peelian.ground.errors import InputError

START = datetime(2025, 1, 1, 9, tzinfo=UTC)
ME = ("Ann", "Archer", "1 Elm Road, Aldrevby", "VH1 1AA")
PEOPLE = {
    "self": ("Ann May", "Archer", "9 Old Street, Orrinden"),
    "family": ("Bob", "Baker", "1 Elm Road, Aldrevby"),
    "neighbour": ("Cat", "Cole", "7 Elm Road, Aldrevby"),
    "colleague": ("Dan", "Drew", "5 Oak Lane, Orrinden"),
    "stranger": ("Eve", "Ellis", "2 Ash Grove, Velmerley"),
    "famous": ("Fay", "Frost", "3 Yew Court, Velmerley"),
    "again": ("Gus", "Gray", "4 Bay Close, Velmerley"),
}


@pytest.fixture
def looked(tmp_path):
    """Find cases among a background of linked look-ups and some that are not."""

    def find(*rows: tuple, per_hundred: float = 20.0):
        ordinary = [
            (START + timedelta(minutes=40 * n), f"u{n % 50}", f"b{n % 40}", "investigation", 7)
            for n in range(4_000)
        ]
        table = [*ordinary, *rows]
        columns = zip(*table, strict=True)
        names = ("at", "user", "record", "reason", "incident")
        lookups = pa.table(dict(zip(names, map(list, columns), strict=True)))
        lookups = lookups.append_column("system", pa.array(["crimes"] * len(table)))
        staff = [("u0", *ME), ("u1", "Dan", "Drew", "5 Oak Lane, Orrinden", "VH2 2BB")]
        staff += [(f"u{n}", f"F{n}", f"L{n}", f"{n} Far Road, Town{n}", "X") for n in range(2, 50)]
        records = [("crimes", k, *v, "") for k, v in PEOPLE.items()]
        _write(tmp_path / "l.parquet", lookups)
        _rows(tmp_path / "s.parquet", "user first_name last_name address postcode", staff)
        _rows(tmp_path / "r.parquet", "system record forenames surname address postcode", records)
        given = Parameters(
            tmp_path / "l.parquet", tmp_path / "s.parquet", tmp_path / "r.parquet", per_hundred
        )
        return run(Workspace(MemoryLake()), given)

    return find


def _write(path, table):
    pq.write_table(table, path)


def _rows(path, names, rows):
    columns = zip(*rows, strict=True)
    _write(path, pa.table(dict(zip(names.split(), map(list, columns), strict=True))))


def look(record: str, user: str = "u0", day: int = 3, reason="investigation", incident: int = 0):
    return START + timedelta(days=day, minutes=7), user, record, reason, incident


@pytest.mark.parametrize(
    ("record", "why"),
    [
        ("self", "same name"),
        ("family", "same address"),
        ("neighbour", "same street"),
        ("colleague", "a colleague's name and address"),
    ],
)
def test_a_relation_is_named(looked, record, why):
    (case,) = looked(look(record)).cases
    assert (case.user, case.record) == ("u0", record)
    assert why in case.reasons


def test_the_same_record_again_and_again(looked):
    (case,) = looked(*(look("again", day=d) for d in (3, 9, 30))).cases
    assert "3 times" in case.reasons


def test_many_people_on_one_record_without_an_incident(looked):
    rows = [look("famous", user=f"u{n}", day=n) for n in range(2, 9)]
    found = looked(*rows)
    assert {c.user for c in found.cases} == {f"u{n}" for n in range(2, 9)}
    assert "7 people looked up the same record" in found.cases[0].reasons


def test_many_records_in_one_go(looked):
    rows = [(START + timedelta(seconds=40 * n), "u5", f"x{n}", "test", 0) for n in range(30)]
    burst = looked(*rows).cases[0]
    assert (burst.user, burst.record, burst.lookups) == ("u5", "", 30)


def test_linked_look_ups_are_never_shown(looked):
    assert looked(look("self", incident=9)).cases == ()


def test_no_more_cases_than_can_be_reviewed(looked):
    rows = [look("stranger", user=f"u{n}", day=n) for n in range(2, 40)]
    found = looked(*rows, per_hundred=1.0)
    assert len(found.cases) <= 1.0 * found.staff / 100 * found.weeks


def test_the_summary_names_nobody(looked, tmp_path):
    found = looked(look("self"))
    assert "u0" not in str(found.summary())
    to_csv(found, tmp_path / "queue.csv")
    assert "u0,crimes,self" in (tmp_path / "queue.csv").read_text()


def test_a_file_without_its_columns_is_refused(tmp_path):
    path = tmp_path / "x.parquet"
    duckdb.sql(f"COPY (SELECT 1 AS a) TO '{path}' (FORMAT parquet)")
    with pytest.raises(InputError, match="lacks a column"):
        run(Workspace(MemoryLake()), Parameters(path, path, path))


def test_surprise_is_the_binomial_tail():
    found = kernel.surprise(np.array([1.0, 5.0]), np.array([1.0, 5.0]), np.array([0.5, 0.1]))
    assert found == pytest.approx([np.log(2), 5 * np.log(10)])
