"""Recommendations, the named decisions on them, and the ledger entry that goes with each.

The storage port takes the event as a required argument of every write, so that no state changes
without its record and no record stands without its change.
"""

import threading
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, Protocol

from peelian.assure.ledger import Event, Ledger, MemoryLedger
from peelian.ground.errors import InputError


class Status(StrEnum):
    """Where a recommendation stands."""

    WAITING = "waiting for a decision"
    ACCEPTED = "accepted"
    MODIFIED = "accepted with changes"
    REJECTED = "rejected"


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


class Casework(Protocol):
    """One unit of work over recommendations, decisions and the ledger."""

    @property
    def ledger(self) -> Ledger:
        """The ledger this casework writes to."""

    def propose(self, recommendation: Recommendation, event: Event) -> Recommendation:
        """Keep a new recommendation."""

    def revise(self, uid: str, payload: Mapping[str, Any], event: Event) -> Recommendation:
        """Replace the payload of a waiting recommendation by hand; the version grows by one."""

    def decide(self, uid: str, status: Status, reason: str, event: Event) -> Recommendation:
        """Record the decision of ``event.actor``; a decided recommendation cannot change."""

    def get(self, uid: str) -> Recommendation:
        """Return one recommendation."""

    def find(self, tool: str) -> list[Recommendation]:
        """Return a tool's recommendations, newest first."""


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


class MemoryCasework:
    """Casework in memory: the oracle for tests, and for notebooks without a folder."""

    def __init__(self, ledger: Ledger | None = None) -> None:
        self._ledger = ledger or MemoryLedger()
        self._kept: dict[str, Recommendation] = {}
        self._lock = threading.Lock()

    @property
    def ledger(self) -> Ledger:
        """The ledger this casework writes to."""
        return self._ledger

    def propose(self, recommendation: Recommendation, event: Event) -> Recommendation:
        """Keep a new recommendation."""
        if recommendation.uid in self._kept:
            raise taken()
        return self._save(recommendation, event)

    def revise(self, uid: str, payload: Mapping[str, Any], event: Event) -> Recommendation:
        """Replace the payload of a waiting recommendation."""
        current = self.get(uid)
        check_open(current)
        return self._save(replace(current, payload=payload, version=current.version + 1), event)

    def decide(self, uid: str, status: Status, reason: str, event: Event) -> Recommendation:
        """Record a decision."""
        return self._save(decided(self.get(uid), status, reason, event.actor), event)

    def get(self, uid: str) -> Recommendation:
        """Return one recommendation."""
        if uid not in self._kept:
            raise not_found()
        return self._kept[uid]

    def find(self, tool: str) -> list[Recommendation]:
        """Return a tool's recommendations, newest first."""
        mine = [r for r in self._kept.values() if r.tool == tool]
        return sorted(mine, key=lambda r: r.created_at, reverse=True)

    def _save(self, recommendation: Recommendation, event: Event) -> Recommendation:
        with self._lock:
            self._ledger.append(event)
            self._kept[recommendation.uid] = recommendation
        return recommendation
