"""Find the command, run it, and turn every ending into a sentence and an exit code.

Starting is quick: the list of tools needs their records only; what a tool computes with is loaded
when that tool runs.
"""

import os
import sys
import traceback
from collections.abc import Sequence
from typing import Final

from peelian import __version__, catalogue
from peelian.cli import doors, guide
from peelian.ground.errors import InputError, PeelianError

INTERRUPTED: Final = 130  # what shells expect after Ctrl-C
_HELP: Final = ("-h", "--help", "help")


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code. Never raises, except to leave."""
    words = list(sys.argv[1:] if argv is None else argv)
    try:
        return _dispatch(words)
    except PeelianError as error:
        return _say(error)
    except KeyboardInterrupt:
        print("\nStopped before it finished. What was not complete was not kept.", file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:  # the reader of our output left, as `head` does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except OSError as error:
        return _unexpected(f"The operating system said no: {error.strerror or 'no reason given'}.")
    except Exception as error:  # noqa: BLE001 - the last door: a person never meets a traceback
        return _unexpected(f"Peelian met a fault of its own ({type(error).__name__}).")


def _dispatch(words: list[str]) -> int:
    if not words or words[0] in _HELP:
        print(guide.everything())
        return 0
    first, rest = words[0], words[1:]
    if first == "--version":
        print(f"peelian {__version__}")
        return 0
    if first in doors.COMMANDS:
        return doors.run(first, rest)
    if first not in guide.rooms():
        raise _unknown("command", first, (*guide.rooms(), *doors.COMMANDS))
    if not rest or rest[0] in _HELP:
        print(guide.room(first))
        return 0
    name = f"{first}.{rest[0]}"
    if name not in catalogue.TOOLS:
        raise _unknown("tool", rest[0], guide.rooms()[first])
    from peelian.cli import tools  # argparse and the tool's parameters: only when one is meant

    return tools.run(name, rest[1:])


def _unknown(kind: str, given: str, known: Sequence[str]) -> InputError:
    from difflib import get_close_matches

    near = get_close_matches(given, known, n=1)
    return InputError(
        f"There is no {kind} called {given[:40]!r}.",
        f"There are: {', '.join(known)}.",
        f"Did you mean {near[0]!r}?" if near else "See `peelian --help`.",
    )


def _say(error: PeelianError) -> int:
    for sentence in (error.what, error.why, error.next_step):
        print(sentence, file=sys.stderr)
    _details()
    return error.exit_code


def _unexpected(sentence: str) -> int:
    print(f"{sentence} Set PEELIAN_DEBUG=1 and run it again for details.", file=sys.stderr)
    _details()
    return 1


def _details() -> None:
    if os.environ.get("PEELIAN_DEBUG"):
        traceback.print_exc()
