"""Run one tool from its words on the command line."""

import json
import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import peelian
from peelian import catalogue
from peelian.assure import run as assured
from peelian.assure.card import Card
from peelian.cli import parser
from peelian.cli.progress import progress_on
from peelian.cli.save import Saving
from peelian.cli.show import readable
from peelian.ground.errors import InputError
from peelian.ground.parameters import Declared, Kind, declared, parse

_DATA_FOLDER: Final = "PEELIAN_DATA"


def run(name: str, words: list[str]) -> int:
    """Parse, run, save and print."""
    card = catalogue.card(name)
    given = vars(parser.for_tool(card).parse_args(words))
    parameters = _parameters(name, given)
    data = _data(card, given[parser.DATA])
    tool = catalogue.tool(name)
    savings = [Saving(path, tool.formats) for path in given[parser.OUT]]
    with peelian.open(data) as desk, progress_on(sys.stderr, quiet=given[parser.QUIET]) as report:
        workspace = desk.workspace.acting_as(desk.workspace.session, report)
        result = assured.run(tool, workspace, parameters)
        for saving in savings:
            saving.save(result)
        marking = workspace.session.marking
    summary = result.summary()
    if given[parser.JSON]:
        print(json.dumps(summary, ensure_ascii=False, allow_nan=False, indent=2))
    else:
        print(readable(card.label, marking, summary, [saving.path for saving in savings]))
    return 0


def _parameters(name: str, given: Mapping[str, Any]) -> object:
    kind = catalogue.parameters(name)
    items = declared(kind)
    parameters: object = parse(kind, {item.public_name: given[item.public_name] for item in items})
    for item in items:
        if item.spec.kind in {Kind.FILE, Kind.FILES}:
            _check_there(item, getattr(parameters, item.name))
    return parameters


def _check_there(item: Declared, paths: Path | tuple[Path, ...] | None) -> None:
    several = paths if isinstance(paths, tuple) else (paths,)
    for path in several:
        if path is not None and not Path(path).exists():
            raise InputError(
                f"There is no file or folder called {Path(path).name!r}.",
                f"It was given for {item.public_name}.",
                "Check the name and the folder, and try again.",
            )


def _data(card: Card, given: str | None) -> Path | None:
    """Find the data folder; only a door reads the environment."""
    named = given or os.environ.get(_DATA_FOLDER)
    if named:
        return Path(named)
    if card.reads or card.writes:
        raise InputError(
            f"{card.label} needs a data folder.",
            "None was given, so there is nothing to work on.",
            f"Add `--data FOLDER`, or set {_DATA_FOLDER}.",
        )
    return None
