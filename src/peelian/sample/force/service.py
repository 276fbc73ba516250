"""Make the fictional force and write it to a folder, table by table."""

from contextlib import ExitStack
from typing import Any

from peelian.assure.workspace import Workspace
from peelian.sample.force.datasheet import papers
from peelian.sample.force.making import MAKERS, check_room
from peelian.sample.force.model import SIZES, Parameters, Result, Size
from peelian.sample.force.store import SPREAD, Folder
from peelian.sample.force.world import World

VERSION = "1.0.0"
"""Changes whenever the same seed gives other values."""


def run(workspace: Workspace, parameters: Parameters) -> Result:
    """Write a fictional force to ``parameters.out``; what an interrupted run finished is kept."""
    size = SIZES[parameters.size]
    settings = {
        "version": VERSION,
        "size": parameters.size,
        "seed": parameters.seed,
        "as": parameters.as_,
        "asked_for": list(parameters.wanted),
    }
    check_room(parameters.out, parameters)
    folder = Folder(parameters.out, settings, parameters.overwrite)
    already = tuple(t for t in parameters.wanted if t in folder.tables)
    todo = [t for t in parameters.wanted if t not in already]
    if size.forces == 1:
        _table_by_table(workspace, folder, World(size, parameters.seed), todo)
    else:
        _force_by_force(workspace, folder, size, parameters.seed, todo)
    folder.finish(papers(settings, folder.tables))
    return Result(parameters.out, parameters.size, parameters.seed, _files(folder.tables), already)


def _table_by_table(workspace: Workspace, folder: Folder, world: World, todo: list[str]) -> None:
    """Make one force; each table is kept as soon as it is complete."""
    for done, name in enumerate(todo):
        workspace.progress(f"Making {name}", done, len(todo))
        with folder.making(name) as store:
            MAKERS[name](store, world)
    workspace.progress("Making the sample", len(todo), len(todo))


def _force_by_force(
    workspace: Workspace, folder: Folder, size: Size, seed: int, todo: list[str]
) -> None:
    """Make many forces, one in memory at a time; the tables are kept when all are complete."""
    with ExitStack() as stack:
        stores = {name: stack.enter_context(folder.making(name)) for name in todo}
        for index in range(size.forces if todo else 0):
            workspace.progress("Making the forces", index, size.forces)
            world = World(size, seed, index)
            for name, store in stores.items():
                MAKERS[name](store, world)
    workspace.progress("Making the forces", size.forces, size.forces)


def _files(tables: dict[str, Any]) -> dict[str, int]:
    return {
        (name if table == SPREAD else f"{table}/{name}"): int(rows)
        for table, made in tables.items()
        for name, rows in made["rows"].items()
    }
