"""The folder: refused when it is not ours, resumed when interrupted, whole or not at all."""

import errno
import json
import shutil

import pytest

from peelian.assure.workspace import Workspace
from peelian.engine.memory import MemoryLake
from peelian.ground.errors import InputError
from peelian.sample.force import making, store
from peelian.sample.force.model import Parameters
from peelian.sample.force.service import run


def made(root, **given):
    return run(Workspace(MemoryLake()), Parameters(out=root, **given))


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"size": "huge"}, "size"),
        ({"seed": -1}, "seed"),
        ({"tables": ("weather",)}, "tables"),
        ({"as_": "excel"}, "as"),
        ({"size": "national", "tables": ("patrols",)}, "national"),
        ({"as_": "police-uk", "tables": ("place",)}, "data.police.uk"),
    ],
)
def test_bad_settings_are_refused_in_plain_words(tmp_path, given, told):
    with pytest.raises(InputError) as refused:
        Parameters(out=tmp_path, **given)
    assert told in refused.value.what


def test_a_folder_with_other_files_is_left_alone(tmp_path):
    (tmp_path / "mine.txt").write_text("precious")
    for overwrite in (False, True):
        with pytest.raises(InputError, match="did not write"):
            made(tmp_path, tables=("interventions",), overwrite=overwrite)
    assert [p.name for p in tmp_path.iterdir()] == ["mine.txt"]


def test_a_file_is_not_a_folder(tmp_path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(InputError, match="is a file"):
        made(tmp_path / "file", tables=("interventions",))


def test_a_finished_sample_is_replaced_only_when_asked(tmp_path):
    made(tmp_path / "s", tables=("interventions",))
    with pytest.raises(InputError, match="--overwrite"):
        made(tmp_path / "s", tables=("interventions",))
    (tmp_path / "s" / "notes.txt").write_text("mine")
    made(tmp_path / "s", tables=("feeds",), overwrite=True)
    left = {p.name for p in (tmp_path / "s").iterdir()}
    assert left == {"feeds", "notes.txt", "manifest.txt", "DATASHEET.md", "LICENCE.txt"}


def test_an_interrupted_run_goes_on_where_it_stopped(tmp_path, monkeypatch):
    whole = made(tmp_path / "whole", tables=("interventions", "feeds"))

    def power_cut(given, world):
        (given.path("half.csv")).write_text("half")
        raise KeyboardInterrupt

    monkeypatch.setitem(making.MAKERS, "feeds", power_cut)
    with pytest.raises(KeyboardInterrupt):
        made(tmp_path / "s", tables=("interventions", "feeds"))
    assert not (tmp_path / "s" / "feeds").exists()
    assert json.loads((tmp_path / "s" / "manifest.txt").read_text())["finished"] is False
    monkeypatch.undo()
    resumed = made(tmp_path / "s", tables=("interventions", "feeds"))
    assert resumed.resumed == ("interventions",)
    assert resumed.files == whole.files
    assert not (tmp_path / "s" / ".partial").exists()


def test_an_interrupted_run_is_not_resumed_with_other_settings(tmp_path, monkeypatch):
    monkeypatch.setitem(making.MAKERS, "feeds", lambda given, world: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        made(tmp_path / "s", tables=("interventions", "feeds"))
    with pytest.raises(InputError, match="another sample"):
        made(tmp_path / "s", tables=("interventions", "feeds"), seed=2)


def test_a_disk_that_fills_up_is_told_and_cleaned(tmp_path, monkeypatch):
    def full(given, world):
        given.path("part.parquet").write_bytes(b"half")
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setitem(making.MAKERS, "feeds", full)
    with pytest.raises(InputError, match="not enough free disk space"):
        made(tmp_path / "s", tables=("interventions", "feeds"))
    assert (tmp_path / "s" / "interventions").is_dir()
    assert not (tmp_path / "s" / ".partial").exists()


def test_a_disk_without_room_is_refused_before_the_work(tmp_path, monkeypatch):
    usage = shutil.disk_usage(tmp_path)
    monkeypatch.setattr(shutil, "disk_usage", lambda path: usage._replace(free=1000))
    with pytest.raises(InputError, match="not enough free disk space"):
        made(tmp_path / "s")
    assert not (tmp_path / "s").exists()


def test_a_manifest_that_is_not_ours_protects_the_folder(tmp_path):
    (tmp_path / store.MANIFEST).write_text('{"made_by": "somebody else"}')
    with pytest.raises(InputError, match="did not write"):
        made(tmp_path, overwrite=True)
