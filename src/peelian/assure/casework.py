"""Casework in memory (the oracle for tests), and all words of casework in one place."""

import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

from peelian.assure.decision_rules import check_decision, decision_record, with_terms
from peelian.assure.head import SignedHead, sign
from peelian.assure.keys import Keys
from peelian.assure.ledger import Event, Ledger, MemoryLedger
from peelian.assure.port import Casework, R
from peelian.assure.recommendation import (
    Recommendation,
    Status,
    Terms,
    check_open,
    decided,
    not_found,
    taken,
)
from peelian.assure.records import Record

__all__ = [
    "Casework",
    "MemoryCasework",
    "Recommendation",
    "Status",
    "Terms",
    "check_open",
    "decided",
    "not_found",
    "taken",
]


@dataclass(slots=True)
class _Versions:
    """All versions of one record."""

    kept_at: datetime
    versions: tuple[Record, ...] = field(default=())


class MemoryCasework:
    """Dictionaries under one lock, under the same contract as the database."""

    def __init__(self, ledger: Ledger | None = None) -> None:
        self._ledger = ledger or MemoryLedger()
        self._keys = Keys.fresh()
        self._recommendations: dict[str, Recommendation] = {}
        self._records: dict[tuple[str, str], _Versions] = {}
        self._lock = threading.RLock()
        self._depth = 0

    @property
    def ledger(self) -> Ledger:
        """The ledger this casework writes to."""
        return self._ledger

    @property
    def keys(self) -> Keys:
        """Keys that live as long as this casework."""
        return self._keys

    def signed_heads(self) -> list[SignedHead]:
        """The end of each stream, signed."""
        return [sign(head, self._keys) for head in self._ledger.heads()]

    @contextmanager
    def together(self) -> Iterator[None]:
        """Keep all that is done inside or none of it."""
        with self._lock:
            if self._depth:
                yield
                return
            kept = dict(self._recommendations), dict(self._records)
            mark = self._ledger.mark() if isinstance(self._ledger, MemoryLedger) else None
            self._depth += 1
            try:
                yield
            except BaseException:
                self._recommendations, self._records = kept
                if mark is not None and isinstance(self._ledger, MemoryLedger):
                    self._ledger.back_to(mark)
                raise
            finally:
                self._depth -= 1

    def keep(self, record: Record, event: Event, *also: Record) -> None:
        """Keep a new version of a record."""
        with self.together():
            self._ledger.append(event)
            for one in (record, *also):
                key = (one.KIND, one.uid)
                before = self._records.get(key) or _Versions(datetime.now(UTC))
                self._records[key] = _Versions(before.kept_at, (*before.versions, one))

    def one(self, kind: type[R], uid: str) -> R | None:
        """Return the newest version of one record."""
        found = self.history(kind, uid)
        return found[-1] if found else None

    def every(
        self,
        kind: type[R],
        *,
        tool: str = "",
        force: str = "",
        state: str = "",
        about: str = "",
    ) -> list[R]:
        """Return the newest versions of all records that match."""
        wanted = {"tool": tool, "force": force, "state": state, "about": about}
        with self._lock:
            newest = [v.versions[-1] for (k, _), v in self._records.items() if k == kind.KIND]
        return [
            r
            for r in newest
            if isinstance(r, kind) and all(not w or getattr(r, n) == w for n, w in wanted.items())
        ]

    def some(self, kind: type[R], uids: Iterable[str]) -> dict[str, R]:
        """Return the newest versions of those named that exist."""
        return {uid: found for uid in uids if (found := self.one(kind, uid)) is not None}

    def concerning(self, about: str, *kinds: type[Record]) -> list[Record]:
        """Return the newest versions of the records of several kinds about one thing."""
        return [r for kind in kinds for r in self.every(kind, about=about)]

    def count(
        self, kind: type[Record], *, about: str, since: datetime
    ) -> tuple[int, datetime | None]:
        """How many records about something were first kept since then, and when the last was."""
        with self._lock:
            times = [
                v.kept_at
                for (k, _), v in self._records.items()
                if k == kind.KIND and v.versions[-1].about == about and v.kept_at >= since
            ]
        return len(times), max(times, default=None)

    def history(self, kind: type[R], uid: str) -> list[R]:
        """Return every version of a record."""
        with self._lock:
            found = self._records.get((kind.KIND, uid))
        return [r for r in found.versions if isinstance(r, kind)] if found else []

    def propose(self, recommendation: Recommendation, event: Event) -> Recommendation:
        """Keep a new recommendation."""
        with self.together():
            if recommendation.uid in self._recommendations:
                raise taken()
            return self._save(with_terms(self, recommendation), event)

    def revise(self, uid: str, payload: Mapping[str, Any], event: Event) -> Recommendation:
        """Replace the payload of a waiting recommendation."""
        with self.together():
            current = self.get(uid)
            check_open(current)
            return self._save(replace(current, payload=payload, version=current.version + 1), event)

    def decide(self, uid: str, status: Status, reason: str, event: Event) -> Recommendation:
        """Record a decision."""
        with self.together():
            current = self.get(uid)
            check_decision(self, current, status, reason, event.actor)
            done = decided(current, status, reason, event.actor)
            kept, entry = decision_record(self, done, event)
            self.keep(kept, entry)
            self._recommendations[uid] = done
            return done

    def get(self, uid: str) -> Recommendation:
        """Return one recommendation."""
        if uid not in self._recommendations:
            raise not_found()
        return self._recommendations[uid]

    def find(self, tool: str) -> list[Recommendation]:
        """Return a tool's recommendations, newest first."""
        mine = [r for r in self._recommendations.values() if r.tool == tool]
        return sorted(mine, key=lambda r: r.created_at, reverse=True)

    def _save(self, recommendation: Recommendation, event: Event) -> Recommendation:
        with self.together():
            self._ledger.append(event)
            self._recommendations[recommendation.uid] = recommendation
        return recommendation
