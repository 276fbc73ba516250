"""What to fetch, and what came."""

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

from peelian.ground.errors import InputError
from peelian.ground.parameters import Kind, check, param
from peelian.ground.time import Month

PUBLIC: Final = "https://data.police.uk/api"


@dataclass(frozen=True, slots=True)
class Parameters:
    """Which months of which force, from where, into which folder."""

    force: str = param(help="The force, as in avon-and-somerset.", suggest="force")
    from_: str = param(help="First month, YYYY-MM.", flag="from", label="From month")
    to: str = param(help="Last month, YYYY-MM.", label="To month")
    out: Path = param(
        help="The folder to write answers into; what it holds already is not asked for again.",
        label="Folder",
        kind=Kind.FOLDER,
    )
    source: str = param("police-uk", help="Who publishes it.", choices=("police-uk",))
    base_url: str = param(PUBLIC, help="Address of the API.", flag="base-url")

    def __post_init__(self) -> None:
        check(self)
        if not self.base_url.startswith(("https://", "http://")):
            raise InputError(
                "The address of the API cannot be used.",
                "It does not start with https:// or http://.",
                f"Leave it out to use {PUBLIC}.",
            )
        if not self.months:
            raise InputError(
                "There is no month to fetch.",
                "The last month lies before the first.",
                "Swap --from and --to.",
            )

    @property
    def months(self) -> tuple[str, ...]:
        """The months asked for, both ends included."""
        return tuple(str(m) for m in Month.parse(self.from_).until(Month.parse(self.to)))


@dataclass(frozen=True, slots=True)
class Result:
    """What the folder holds now of what was asked for."""

    force: str
    months: tuple[str, ...]
    answers: int
    crimes: int
    requests: int
    resumed: int
    next_step: str

    def summary(self) -> dict[str, Any]:
        """The counts in plain JSON types. ``crimes`` counts one on a shared edge once."""
        return asdict(self) | {"months": list(self.months)}
