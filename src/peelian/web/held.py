"""Each force's incidents in the data folder, for the forms of tools about places."""

from dataclasses import dataclass

from peelian.engine.lake import Lake
from peelian.web.inventory import force_name, holdings, type_name


@dataclass(frozen=True, slots=True)
class Held:
    """The incidents of one force."""

    force: str
    name: str
    months: tuple[str, ...]  # oldest first
    crime_types: tuple[tuple[str, str], ...]  # short name and words, in order of the words


def forces_held(lake: Lake) -> tuple[Held, ...]:
    """List the forces with incidents in the folder, by name."""
    months: dict[str, set[str]] = {}
    types: dict[str, set[str]] = {}
    for cell in holdings(lake).cells:
        if cell.table == "incidents" and cell.force and cell.month:
            months.setdefault(cell.force, set()).add(cell.month)
            types.setdefault(cell.force, set()).update({cell.crime_type} - {""})
    found = [
        Held(
            force=force,
            name=force_name(force),
            months=tuple(sorted(months[force])),
            crime_types=tuple(
                sorted(((slug, type_name(slug)) for slug in types[force]), key=lambda one: one[1])
            ),
        )
        for force in months
    ]
    return tuple(sorted(found, key=lambda one: one.name))
