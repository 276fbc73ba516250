"""A force whose casework is in memory."""

import pytest

from peelian.assure.casework import MemoryCasework
from tests.governed import Force


@pytest.fixture
def force() -> Force:
    return Force(MemoryCasework())
