"""A plan or advice that does nothing until a named person decides."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from peelian.ground.errors import InputError


class Status(StrEnum):
    """Where a recommendation stands."""

    WAITING = "waiting for a decision"
    ACCEPTED = "accepted"
    MODIFIED = "accepted with changes"
    REJECTED = "rejected"
    EXPIRED = "expired without a decision"


@dataclass(frozen=True, slots=True)
class Terms:
    """What a decision on a recommendation must satisfy; set by the tool's record and the run."""

    run: str = ""  # the run that made it
    use: str = ""  # the approved use it ran under; empty in practice
    expires_at: datetime | None = None  # unactioned after this, it expires and is never accepted
    verifiers: int = 0  # people who must each confirm before it can be accepted
    apart: bool = False  # whoever asked for it may not decide on it
    own_view_first: bool = False  # the officer's own view before the tool's is shown
    explain: bool = False  # the explanation must have been shown to whoever decides
    about_person: bool = False


@dataclass(frozen=True, slots=True)
class Recommendation:
    """A plan or advice that does nothing until a named person decides.

    ``payload`` is the recommendation itself as plain JSON types; ``version`` counts hand edits.
    """

    uid: str
    tool: str
    title: str
    force: str
    mode: str
    created_by: str
    payload: Mapping[str, Any]
    status: Status = Status.WAITING
    version: int = 1
    created_at: datetime = field(default_factory=lambda: datetime.now(UTC))
    decided_by: str = ""
    decided_at: datetime | None = None
    reason: str = ""
    terms: Terms = field(default_factory=Terms)


def check_open(recommendation: Recommendation) -> None:
    """Refuse to change what somebody has decided.

    Raises:
        InputError: when a decision stands.
    """
    if recommendation.status is not Status.WAITING:
        raise InputError(
            "This recommendation cannot be changed any more.",
            f"It was {recommendation.status} and the decision is on record.",
            "Make a new one if things have changed.",
        )


def not_found() -> InputError:
    """The error for an unknown id, the same in every implementation."""
    return InputError(
        "No such recommendation.",
        "Its number is not in this data folder.",
        "Check the link, or open the list and choose one.",
    )


def taken() -> InputError:
    """The error for an id that is already kept: it would hide a decision."""
    return InputError(
        "The recommendation was not kept.",
        "Another one has the same number.",
        "Make it again; it will get a number of its own.",
    )


def decided(
    recommendation: Recommendation, status: Status, reason: str, actor: str
) -> Recommendation:
    """Return the recommendation with the decision on it.

    Raises:
        InputError: when it was decided already or a rejection has no reason.
    """
    check_open(recommendation)
    if status is Status.REJECTED and not reason.strip():
        raise InputError(
            "The rejection was not recorded.",
            "A rejection needs a reason so that the next plan can be better.",
            "Write the reason in your own words and try again.",
        )
    return replace(
        recommendation,
        status=status,
        reason=reason.strip(),
        decided_by=actor,
        decided_at=datetime.now(UTC),
    )
