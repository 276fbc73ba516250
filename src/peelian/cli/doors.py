"""Commands that open another door instead of running a tool: the web server and the demo."""

import errno
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from peelian.ground.errors import InputError

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace


@dataclass(frozen=True, slots=True)
class Door:
    """One command: what it is for, the options it takes, and what it does."""

    summary: str
    data_default: str | None
    open: Callable[["Namespace"], None]


def run(name: str, words: list[str]) -> int:
    """Open the door called ``name``."""
    door = COMMANDS[name]
    given = _parser(name, door).parse_args(words)
    try:
        door.open(given)
    except OSError as error:
        if error.errno != errno.EADDRINUSE:
            raise
        raise InputError(
            f"The pages cannot be shown at port {given.port}.",
            "Another program on this machine is using it.",
            f"Stop that program, or choose another: `--port {given.port + 1}`.",
        ) from None
    return 0


def _parser(name: str, door: Door) -> "ArgumentParser":
    from peelian.cli.parser import Parser

    parser = Parser(prog=f"peelian {name}", description=door.summary)
    parser.add_argument(
        "--data",
        type=Path,
        metavar="DIR",
        default=door.data_default,
        required=door.data_default is None,
        help="the data folder" + (f" ({door.data_default})" if door.data_default else ""),
    )
    parser.add_argument(
        "--host", default="127.0.0.1", help="address to listen on (127.0.0.1: this machine only)"
    )
    parser.add_argument("--port", type=int, default=8000, help="port to listen on (8000)")
    return parser


def _serve(given: "Namespace") -> None:
    from peelian.web.serve import serve

    serve(Path(given.data), given.host, given.port)


def _demo(given: "Namespace") -> None:
    from peelian.cli.demo import demo

    demo(Path(given.data), given.host, given.port)


COMMANDS: Final = {
    "serve": Door("Show a data folder in the browser.", None, _serve),
    "demo": Door("Fill a folder with open data and show it in the browser.", "demo-data", _demo),
}
