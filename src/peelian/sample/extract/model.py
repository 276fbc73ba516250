"""The shipped extract has no choices."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Parameters:
    """Nothing to choose."""


@dataclass(frozen=True, slots=True)
class Result:
    """The archive's bytes, its name and what must be said wherever it is used."""

    name: str
    archive: bytes
    attribution: str

    def summary(self) -> dict[str, Any]:
        """What the extract is."""
        return {"name": self.name, "bytes": len(self.archive), "attribution": self.attribution}
