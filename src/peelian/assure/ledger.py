"""What was done, in order, so that an outsider can check that nothing was changed.

Two streams, each its own chain: the *statutory* log of what was done to data, and the *record* of
runs and decisions. Each entry carries the hash of the one before (SHA-256 over canonical JSON).
Entries hold opaque ids and counts, never personal data and never foreign keys: the record
outlives the data.
"""

import hashlib
import threading
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, Final, Protocol

from peelian.assure.canonical import canonical, small

GENESIS: Final = "0" * 64


class Stream(StrEnum):
    """The two logs. The statutory one never feeds metrics (design, *Ledger*)."""

    RECORD = "record"
    STATUTORY = "statutory"


@dataclass(frozen=True, slots=True)
class Event:
    """Something about to be recorded: who did what to what."""

    kind: str  # "run.started", "ingest.committed", "plan.approved"
    actor: str
    tool: str = ""  # "insight.hotspots"
    subject: str = ""  # an opaque id: batch, plan, file hash
    detail: Mapping[str, Any] = ()  # type: ignore[assignment]  # an empty tuple reads as no detail
    stream: Stream = Stream.RECORD

    def payload(self) -> dict[str, Any]:
        """The event as plain JSON types, in the one form the ledger keeps."""
        found: dict[str, Any] = small(
            {
                "kind": self.kind,
                "actor": self.actor,
                "tool": self.tool,
                "subject": self.subject,
                "detail": dict(self.detail),
            }
        )
        return found


@dataclass(frozen=True, slots=True)
class Entry:
    """One recorded event with its place in the chain of its stream."""

    sequence: int
    at: str  # ISO 8601, UTC
    payload: dict[str, Any]
    previous: str
    digest: str
    stream: Stream = Stream.RECORD


@dataclass(frozen=True, slots=True)
class Head:
    """The end of one stream: how many entries there are and the digest of the last."""

    stream: Stream
    sequence: int = 0
    digest: str = GENESIS
    at: str = ""


@dataclass(frozen=True, slots=True)
class Fault:
    """The first entry that is not as it was written."""

    stream: str
    sequence: int
    why: str


Raw = tuple[str, int, str, bytes, str, str]
"""An entry as stored: stream, sequence, at, payload, previous, digest."""


def digest_of(
    sequence: int,
    at: str,
    payload: Mapping[str, Any],
    previous: str,
    stream: Stream = Stream.RECORD,
) -> str:
    """Return the SHA-256 (hex) that binds an entry to all before it in its stream."""
    return bound_digest(sequence, at, canonical(payload), previous, stream)


def bound_digest(sequence: int, at: str, payload: bytes, previous: str, stream: str) -> str:
    """The same over a payload that is canonical JSON already; lines in a fixed order."""
    text = f"{stream}\n{sequence}\n{at}\n{previous}\n".encode("ascii") + payload
    return hashlib.sha256(text).hexdigest()


def following(events: Iterable[Event], heads: Mapping[Stream, Head]) -> list[Entry]:
    """Build the entries that follow ``heads``, one per event, in order."""
    ends, built = dict(heads), []
    for event in events:
        end = ends.get(event.stream) or Head(event.stream)
        at = datetime.now(UTC).isoformat(timespec="microseconds")
        payload = event.payload()
        digest = digest_of(end.sequence + 1, at, payload, end.digest, event.stream)
        built.append(Entry(end.sequence + 1, at, payload, end.digest, digest, event.stream))
        ends[event.stream] = Head(event.stream, end.sequence + 1, digest, at)
    return built


def next_entry(event: Event, last: Entry | None) -> Entry:
    """Build the entry that follows ``last`` of the same stream."""
    end = Head(event.stream, last.sequence, last.digest, last.at) if last else Head(event.stream)
    return following([event], {event.stream: end})[0]


def first_fault(rows: Iterable[Raw], heads: Iterable[Head] = ()) -> Fault | None:
    """Return the first entry that does not fit its chain or a signed head, or ``None``.

    Args:
        rows: every entry as stored, each stream in order.
        heads: ends of streams noted earlier, from inside or outside the data folder.
    """
    ends: dict[str, tuple[int, str]] = {}
    wanted: dict[tuple[str, int], set[str]] = {}
    for head in heads:
        wanted.setdefault((head.stream.value, head.sequence), set()).add(head.digest)
    for stream, sequence, at, payload, previous, digest in rows:
        count, last = ends.get(stream, (0, GENESIS))
        expected = count + 1
        if sequence != expected:
            return Fault(stream, expected, "it is missing or out of order")
        if bound_digest(sequence, at, payload, previous, stream) != digest:
            return Fault(stream, expected, "its content was changed")
        if previous != last:
            return Fault(stream, expected, "it does not follow the entry before it")
        if wanted.pop((stream, expected), {digest}) != {digest}:
            return Fault(stream, expected, "it is not the entry a signed head was made for")
        ends[stream] = expected, digest
    for stream, sequence in sorted(wanted):
        last_there = ends.get(stream, (0, GENESIS))[0]
        return Fault(stream, last_there + 1, f"it is missing: a signed head names {sequence}")
    return None


def raw(entry: Entry) -> Raw:
    """An entry as it is stored: its payload as the bytes that were hashed."""
    payload = canonical(entry.payload)
    return entry.stream.value, entry.sequence, entry.at, payload, entry.previous, entry.digest


def first_bad(entries: Iterable[Entry]) -> int | None:
    """Return the sequence number of the first entry that does not fit, or ``None``."""
    fault = first_fault(raw(e) for e in entries)
    return fault.sequence if fault else None


class Ledger(Protocol):
    """The port. Appending is the only write."""

    def append(self, event: Event) -> Entry:
        """Record ``event`` durably and return its entry."""

    def append_many(self, events: Iterable[Event]) -> list[Entry]:
        """Record all of ``events`` or none of them, in order."""

    def entries(self, stream: Stream | None = None) -> Iterator[Entry]:
        """Every entry of both streams or one, oldest first within each."""

    def rows(self) -> Iterator[Raw]:
        """Every entry as stored, to check the chain: quick, and nothing is interpreted."""

    def heads(self) -> list[Head]:
        """The end of each stream that has entries."""


class MemoryLedger:
    """The ledger in memory: the oracle for tests, and for notebooks without a folder."""

    def __init__(self) -> None:
        self._entries: list[Entry] = []
        self._heads: dict[Stream, Head] = {}
        self._lock = threading.RLock()

    def append(self, event: Event) -> Entry:
        """Record ``event`` and return its entry."""
        return self.append_many([event])[0]

    def append_many(self, events: Iterable[Event]) -> list[Entry]:
        """Record all of ``events``."""
        with self._lock:
            built = following(events, self._heads)
            self._entries.extend(built)
            self._heads |= {e.stream: Head(e.stream, e.sequence, e.digest, e.at) for e in built}
            return built

    def entries(self, stream: Stream | None = None) -> Iterator[Entry]:
        """Every entry, oldest first."""
        return iter([e for e in self._entries if stream is None or e.stream is stream])

    def rows(self) -> Iterator[Raw]:
        """Every entry as stored."""
        return (raw(e) for e in list(self._entries))

    def heads(self) -> list[Head]:
        """The end of each stream."""
        return list(self._heads.values())

    def mark(self) -> tuple[int, dict[Stream, Head]]:
        """Remember where a transaction began."""
        return len(self._entries), dict(self._heads)

    def back_to(self, mark: tuple[int, Mapping[Stream, Head]]) -> None:
        """Forget what a transaction that failed had recorded."""
        del self._entries[mark[0] :]
        self._heads = dict(mark[1])
