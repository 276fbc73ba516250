"""What every kind of test may use."""

from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[2] / "shared" / "data"


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of real data beside the checkout; see its README for terms."""
    if not SHARED.is_dir():
        pytest.skip("the real data folder ../shared/data is not on this machine")
    return SHARED
