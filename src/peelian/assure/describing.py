"""Describing a data set: what it is and what it may be used for, before anybody may use it."""

from dataclasses import replace

from peelian.assure import approval_rules as rules
from peelian.assure.descriptor import Descriptor
from peelian.assure.ledger import Event
from peelian.assure.people import Role
from peelian.assure.port import Casework
from peelian.assure.purpose import purpose
from peelian.ground.errors import InputError


def describe(casework: Casework, described: Descriptor, force: str, actor: str) -> Descriptor:
    """Keep a data set's description.

    Raises:
        NotAllowedError: when ``actor`` is neither data protection nor the AI lead.
        InputError: when it names no table or no purpose.
    """
    purposes = tuple(dict.fromkeys(purpose(p) for p in described.purposes))
    if not purposes or not described.uid.isidentifier():
        raise InputError(
            "The data were not described.",
            "The name of a table or the purpose they may be used for is missing.",
            "Give both.",
        )
    with casework.together():
        rules.check_officer(casework, actor, force, (Role.DATA_PROTECTION, Role.AI_LEAD))
        kept = replace(described, purposes=purposes)
        detail = {"purposes": list(purposes), "classification": kept.classification.value}
        casework.keep(kept, Event("data.described", actor, "", kept.uid, detail))
        return kept
