"""An argument parser whose errors are three sentences, and the one a tool's record gives."""

import argparse
import dataclasses
import re
from pathlib import Path
from typing import Final, NoReturn

from peelian import catalogue
from peelian.assure.card import Card
from peelian.ground.errors import InputError
from peelian.ground.parameters import Declared, Kind, Spec, declared

# Names of the door's own options as argparse keeps them; no parameter's name starts like this.
DATA, OUT, JSON, QUIET = "door data", "door out", "door json", "door quiet"
_METAVAR: Final = {int: "N", float: "X", Path: "FILE"}


class Parser(argparse.ArgumentParser):
    """Raises instead of printing and leaving."""

    def __init__(self, *, prog: str, description: str, epilog: str = "") -> None:
        super().__init__(
            prog=prog,
            description=description,
            epilog=epilog,
            formatter_class=argparse.RawDescriptionHelpFormatter,
            allow_abbrev=False,  # an abbreviation that works today may be ambiguous tomorrow
        )
        # A value such as -0.09,51.51 is no option, though argparse knows single numbers only.
        self._negative_number_matcher = re.compile(r"^-[\d.]")

    def error(self, message: str) -> NoReturn:
        """Say what could not be understood."""
        raise InputError(
            "The command could not be understood.",
            f"{message[:1].upper()}{message[1:]}.",
            f"See `{self.prog} --help`.",
        )


def for_tool(card: Card) -> Parser:
    """Build the parser of one tool from its record and its declared parameters."""
    parser = Parser(
        prog=f"peelian {card.room} {card.tool}", description=_about(card), epilog=_examples(card)
    )
    items = declared(catalogue.parameters(card.name))
    for item in items:
        _add(parser, item)
    door = parser.add_argument_group("data and output")
    door.add_argument(
        "--data", dest=DATA, metavar="DIR", help="the data folder (or set PEELIAN_DATA)"
    )
    if any(item.public_name == "out" for item in items):
        parser.set_defaults(**{OUT: []})  # the tool writes to its folder itself
    else:
        door.add_argument(
            "--out",
            dest=OUT,
            metavar="PATH",
            action="append",
            default=[],
            type=Path,
            help="save the result; the ending says how; may be given again",
        )
    door.add_argument(
        "--json", dest=JSON, action="store_true", help="print the result as JSON and nothing else"
    )
    door.add_argument("--quiet", dest=QUIET, action="store_true", help="show no progress")
    return parser


def _about(card: Card) -> str:
    return (
        f"{card.label}: {card.summary}\n\n{card.purpose}\n\n"
        f"Not for: {card.not_purpose}\nNeeds: {card.data_needed}"
    )


def _examples(card: Card) -> str:
    lines = "\n".join(f"  {example}" for example in card.examples)
    return f"examples:\n{lines}" if lines else ""


def _add(parser: Parser, item: Declared) -> None:
    metavar = _metavar(item)
    text = _help(item)
    if item.spec.positional:
        several, one = ("+", None) if item.required else ("*", "?")
        parser.add_argument(
            item.public_name, nargs=several if item.many else one, metavar=metavar, help=text
        )
        return
    flag = "--" + item.public_name.replace("_", "-")
    # Presence is checked where all doors check it (parse), so that all say the same.
    if item.type is bool:
        parser.add_argument(
            flag, dest=item.public_name, action=argparse.BooleanOptionalAction, help=text
        )
    elif item.many:
        parser.add_argument(
            flag, dest=item.public_name, action="extend", nargs="+", metavar=metavar, help=text
        )
    else:
        parser.add_argument(flag, dest=item.public_name, metavar=metavar, help=text)


def _metavar(item: Declared) -> str:
    if item.spec.kind is not Kind.VALUE:
        return {Kind.FILE: "FILE", Kind.FOLDER: "DIR"}.get(item.spec.kind, "PATH")
    if item.choices and item.type is not bool:
        return "{" + ",".join(item.choices) + "}"
    if item.spec.positional:
        return item.public_name.upper()
    return _METAVAR.get(item.type, item.spec.suggest.upper() or "TEXT")


def _help(item: Declared) -> str:
    parts = [item.spec.help.rstrip(".")]
    limits = _limits(item.spec)
    if limits:
        parts.append(limits)
    elif item.spec.unit:
        parts.append(item.spec.unit)
    if item.required:
        parts.append("required")
    elif item.default not in (None, "", (), dataclasses.MISSING):
        shown = ("yes" if item.default else "no") if item.type is bool else item.default
        parts.append(f"default {shown}")
    return "; ".join(parts).replace("%", "%%")


def _limits(spec: Spec) -> str:
    low, high = spec.minimum, spec.maximum
    if low is not None and high is not None:
        return f"{low:g} to {high:g} {spec.unit}".rstrip()
    if low is not None:
        return f"at least {low:g} {spec.unit}".rstrip()
    return f"at most {high:g} {spec.unit}".rstrip() if high is not None else ""
