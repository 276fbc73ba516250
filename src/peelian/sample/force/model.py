"""What `sample.force` takes and gives."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from peelian.ground.errors import InputError
from peelian.ground.parameters import Kind, check, param


@dataclass(frozen=True, slots=True)
class Size:
    """How much of everything a size makes. Counts are targets for one force of average size."""

    name: str
    people: int
    incidents_a_year: int
    zones: int
    gated_areas: int
    hot_places: int
    person_records: int
    callsigns: int
    staff: int
    texts: int
    ping_seconds: tuple[int, ...] = (10, 15, 20, 20, 30, 30, 60)
    forces: int = 1


SIZES: Final = {
    "small": Size("small", 80_000, 8_000, 12, 8, 18, 24_000, 4, 160, 6_000, (30, 60)),
    "force": Size("force", 1_700_000, 150_000, 60, 70, 240, 1_000_000, 80, 3_200, 120_000),
    "national": Size("national", 1_390_000, 145_000, 40, 50, 160, 0, 0, 0, 0, forces=43),
}
TABLES: Final = (
    *("place", "incidents", "interventions", "people", "texts", "patrols", "activity", "feeds"),
)
NATIONAL_TABLES: Final = ("place", "incidents", "interventions")
NEEDS_BYTES: Final = {"small": 60_000_000, "force": 2_500_000_000, "national": 4_000_000_000}


@dataclass(frozen=True, slots=True)
class Parameters:
    """Which fictional force to make and where."""

    out: Path = param(
        help="Folder to write to; it is made when missing.", label="Folder", kind=Kind.FOLDER
    )
    size: str = param(
        "small",
        help="How large: a district, a medium force, or 43 forces.",
        choices=tuple(SIZES),
    )
    seed: int = param(
        1,
        help="The number everything is drawn from; the same seed gives the same data.",
        minimum=0,
        maximum=2**31 - 1,
    )
    tables: tuple[str, ...] = param(
        (),
        help="Only these tables (each comes out the same alone); all of them when not given.",
        choices=TABLES,
    )
    as_: str = param(
        "peelian",
        help="The form of the files: Peelian's tables, or monthly files as data.police.uk has.",
        label="Form",
        choices=("peelian", "police-uk"),
    )
    overwrite: bool = param(
        False,
        help="Replace a sample that this tool wrote to the folder before.",
    )

    def __post_init__(self) -> None:
        check(self)
        unknown = set(self.tables) - set(NATIONAL_TABLES)
        if self.size == "national" and unknown:
            raise InputError(
                "The national size does not make all the tables asked for.",
                f"It makes {', '.join(NATIONAL_TABLES)} for 43 forces, without patrol tracks.",
                "Choose from these, or use the size `force`.",
            )
        if self.as_ == "police-uk" and self.tables:
            raise InputError(
                "Tables cannot be chosen for the data.police.uk form.",
                "It always has street crime, outcomes and stop and search for each month.",
                "Leave the tables out, or leave the form out.",
            )

    @property
    def wanted(self) -> tuple[str, ...]:
        """The tables to make, in the order they are made."""
        if self.as_ == "police-uk":
            return ("police-uk",)
        offered = NATIONAL_TABLES if self.size == "national" else TABLES
        return tuple(t for t in offered if not self.tables or t in self.tables)


@dataclass(frozen=True, slots=True)
class Result:
    """What was written. ``files`` maps each path below ``out`` to its rows."""

    out: Path
    size: str
    seed: int
    files: dict[str, int]
    resumed: tuple[str, ...]

    def summary(self) -> dict[str, Any]:
        """The result in plain JSON types."""
        folders: dict[str, int] = {}
        for path, count in self.files.items():
            first = path.split("/", 1)[0]
            folders[first] = folders.get(first, 0) + count
        return {
            "out": str(self.out),
            "size": self.size,
            "seed": self.seed,
            "files": len(self.files),
            "rows": sum(self.files.values()),
            "rows_in_folder": folders,
            "already_there": list(self.resumed),
        }
