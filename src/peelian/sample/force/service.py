"""Make the fictional force and write it to a folder, table by table."""

from typing import Any

from peelian.assure.workspace import Workspace
from peelian.sample.force.datasheet import papers
from peelian.sample.force.making import MAKERS, check_room
from peelian.sample.force.model import SIZES, Parameters, Result
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
    total, done = len(todo) * size.forces, 0
    world = World(size, parameters.seed)
    for name in todo:
        with folder.making(name) as store:
            for index in range(size.forces):
                workspace.progress(f"Making {name}", done, total)
                here = world if size.forces == 1 else World(size, parameters.seed, index)
                MAKERS[name](store, here)
                done += 1
    workspace.progress("Making the sample", total, total)
    folder.finish(papers(settings, folder.tables))
    return Result(parameters.out, parameters.size, parameters.seed, _files(folder.tables), already)


def _files(tables: dict[str, Any]) -> dict[str, int]:
    return {
        (name if table == SPREAD else f"{table}/{name}"): int(rows)
        for table, made in tables.items()
        for name, rows in made["rows"].items()
    }
