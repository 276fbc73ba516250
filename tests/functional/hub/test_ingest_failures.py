"""Failures from outside: killed at any moment, a full disk, a second ingest, a cancel."""

import errno
import json
import subprocess
import sys
from pathlib import Path

import pytest

from peelian.engine.delta import DeltaLake
from peelian.ground.errors import BusyError, InputError
from peelian.hub.ingest.model import Parameters
from peelian.hub.ingest.service import run
from tests.published import street_file, street_row

BEFORE = [["a", "Under investigation"], ["b", "Under investigation"]]
AFTER = [["a", "Under investigation"], ["b", "Local resolution"], ["c", "Under investigation"]]


@pytest.fixture
def editions(tmp_path):
    first = street_file(tmp_path / "1", [street_row("a"), street_row("b")])
    rows = [street_row("a"), street_row("b", outcome="Local resolution"), street_row("c")]
    return first, street_file(tmp_path / "2", [*rows, "bad,row"])


def test_killed_at_every_step_the_lake_is_whole_and_the_work_can_be_done_again(editions, tmp_path):
    root = Path(__file__).parents[3]
    program = [sys.executable, str(Path(__file__).with_name("killed_ingest.py"))]
    done = subprocess.run(
        [*program, *map(str, editions), str(tmp_path / "work")],
        capture_output=True,
        text=True,
        check=True,
        timeout=300,
        env={"PYTHONPATH": str(root / "src"), "PATH": ""},
    )
    reports = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(reports) > 20
    for report in reports:
        assert report["trouble"] == ""
        assert report["left"] in (BEFORE, AFTER), report["moment"]
        assert report["then"] == AFTER, report["moment"]
        account = report["again"]["files"][0]
        if report["left"] == AFTER:
            assert account["rows_unchanged"] == 3, report["moment"]
        else:
            assert (account["rows_new"], account["rows_changed"]) == (1, 1), report["moment"]
    said = {line for report in reports for line in report["again"]["recovered"]}
    assert said == {
        "An earlier ingest that was interrupted was complete and stands.",
        "An earlier ingest that was interrupted was incomplete and was discarded.",
    }
    assert reports[-1]["again"]["recovered"] == []


@pytest.mark.parametrize("step", ["append", "commit"])
def test_a_full_disk_leaves_the_last_batch_as_it_was(delta_workspace, editions, monkeypatch, step):
    run(delta_workspace, Parameters((editions[0],)))
    before = delta_workspace.lake.read("incidents").order("uid").fetchall()

    def full(*_given, **_named):
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(DeltaLake, step, full)
        with pytest.raises(OSError, match="No space left"):
            run(delta_workspace, Parameters((editions[1],)))
    assert delta_workspace.lake.read("incidents").order("uid").fetchall() == before
    assert run(delta_workspace, Parameters((editions[1],))).files[0].rows_changed == 1


def test_a_failure_after_the_commit_does_not_undo_it(delta_workspace, editions, monkeypatch):
    ledger = type(delta_workspace.ledger)
    append = ledger.append

    def failing(self, event):
        if event.kind == "ingest.committed":
            raise OSError(errno.EIO, "Input/output error")
        return append(self, event)

    with monkeypatch.context() as patched:
        patched.setattr(ledger, "append", failing)
        with pytest.raises(OSError, match="Input/output"):
            run(delta_workspace, Parameters((editions[0],)))
    assert len(delta_workspace.lake.read("incidents").fetchall()) == 2
    said = run(delta_workspace, Parameters((editions[1],))).recovered
    assert said == ("An earlier ingest that was interrupted was complete and stands.",)


def test_a_refused_file_is_not_kept(delta_workspace, tmp_path):
    bad = tmp_path / "2024-01-durham-street.csv"
    bad.write_text("a,b\n1,2\n", "utf-8")
    with pytest.raises(InputError):
        run(delta_workspace, Parameters((bad,)))
    assert [p for p in delta_workspace.bronze.rglob("*") if p.is_file()] == []


def test_a_second_ingest_at_the_same_time_is_told_to_wait(delta_workspace, editions):
    other = DeltaLake(delta_workspace.bronze.parent / "lake")
    with other.writing(), pytest.raises(BusyError):
        run(delta_workspace, Parameters((editions[0],)))


def test_a_cancelled_ingest_leaves_nothing(delta_workspace, editions):
    def cancel(_what, _done, _total):
        raise KeyboardInterrupt

    cancelling = delta_workspace.acting_as(delta_workspace.session, progress=cancel)
    with pytest.raises(KeyboardInterrupt):
        run(cancelling, Parameters((editions[0],)))
    assert not delta_workspace.lake.has("incidents")
    kinds = [e.payload["kind"] for e in delta_workspace.ledger.entries()]
    assert kinds == ["ingest.intended", "ingest.discarded"]
