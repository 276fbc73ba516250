"""Archives that are damaged or hostile are refused before anything is written."""

import stat
import zipfile

import pytest

from peelian.ground.errors import InputError
from peelian.hub.ingest.sources import Bronze, gather

NAME = "2024-01/2024-01-durham-street.csv"


def archive(path, members):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as opened:
        for name, content in members:
            opened.writestr(name, content)
    return path


def refused(tmp_path, path, why):
    with pytest.raises(InputError, match=why):
        gather([path], Bronze(tmp_path / "bronze"), tmp_path / "scratch")


def test_a_path_outside_the_archive_is_refused(tmp_path):
    refused(tmp_path, archive(tmp_path / "a.zip", [("../../evil.csv", "x")]), "outside its own")
    assert not (tmp_path.parent / "evil.csv").exists()


def test_a_windows_path_outside_the_archive_is_refused(tmp_path):
    refused(tmp_path, archive(tmp_path / "a.zip", [("..\\evil.csv", "x")]), "outside its own")


def test_a_link_is_refused(tmp_path):
    link = zipfile.ZipInfo(NAME)
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    refused(tmp_path, archive(tmp_path / "a.zip", [(link, "/etc/passwd")]), "outside its own")


def test_a_truncated_archive_is_refused(tmp_path):
    whole = archive(tmp_path / "a.zip", [(NAME, "x" * 100_000)])
    cut = tmp_path / "cut.zip"
    cut.write_bytes(whole.read_bytes()[:-40])
    refused(tmp_path, cut, "damaged or cut short")


def test_an_archive_in_an_archive_is_refused(tmp_path):
    refused(tmp_path, archive(tmp_path / "a.zip", [("inner.zip", b"PK")]), "another archive")


def test_an_archive_that_unpacks_to_far_too_much_is_refused(tmp_path):
    bomb = archive(tmp_path / "a.zip", [(NAME, b"0" * (65 * 1024**2))])
    refused(tmp_path, bomb, "far more than")


def test_nothing_to_read_is_said(tmp_path):
    refused(tmp_path, archive(tmp_path / "a.zip", [("readme.txt", "x")]), "No CSV file")
    refused(tmp_path, tmp_path / "absent.csv", "no file or folder")


def test_the_received_file_is_kept_once_under_its_hash(tmp_path):
    file = tmp_path / "a.csv"
    file.write_bytes(b"abc")
    bronze = Bronze(tmp_path / "bronze")
    digest = bronze.keep(file)
    assert bronze.keep(file) == digest
    kept = [p for p in (tmp_path / "bronze").rglob("*") if p.is_file()]
    assert [p.name for p in kept] == [digest]
    assert kept[0].read_bytes() == b"abc"
