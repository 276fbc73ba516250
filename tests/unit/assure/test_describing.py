"""Describing data: by whom, and for which purposes."""

from dataclasses import replace

import pytest

from peelian.assure.describing import describe
from peelian.assure.descriptor import Descriptor
from peelian.ground.errors import InputError, NotAllowedError
from tests.governed import FORCE, PURPOSE


def test_data_are_described_by_data_protection_or_the_ai_lead_only(force):
    made = Descriptor(uid="incidents", purposes=("Patrol Planning",))
    with pytest.raises(NotAllowedError):
        describe(force.casework, made, FORCE, "user@")
    with pytest.raises(InputError, match="purpose"):
        describe(force.casework, replace(made, purposes=()), FORCE, "dpo@")
    assert describe(force.casework, made, FORCE, "dpo@").purposes == (PURPOSE,)
