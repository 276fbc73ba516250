"""Every kind of tampering is found: by `assure verify` and by a verifier that shares no code."""

import json
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

import peelian
from peelian.assure.ledger import Event, Stream
from peelian.cli.main import main

SCRIPT = Path(__file__).resolve().parents[3] / "scripts" / "verify_ledger.py"
TRIGGERS = ("ledger_no_update", "ledger_no_delete", "ledger_in_order")


@pytest.fixture(scope="module")
def sound(tmp_path_factory) -> Path:
    """A folder with 40 entries in two streams, and a head exported after 30."""
    root = tmp_path_factory.mktemp("sound")
    with peelian.open(root) as desk:
        ledger = desk.workspace.ledger
        for n in range(30):
            stream = Stream.STATUTORY if n % 3 == 0 else Stream.RECORD
            ledger.append(Event("run.started", f"a{n}", "hub.read", f"s{n}", {"n": n}, stream))
    assert main(["assure", "export", "--data", str(root), "--out", str(root / "head.json")]) == 0
    with peelian.open(root) as desk:
        desk.workspace.ledger.append_many(
            Event("run.started", f"b{n}", "hub.read") for n in range(9)
        )
    return root


@pytest.fixture
def folder(sound, tmp_path) -> Path:
    root = tmp_path / "folder"
    shutil.copytree(sound, root)
    return root


def tamper(folder: Path, statements: str) -> None:
    """Do what somebody with the file can do: drop the triggers and write."""
    link = sqlite3.connect(folder / "casework.sqlite3")
    for name in TRIGGERS:
        link.execute(f"DROP TRIGGER {name}")
    for statement in statements.split(";"):
        link.execute(statement)
    link.commit()
    link.close()


def both(folder: Path, capsys, head: bool = False) -> tuple[int, str, int, str]:
    """Ask the product and the independent script."""
    outside = str(folder / "head.json")
    code = main(["assure", "verify", "--data", str(folder), *(["--head", outside] if head else [])])
    said = capsys.readouterr().err
    done = subprocess.run(
        [sys.executable, SCRIPT, folder / "casework.sqlite3", *([outside] if head else [])],
        capture_output=True,
        text=True,
        check=False,
    )
    return code, said, done.returncode, done.stdout


def test_the_independent_verifier_is_short_and_shares_no_code():
    text = SCRIPT.read_text("utf-8")
    assert len(text.splitlines()) <= 60
    assert "import peelian" not in text
    assert "from peelian" not in text


@pytest.mark.parametrize("head", [False, True])
def test_a_sound_ledger_passes_both(folder, capsys, head):
    code, _, script, said = both(folder, capsys, head)
    assert (code, script) == (0, 0), said


EDITS = {
    "edit": ("UPDATE ledger SET payload = replace(payload, 'a7', 'a8') WHERE sequence = 5", 5),
    "edit the time": ("UPDATE ledger SET at = '2020' WHERE stream='record' AND sequence = 6", 6),
    "delete": ("DELETE FROM ledger WHERE stream = 'record' AND sequence = 7", 7),
    "reorder": (
        (
            "UPDATE ledger SET id = 0 WHERE id = 8; UPDATE ledger SET id = 8 WHERE id = 9;"
            "UPDATE ledger SET id = 9 WHERE id = 0"
        ),
        5,
    ),
    "insert": (
        (
            "INSERT INTO ledger (id, stream, sequence, at, payload, previous, digest)"
            " SELECT 1000, stream, 40, at, payload, 'y', 'x' FROM ledger WHERE id = 8"
        ),
        31,
    ),
    "truncate the tail": ("DELETE FROM ledger WHERE stream = 'record' AND sequence > 20", 21),
    "truncate a whole stream": ("DELETE FROM ledger WHERE stream = 'statutory'", 1),
}


@pytest.mark.parametrize("kind", EDITS)
def test_tampering_is_found_at_its_first_entry(folder, capsys, kind):
    statement, first = EDITS[kind]
    tamper(folder, statement)
    code, said, script, printed = both(folder, capsys)
    assert code == 3, said
    assert f"Entry {first} of" in said
    assert script == 3
    assert "NOT INTACT" in printed


def rebuild(folder: Path) -> None:
    """Write a shorter history with the folder's own code and keys: consistent in itself."""
    for name in ("casework.sqlite3", "casework.sqlite3-wal", "casework.sqlite3-shm"):
        (folder / name).unlink(missing_ok=True)
    with peelian.open(folder) as desk:
        for n in range(45):
            stream = Stream.STATUTORY if n % 3 == 0 else Stream.RECORD
            desk.workspace.ledger.append(Event("run.started", f"z{n}", "hub.read", "", {}, stream))


def test_a_full_rebuild_is_found_by_the_head_kept_outside(folder, capsys):
    rebuild(folder)
    code, _, script, _ = both(folder, capsys)
    assert (code, script) == (0, 0), "consistent in itself: nothing inside can tell"
    code, said, script, printed = both(folder, capsys, head=True)
    assert code == 3
    assert "a signed head was made for" in said
    assert (script, "NOT INTACT" in printed) == (3, True)


def test_a_rebuild_with_a_new_key_is_found(folder, capsys):
    (folder / "sign.key").unlink()
    rebuild(folder)
    code, said, script, _ = both(folder, capsys, head=True)
    assert (code, script) == (3, 3)
    assert "another key" in said


def test_a_forged_head_file_is_found(folder, capsys):
    path = folder / "head.json"
    lines = [json.loads(line) for line in path.read_text().splitlines()]
    lines[0]["sequence"] -= 1
    path.write_text("\n".join(json.dumps(line) for line in lines))
    code, said, script, _ = both(folder, capsys, head=True)
    assert (code, script) == (3, 3)
    assert "not genuine" in said


def test_after_a_cut_tail_nothing_more_is_written_over_the_gap(folder):
    link = sqlite3.connect(folder / "casework.sqlite3")
    link.execute("DROP TRIGGER ledger_no_delete")
    link.execute("DELETE FROM ledger WHERE stream = 'record' AND sequence > 20")
    link.commit()
    link.close()
    with peelian.open(folder) as desk, pytest.raises(Exception, match="only grows"):
        desk.workspace.ledger.append(Event("run.started", "x"))


def test_an_approval_changed_in_the_database_is_found(tmp_path, capsys):
    from tests.governed import Force, card

    with peelian.open(tmp_path) as desk:
        Force(desk.workspace.casework).approved(card())
    assert main(["assure", "verify", "--data", str(tmp_path)]) == 0
    link = sqlite3.connect(tmp_path / "casework.sqlite3")
    link.execute("DROP TRIGGER governance_no_change")
    link.execute(
        "UPDATE governance SET body = replace(body, '\"patrol-planning\"', '\"anything\"')"
        " WHERE kind = 'use'"
    )
    link.commit()
    link.close()
    capsys.readouterr()
    assert main(["assure", "verify", "--data", str(tmp_path)]) == 3
    assert "changed after it was given" in capsys.readouterr().err
