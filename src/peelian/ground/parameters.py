"""How a tool declares its parameters once, for every door.

A tool's ``Parameters`` is a frozen dataclass whose fields are made by :func:`param`. The command
line, the API, the web form and the manual page are generated from the same declaration.
"""

import dataclasses
import types
import typing
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from peelian.ground.errors import InputError

_KEY: Final = "peelian.param"


class Kind(StrEnum):
    """What a door must do to obtain the value."""

    VALUE = "value"
    FILE = "file"  # a path on the command line, an upload in the browser
    FILES = "files"  # several of them


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
        return self.spec.label or self.public_name.replace("_", " ").capitalize()


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
