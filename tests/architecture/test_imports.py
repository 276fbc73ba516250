"""The import law: what import-linter holds, and what it cannot say."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from peelian import catalogue
from tests.architecture import imports
from tests.architecture.files import ROOT

KERNELS = ROOT / "src" / "peelian"
LINTER = Path(sys.executable).with_name("lint-imports")


def lint(root: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [LINTER, "--no-logo", "--no-cache"],
        cwd=root,
        env=os.environ | {"PYTHONPATH": str(root / "src")},
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_contracts_hold():
    done = lint(ROOT)
    assert done.returncode == 0, done.stdout


def test_loading_by_name_and_the_environment_stay_where_they_belong():
    assert imports.loaders(ROOT) == []
    assert imports.environment(ROOT) == []


def test_kernels_are_arithmetic():
    assert imports.kernels(ROOT, libraries()) == []


def libraries() -> dict[str, set[str]]:
    """The numerical libraries each tool's record names."""
    known = ("ortools", "highspy", "lightgbm", "pycrfsuite", "statsmodels", "sklearn")
    with_kernel = [
        n for n in catalogue.TOOLS if list(KERNELS.glob(n.replace(".", "/") + "/kernel*"))
    ]
    return {
        name: {library for library in known if library in str(catalogue.card(name)).lower()}
        for name in with_kernel
    }


@pytest.fixture
def scratch(tmp_path):
    """A copy of the house to plant in."""
    shutil.copytree(
        ROOT / "src" / "peelian",
        tmp_path / "src" / "peelian",
        ignore=lambda _folder, names: [n for n in names if "." in n and not n.endswith(".py")],
    )
    shutil.copy(ROOT / ".importlinter", tmp_path)
    return tmp_path


PLANTED = {
    "a room imports a room": ("hub/planted.py", "import peelian.patrol", "rooms never"),
    "ground imports a room": ("ground/planted.py", "import peelian.hub", "rooms never"),
    "a tool imports a door": ("hub/planted.py", "import peelian.web", "rooms never"),
    "a room nobody placed": ("extra/__init__.py", "", "rooms never"),
    "a cycle": (
        "hub/one.py",
        "import peelian.hub.two",
        "No cycles",
        "hub/two.py",
        "import peelian.hub.one",
    ),
    "Django below the door": ("assure/planted.py", "import django.db", "Django lives"),
    "a kernel reads data": (
        "hub/ingest/kernel/planted.py",
        "import pyarrow",
        "Kernels are",
        "hub/ingest/kernel/__init__.py",
        "",
    ),
}


@pytest.mark.parametrize("case", PLANTED.values(), ids=PLANTED)
def test_the_linter_catches_a_planted_violation(case, scratch):
    first, content, contract, *more = case
    for name, words in zip((first, *more[::2]), (content, *more[1::2]), strict=True):
        path = scratch / "src" / "peelian" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f'"""Planted."""\n{words}\n')
    done = lint(scratch)
    assert done.returncode == 1, done.stderr
    broken = [line for line in done.stdout.splitlines() if line.endswith("BROKEN")]
    assert any(contract in line for line in broken), broken


@pytest.mark.parametrize(
    ("rule", "name", "content"),
    [
        (imports.loaders, "hub/x.py", "import importlib"),
        (imports.loaders, "web/x.py", "from importlib import import_module"),
        (imports.loaders, "web/x.py", "module = __import__('os')"),
        (imports.environment, "hub/x.py", "import os\nos.environ['A']"),
        (imports.kernels, "hub/t/kernel.py", "import os"),
        (imports.kernels, "hub/t/kernel.py", "import datetime"),
        (imports.kernels, "hub/t/kernel/a.py", "from peelian.engine import lake"),
        (imports.kernels, "hub/t/kernel/a.py", "open('file')"),
        (imports.kernels, "hub/t/kernel.py", "import numpy as np\nnp.random.seed(1)"),
        (imports.kernels, "hub/t/kernel.py", "from numpy.random import default_rng"),
        (imports.kernels, "hub/t/kernel.py", "def f():\n    global x"),
    ],
)
def test_a_planted_violation_is_caught(rule, name, content, tmp_path):
    planted = tmp_path / "src" / "peelian" / name
    planted.parent.mkdir(parents=True)
    planted.write_text(content)
    assert len(rule(tmp_path)) == 1


def test_what_kernels_may_do_passes(tmp_path):
    planted = tmp_path / "src" / "peelian" / "hub" / "t" / "kernel.py"
    planted.parent.mkdir(parents=True)
    planted.write_text(
        "import math\nimport numpy as np\nfrom scipy import special\nfrom numba import njit\n"
        "def draw(rng: np.random.Generator): return rng.random()\n"
        "import ortools\n"
    )
    assert imports.kernels(tmp_path, {"hub.t": {"ortools"}}) == []
