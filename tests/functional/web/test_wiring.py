"""Opening folders: under an event loop, several at once, quickly, from many processes."""

import asyncio
import sqlite3
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

import peelian
from peelian.assure.ledger import Event, first_bad
from peelian.ground.errors import InputError
from peelian.web import folder
from peelian.web.wiring import open_casework
from tests import postgresql


def test_casework_works_under_a_running_event_loop(tmp_path):
    async def notebook() -> list[str]:
        with peelian.open(tmp_path) as desk:
            desk.workspace.ledger.append(Event("note", "a1"))
            return [e.payload["kind"] for e in desk.workspace.ledger.entries()]

    assert asyncio.run(notebook()) == ["note"]


def test_two_folders_in_one_process_keep_apart(tmp_path):
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
    one, two = open_casework(tmp_path / "one"), open_casework(tmp_path / "two")
    one.ledger.append(Event("in one", "a1"))
    two.ledger.append(Event("in two", "a1"))
    assert [e.payload["kind"] for e in one.ledger.entries()] == ["in one"]
    assert [e.payload["kind"] for e in two.ledger.entries()] == ["in two"]
    one.close()
    two.close()


def test_a_folder_opened_twice_is_one_ledger(tmp_path):
    first, second = open_casework(tmp_path), open_casework(tmp_path)

    def write(which):
        return [which.ledger.append(Event("a", "x")).sequence for _ in range(25)]

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(write, [first, second]))
    first.close()
    assert first_bad(second.ledger.entries()) is None
    assert len(list(second.ledger.entries())) == 50
    second.close()


def test_what_was_recorded_is_there_after_closing(tmp_path):
    for _ in range(2):
        casework = open_casework(tmp_path)
        casework.ledger.append(Event("a", "x"))
        casework.close()
    casework = open_casework(tmp_path)
    assert [e.sequence for e in casework.ledger.entries()] == [1, 2]
    casework.close()


def test_processes_opening_a_new_folder_together_all_succeed(tmp_path):
    code = (
        "import sys, pathlib\n"
        "from peelian.web.wiring import open_casework\n"
        "from peelian.assure.ledger import Event\n"
        "c = open_casework(pathlib.Path(sys.argv[1]))\n"
        "[c.ledger.append(Event('a', 'x')) for _ in range(10)]\n"
        "c.close()\n"
    )
    running = [
        subprocess.Popen(
            [sys.executable, "-c", code, str(tmp_path)],
            env={"PYTHONPATH": ":".join(p for p in sys.path if p)},
        )
        for _ in range(3)
    ]
    assert [one.wait(60) for one in running] == [0, 0, 0]
    casework = open_casework(tmp_path)
    assert first_bad(casework.ledger.entries()) is None
    assert len(list(casework.ledger.entries())) == 30
    casework.close()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE ledger SET at = ''",
        "DELETE FROM ledger",
        "INSERT OR REPLACE INTO ledger SELECT * FROM ledger WHERE sequence = 1",
        "INSERT INTO ledger SELECT 9, stream, 9, at, payload, 'x', 'y' FROM ledger",
        "INSERT INTO ledger SELECT 9, stream, 0, at, payload, 'x', 'y' FROM ledger",
    ],
)
def test_sqlite_refuses_to_change_the_ledger(tmp_path, statement):
    casework = open_casework(tmp_path)
    casework.ledger.append(Event("a", "x"))
    casework.close()
    database = sqlite3.connect(tmp_path / folder.CASEWORK)
    with pytest.raises(sqlite3.IntegrityError, match="only grows"):
        database.execute(statement)
    database.close()


def test_sqlite_wipes_what_it_deletes_and_writes_ahead(tmp_path):
    from django.db import connections

    from peelian.web import wiring

    wiring.serve_folder(tmp_path)
    with connections["default"].cursor() as cursor:
        for pragma, wanted in (("secure_delete", 1), ("journal_mode", "wal"), ("synchronous", 2)):
            assert cursor.execute(f"PRAGMA {pragma}").fetchone()[0] == wanted


def test_the_secret_key_is_made_once_for_its_owner_only(tmp_path):
    first = folder.secret_key(tmp_path)
    assert folder.secret_key(tmp_path) == first
    assert len(first) >= 50
    assert stat.S_IMODE((tmp_path / folder.SECRET).stat().st_mode) == 0o600
    assert [p.name for p in tmp_path.iterdir()] == [folder.SECRET]


def test_settings_that_cannot_be_read_are_said(tmp_path):
    for text in ("not toml", '[database]\nurl = "mysql://x/y"'):
        (tmp_path / folder.SETTINGS).write_text(text)
        with pytest.raises(InputError):
            open_casework(tmp_path)


def test_a_password_with_signs_reaches_the_database(tmp_path):
    url = "postgresql://me:p%40ss%2Fw@db.example:5433/case%20work"
    (tmp_path / folder.SETTINGS).write_text(f'[database]\nurl = "{url}"\n')
    found = folder.read(tmp_path).database
    assert (found["USER"], found["PASSWORD"], found["HOST"], found["PORT"], found["NAME"]) == (
        "me", "p@ss/w", "db.example", "5433", "case work",
    )  # fmt: skip


@pytest.fixture(scope="module")
def postgresql_folder(tmp_path_factory):
    home = postgresql.programs()
    if home is None:
        pytest.skip("PostgreSQL is not on this machine")
    root = tmp_path_factory.mktemp("folder")
    with postgresql.server(home) as url:
        (root / folder.SETTINGS).write_text(f'[database]\nurl = "{url}"\n')
        yield root, url


@pytest.mark.parametrize(
    "statement",
    ["UPDATE ledger SET at = ''", "DELETE FROM ledger", "TRUNCATE ledger"],
)
def test_postgresql_refuses_to_change_the_ledger(postgresql_folder, statement):
    import psycopg

    root, url = postgresql_folder
    casework = open_casework(root)
    casework.ledger.append(Event("a", "x"))
    casework.close()
    assert not (root / folder.CASEWORK).exists()
    with (
        psycopg.connect(url) as connection,
        pytest.raises(psycopg.errors.RaiseException, match="only grows"),
    ):
        connection.execute(statement)
