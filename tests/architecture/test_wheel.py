"""A plain `pip install .` carries everything that runs: pages, styles, maps, codes, the extract."""

import subprocess
import sys
import zipfile

import pytest

from tests.architecture.files import ROOT, tracked


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("dist")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", folder],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    with zipfile.ZipFile(next(folder.glob("*.whl"))) as archive:
        return {info.filename: info.file_size for info in archive.infolist()}


def test_every_file_of_the_package_is_in_it(wheel):
    ours = {
        p.relative_to(ROOT / "src").as_posix()
        for p in tracked(ROOT)
        if p.is_relative_to(ROOT / "src" / "peelian")
    }
    assets = {name for name in ours if name.startswith("peelian/web/assets/")}
    assert assets
    packed = {name for name in wheel if name.startswith("peelian/")}
    assert packed == ours - assets
    assert any(name.startswith("peelian/web/static/vendor/") for name in packed)


def test_it_stays_small_enough_to_hand_over(wheel):
    assert sum(wheel.values()) < 40_000_000
