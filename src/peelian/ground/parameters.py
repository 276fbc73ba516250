"""How a tool declares its parameters once, for every door.

A tool's ``Parameters`` is a frozen dataclass whose fields are made by :func:`param`. The command
line, the API, the web form and the manual page are generated from the same declaration.
"""

import dataclasses
import math
import types
import typing
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum, StrEnum
from pathlib import Path
from typing import Any, Final, TypeVar

from peelian.ground.errors import InputError

_KEY: Final = "peelian.param"
_YES: Final = ("true", "yes", "on", "1")
_NO: Final = ("false", "no", "off", "0")
P = TypeVar("P")


class Kind(StrEnum):
    """What a door must do to obtain the value."""

    VALUE = "value"
    FILE = "file"  # a path on the command line, an upload in the browser
    FILES = "files"  # several of them
    FOLDER = "folder"  # one the tool itself writes to: only for doors whose user owns the disk


class Governance(StrEnum):
    """Who may change the value: see design, *Version*."""

    GOVERNED = "governed"  # part of what was approved; hashed into the tool's version
    REQUEST = "request"  # given at each run, within approved bounds


@dataclass(frozen=True, slots=True)
class Spec:
    """The declaration of one parameter."""

    help: str
    label: str
    unit: str
    minimum: float | None
    maximum: float | None
    choices: tuple[str, ...]
    suggest: str
    kind: Kind
    governance: Governance
    positional: bool
    flag: str


def param(  # noqa: PLR0913 - a declaration has many optional facets; all are keyword-only
    default: Any = dataclasses.MISSING,
    *,
    help: str,  # noqa: A002 - the word users know from `--help`
    label: str = "",
    unit: str = "",
    minimum: float | None = None,
    maximum: float | None = None,
    choices: Sequence[str] = (),
    suggest: str = "",
    kind: Kind = Kind.VALUE,
    governance: Governance = Governance.REQUEST,
    positional: bool = False,
    flag: str = "",
) -> Any:
    """Declare one parameter of a tool.

    Args:
        default: value when none is given; leave out for a required parameter.
        help: one plain-English sentence.
        label: the form's label; the field's name in words when empty.
        unit: unit shown beside the value ("minutes", "metres").
        minimum: smallest allowed value, inclusive.
        maximum: largest allowed value, inclusive.
        choices: allowed strings.
        suggest: what a form may offer from the lake ("force", "month", "crime_type").
        kind: a plain value, one file, or several files.
        governance: whether the value is part of what was approved.
        positional: given without a flag on the command line.
        flag: another name for the flag (``from`` is a Python keyword; the field is ``from_``).
    """
    spec = Spec(
        help=help,
        label=label,
        unit=unit,
        minimum=minimum,
        maximum=maximum,
        choices=tuple(choices),
        suggest=suggest,
        kind=kind,
        governance=governance,
        positional=positional,
        flag=flag,
    )
    return dataclasses.field(default=default, metadata={_KEY: spec})


@dataclass(frozen=True, slots=True)
class Declared:
    """One parameter as a door sees it: its name, Python type, default and declaration."""

    name: str
    type: type
    many: bool
    optional: bool
    default: Any
    spec: Spec

    @property
    def required(self) -> bool:
        """Whether a value must be given."""
        return self.default is dataclasses.MISSING

    @property
    def public_name(self) -> str:
        """The name in URLs, JSON and flags (``from_`` becomes ``from``)."""
        return self.spec.flag or self.name.rstrip("_")

    @property
    def label(self) -> str:
        """What a form calls it."""
        return self.spec.label or self.public_name.replace("_", " ").replace("-", " ").capitalize()

    @property
    def choices(self) -> tuple[str, ...]:
        """The values a door may offer; empty when any value will do."""
        if self.spec.choices or not issubclass(self.type, Enum):
            return self.spec.choices
        return tuple(str(one.value) for one in self.type)


def declared(parameters: type) -> tuple[Declared, ...]:
    """List the parameters that the dataclass ``parameters`` declares, in order."""
    hints = typing.get_type_hints(parameters)
    found = []
    for field in dataclasses.fields(parameters):
        spec = field.metadata[_KEY]
        base, many, optional = _unwrap(hints[field.name])
        found.append(Declared(field.name, base, many, optional, field.default, spec))
    return tuple(found)


def _unwrap(hint: Any) -> tuple[type, bool, bool]:
    optional = False
    if typing.get_origin(hint) in (typing.Union, types.UnionType):
        inner = [a for a in typing.get_args(hint) if a is not type(None)]
        optional, hint = True, inner[0]
    if typing.get_origin(hint) is tuple:
        return typing.get_args(hint)[0], True, optional
    return hint, False, optional


