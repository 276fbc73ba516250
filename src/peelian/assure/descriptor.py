"""What is known about a data set before anybody reads it: how open, for which purposes."""

from dataclasses import dataclass
from typing import ClassVar

from peelian.assure.records import Record
from peelian.ground.records import Classification, Regime


@dataclass(frozen=True, slots=True, kw_only=True)
class Descriptor(Record):
    """One table of the lake; ``uid`` is its name. What is not described counts as operational."""

    KIND: ClassVar[str] = "descriptor"

    title: str = ""
    source: str = ""
    licence: str = ""
    classification: Classification = Classification.OPERATIONAL
    regime: Regime = Regime.LAW_ENFORCEMENT
    subjects: tuple[str, ...] = ()  # suspects, convicted, victims, witnesses, others
    purposes: tuple[str, ...] = ()
    retention: str = ""
    owner: str = ""
    freshness: str = ""
