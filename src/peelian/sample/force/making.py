"""How each table of the sample is made, in order."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Final

from peelian.sample.force.activity.outputs import write_activity
from peelian.sample.force.feeds.deliveries import write_feeds
from peelian.sample.force.incidents.collisions import write_collisions
from peelian.sample.force.incidents.outputs import write_by_month, write_incidents
from peelian.sample.force.interventions import write_interventions
from peelian.sample.force.model import NEEDS_BYTES, Parameters
from peelian.sample.force.patrols.season import write_patrols
from peelian.sample.force.people.outputs import write_people
from peelian.sample.force.place.outputs import write_place, write_small_place
from peelian.sample.force.public.archive import write_month_files
from peelian.sample.force.public.stops import write_stops
from peelian.sample.force.store import Store, disk_full
from peelian.sample.force.texts.documents import write_texts
from peelian.sample.force.world import World

Maker = Callable[[Store, World], None]


def place(store: Store, world: World) -> None:
    """Ground: areas, streets, homes, premises, maps."""
    if world.size.forces > 1:
        write_small_place(store, world.place)
    else:
        write_place(store, world.place)


def incidents(store: Store, world: World) -> None:
    """What happened and was recorded."""
    if world.size.forces > 1:
        write_by_month(store, world.place, world.incidents)
    else:
        write_incidents(store, world.place, world.incidents)
        write_collisions(store, world.place, world.seed, world.size.incidents_a_year)


def interventions(store: Store, world: World) -> None:
    """What was done about crime."""
    under = f"force={world.place.force}/" if world.size.forces > 1 else ""
    write_interventions(store, world.place, world.programmes, world.incidents, under)


def people(store: Store, world: World) -> None:
    """What four systems recorded about people."""
    write_people(store, world.known)


def texts(store: Store, world: World) -> None:
    """Logs, calls, statements and notes."""
    write_texts(store, world.known, world.size.texts)


def patrols(store: Store, world: World) -> None:
    """One season of patrols."""
    write_patrols(store, world)


def activity(store: Store, world: World) -> None:
    """A year of look-ups."""
    write_activity(store, world.known, world.size.staff)


def feeds(store: Store, world: World) -> None:
    """Monthly deliveries with faults."""
    write_feeds(store, world.place, world.incidents, world.seed)


def police_uk(store: Store, world: World) -> None:
    """The published form."""
    write_month_files(store, world.place, world.incidents, world.seed)
    if world.size.person_records:
        write_stops(store, world.known)


MAKERS: Final[dict[str, Maker]] = {
    "place": place,
    "incidents": incidents,
    "interventions": interventions,
    "people": people,
    "texts": texts,
    "patrols": patrols,
    "activity": activity,
    "feeds": feeds,
    "police-uk": police_uk,
}


def check_room(out: Path, given: Parameters) -> None:
    """Refuse to begin when the disk cannot hold the result.

    Raises:
        InputError: when less is free than the size usually needs.
    """
    home = next(p for p in [out, *out.absolute().parents] if p.exists())
    if given.wanted and shutil.disk_usage(home).free < NEEDS_BYTES[given.size]:
        raise disk_full(out)
