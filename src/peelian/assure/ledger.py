"""What was done, in order, so that an outsider can check that nothing was changed.

Each entry carries the hash of the one before (SHA-256 over canonical JSON). Entries hold opaque
ids and counts, never personal data and never foreign keys: the record outlives the data.
"""

import hashlib
import json
import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final, Protocol

GENESIS: Final = "0" * 64


@dataclass(frozen=True, slots=True)
class Event:
    """Something about to be recorded: who did what to what."""

    kind: str  # "run.started", "ingest.committed", "plan.approved"
    actor: str
    tool: str = ""  # "insight.hotspots"
    subject: str = ""  # an opaque id: batch, plan, file hash
    detail: Mapping[str, Any] = ()  # type: ignore[assignment]  # an empty tuple reads as no detail

    def payload(self) -> dict[str, Any]:
        """The event as plain JSON types."""
        return {
            "kind": self.kind,
            "actor": self.actor,
            "tool": self.tool,
            "subject": self.subject,
            "detail": dict(self.detail),
        }


@dataclass(frozen=True, slots=True)
class Entry:
    """One recorded event with its place in the chain."""

    sequence: int
    at: str  # ISO 8601, UTC
    payload: dict[str, Any]
    previous: str
    digest: str


def canonical(value: Any) -> bytes:
    """Write JSON in one way only: sorted keys, no spaces, ASCII, no NaN.

    Raises:
        ValueError: for NaN or infinities, which JSON cannot hold.
    """
    text = json.dumps(
        value, sort_keys=True, separators=(",", ":"), ensure_ascii=True, allow_nan=False
    )
    return text.encode("ascii")


def digest_of(sequence: int, at: str, payload: Mapping[str, Any], previous: str) -> str:
    """Return the SHA-256 (hex) that binds an entry to all before it."""
    body = {"sequence": sequence, "at": at, "payload": payload, "previous": previous}
    return hashlib.sha256(canonical(body)).hexdigest()


def next_entry(event: Event, last: Entry | None) -> Entry:
    """Build the entry that follows ``last``."""
    sequence = last.sequence + 1 if last else 1
    previous = last.digest if last else GENESIS
    at = datetime.now(UTC).isoformat(timespec="microseconds")
    payload = event.payload()
    return Entry(sequence, at, payload, previous, digest_of(sequence, at, payload, previous))


def first_bad(entries: Iterator[Entry]) -> int | None:
    """Return the sequence number of the first entry that does not fit, or ``None``."""
    previous, expected = GENESIS, 1
    for entry in entries:
        good = digest_of(entry.sequence, entry.at, entry.payload, entry.previous)
        if (entry.sequence, entry.previous, entry.digest) != (expected, previous, good):
            return expected
        previous, expected = entry.digest, expected + 1
    return None


class Ledger(Protocol):
    """The port. Appending is the only write."""

    def append(self, event: Event) -> Entry:
        """Record ``event`` durably and return its entry."""

    def entries(self) -> Iterator[Entry]:
        """Every entry, oldest first."""


class MemoryLedger:
    """The ledger in memory: the oracle for tests, and for notebooks without a folder."""

    def __init__(self) -> None:
        self._entries: list[Entry] = []
        self._lock = threading.Lock()

    def append(self, event: Event) -> Entry:
        """Record ``event`` and return its entry."""
        with self._lock:
            entry = next_entry(event, self._entries[-1] if self._entries else None)
            self._entries.append(entry)
            return entry

    def entries(self) -> Iterator[Entry]:
        """Every entry, oldest first."""
        return iter(list(self._entries))
