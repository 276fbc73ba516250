"""The tool record: what a tool is for, what it is not for, and how well it does.

A card is the one declaration of a tool. The doors, the manual page, the approvals and the public
register are generated from it. Imports stay light: listing tools must not load their libraries.
"""

from dataclasses import dataclass, field
from enum import IntEnum, StrEnum


class Tier(IntEnum):
    """What must be answered and who must approve grows with the tier (design, *Tiers*)."""

    INTAKE = 0  # bring in, check, count, search
    PLACES = 1  # analysis of places and resources
    DOCUMENTS = 2  # acts on documents or texts
    PEOPLE = 3  # advice about individuals, and biometrics


class Output(StrEnum):
    """Whether a result may be used at once or waits for a named decision."""

    ANALYSIS = "analysis"
    RECOMMENDATION = "recommendation"


@dataclass(frozen=True, slots=True)
class Measure:
    """One measured figure. A card never holds a figure that was not measured.

    ``low`` and ``high`` bound a 95% interval; both are ``None`` for an exact count.
    """

    name: str
    value: float
    n: int
    data: str
    low: float | None = None
    high: float | None = None
    baseline: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """Everything a person must know before trusting a tool."""

    name: str  # "room.tool"
    label: str  # what people call it: "Hot spots"
    version: str
    summary: str  # one sentence, for lists and --help
    purpose: str
    not_purpose: str
    tier: Tier
    output: Output
    legal_basis: str
    data_needed: str  # with the precision it needs
    decision_informed: str
    limits: tuple[str, ...]
    if_stopped: str  # what people do instead
    human_route: str  # for those who object
    evidence: tuple[str, ...]  # papers, guidance, standards
    examples: tuple[str, ...] = ()  # command lines for --help
    fairness_slices: tuple[str, ...] = ()
    measured: tuple[Measure, ...] = ()
    not_measured: str = ""
    gated: bool = True  # duties of assure are not
    reads: tuple[str, ...] = ()  # tables of the lake
    may_read: tuple[str, ...] = ()  # tables read only when no file is given
    writes: tuple[str, ...] = field(default=())
    upstream: tuple[str, ...] = ()  # tools whose results it builds on: they must be runnable too
    biometric: bool = False  # two named verifiers for every match
    own_view_first: bool = False  # the officer's own view is recorded before the tool's is shown
    monitor: str = ""  # what is watched in use; without one it can reach pilot only
    decide_within_hours: int = 0  # a recommendation expires after this; 0: the default

    @property
    def room(self) -> str:
        """The room the tool lives in."""
        return self.name.split(".")[0]

    @property
    def tool(self) -> str:
        """The tool's own name."""
        return self.name.split(".")[1]
