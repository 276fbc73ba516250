"""Who is asking, for which force and purpose, and in which mode."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from peelian.ground.errors import NotAllowedError
from peelian.ground.records import Classification


class Mode(StrEnum):
    """The three modes of design section 5. People read *practice* for ``sandbox``."""

    SANDBOX = "sandbox"
    EVALUATION = "evaluation"
    OPERATIONAL = "operational"

    @property
    def words(self) -> str:
        """The mode as people read it."""
        return "practice" if self is Mode.SANDBOX else self.value


@dataclass(frozen=True, slots=True)
class Session:
    """One person's context for a call. Every run happens in one."""

    actor: str = "analyst"  # an opaque id; never a person's name
    force: str = ""
    purpose: str = "practice"
    mode: Mode = Mode.SANDBOX
    roles: frozenset[str] = field(default_factory=frozenset)

    def check_may_read(self, classifications: Iterable[str]) -> None:
        """Refuse operational data in practice mode.

        Raises:
            NotAllowedError: when a classification is not open or synthetic.
        """
        found = set(classifications) - {Classification.OPEN, Classification.SYNTHETIC}
        if self.mode is Mode.SANDBOX and found:
            raise NotAllowedError(
                "This practice session cannot read this data.",
                "Practice is for open or synthetic data only, and some of this is operational.",
                "Use data labelled open or synthetic, or ask for an evaluation session.",
            )

    @property
    def marking(self) -> str:
        """What every output of this session carries; empty when operational."""
        if self.mode is Mode.SANDBOX:
            return "PRACTICE DATA - not for operational use"
        if self.mode is Mode.EVALUATION:
            return "EVALUATION - not for operational use"
        return ""