def parse(parameters: type[P], given: Mapping[str, Any]) -> P:
    """Build a parameters object from what a door received.

    Every door uses this, so that the command line, a form and the API read a value alike.

    Args:
        parameters: the class that declares them.
        given: public names (or the fields' own) to text, to a list of texts where many are
            allowed, or to values that already have the declared type (from JSON or Python).
            ``None`` and empty text mean *not given*.

    Raises:
        InputError: naming the parameter that is unknown, missing or cannot be read.
    """
    items = {item.public_name: item for item in declared(parameters)}
    own = {item.name for item in items.values()}
    for name in given:
        if name not in items and name not in own:
            raise InputError(
                f"There is no option called {str(name)[:40]}.",
                f"The options are: {', '.join(items) or 'none'}.",
                "Check the spelling and try again.",
            )
    values = {}
    for name, item in items.items():
        raw = given.get(name, given.get(item.name))
        if raw is None or raw in ("", [], ()):
            _check_not_required(item)
        elif item.many:
            several = raw if isinstance(raw, list | tuple) else (raw,)
            values[item.name] = tuple(_read(item, one) for one in several)
        else:
            values[item.name] = _read(item, raw)
    return parameters(**values)


def _check_not_required(item: Declared) -> None:
    if item.required:
        raise InputError(
            f"A value for {item.public_name} is missing.",
            f"It is needed: {item.spec.help[:1].lower()}{item.spec.help[1:]}",
            f"Give {item.public_name} and try again.",
        )


def _read(item: Declared, raw: Any) -> Any:
    if isinstance(raw, item.type) and not (item.type is int and isinstance(raw, bool)):
        return _finite(raw, item) if isinstance(raw, float) else raw
    if isinstance(raw, str):
        try:
            return _finite(_reader(item.type)(raw.strip()), item)
        except ValueError:
            pass
    elif item.type is float and isinstance(raw, int) and not isinstance(raw, bool):
        return float(raw)
    raise _unreadable(item)


def _finite(value: Any, item: Declared) -> Any:
    if isinstance(value, float) and not math.isfinite(value):
        raise _unreadable(item)
    return value


def _reader(kind: type) -> Callable[[str], Any]:
    if kind is bool:
        return _truth
    if issubclass(kind, date):  # datetime is a date too
        return kind.fromisoformat
    own: Callable[[str], Any] | None = getattr(kind, "parse", None)  # such as Month.parse
    return own or kind


def _truth(text: str) -> bool:
    if text.lower() in _YES + _NO:
        return text.lower() in _YES
    raise ValueError


def _unreadable(item: Declared) -> InputError:
    words = {
        bool: "yes or no",
        int: "a whole number",
        float: "a number",
        Path: "the name of a file",
        date: "a date like 2024-06-30",
        datetime: "a date and time like 2024-06-30 19:00",
    }
    wanted = ", ".join(item.choices) if item.choices else words.get(item.type, "text")
    return InputError(
        f"The value given for {item.public_name} could not be read.",
        f"It has to be {'one of: ' if item.choices else ''}{wanted}.",
        "Correct it and try again.",
    )


def check(parameters: object) -> None:
    """Check every bound and choice of a parameters object.

    Raises:
        InputError: naming the parameter, the bound and the remedy.
    """
    for item in declared(type(parameters)):
        value = getattr(parameters, item.name)
        if value is None:
            continue
        for one in value if item.many else (value,):
            _check_one(item, one)


def _check_one(item: Declared, value: Any) -> None:
    spec, name = item.spec, item.public_name
    if spec.choices and value not in spec.choices:
        raise InputError(
            f"The value given for {name} is not one Peelian knows.",
            f"It has to be one of: {', '.join(spec.choices)}.",
            "Choose one of these and try again.",
        )
    if isinstance(value, int | float) and not isinstance(value, bool):
        too_low = spec.minimum is not None and not value >= spec.minimum
        too_high = spec.maximum is not None and not value <= spec.maximum
        if too_low or too_high:
            low = "no lower limit" if spec.minimum is None else f"{spec.minimum:g}"
            high = "no upper limit" if spec.maximum is None else f"{spec.maximum:g}"
            raise InputError(
                f"The value given for {name} is outside its limits.",
                f"It was {value:g}; the limits are {low} to {high} {spec.unit}".rstrip() + ".",
                "Give a value within the limits and try again.",
            )
