"""What every kind of test may use."""

from pathlib import Path

import pytest

from peelian.assure.workspace import Workspace
from peelian.engine.delta import DeltaLake
from peelian.engine.memory import MemoryLake

SHARED = Path(__file__).resolve().parents[2] / "shared" / "data"


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of real data beside the checkout; see its README for terms."""
    if not SHARED.is_dir():
        pytest.skip("the real data folder ../shared/data is not on this machine")
    return SHARED


@pytest.fixture(params=["memory", "delta"])
def workspace(request: pytest.FixtureRequest, tmp_path: Path) -> Workspace:
    """A practice workspace over each lake: the oracle in memory and the real one on disk."""
    lake = MemoryLake() if request.param == "memory" else DeltaLake(tmp_path / "lake")
    return Workspace(lake, bronze=tmp_path / "bronze")


@pytest.fixture
def delta_workspace(tmp_path: Path) -> Workspace:
    """A practice workspace over the lake on disk."""
    return Workspace(DeltaLake(tmp_path / "lake"), bronze=tmp_path / "bronze")
