"""Casework and the ledger in a database: a change and its entry are one transaction.

On SQLite every transaction starts as ``BEGIN IMMEDIATE``, so the last entry that was read is still
the last when the next is written; on PostgreSQL a transaction-level lock does the same. Triggers
made by the first migration refuse to change or remove an entry.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Executor
from contextlib import contextmanager
from dataclasses import replace
from typing import Any, Final, Protocol, TypeVar

from django.db import connections, transaction

from peelian.assure.casework import (
    Recommendation,
    Status,
    check_open,
    decided,
    not_found,
    taken,
)
from peelian.assure.ledger import Entry, Event, canonical, next_entry
from peelian.web.models import LedgerEntry, RecommendationRow

T = TypeVar("T")
_PAGE: Final = 1000  # entries read at a time
_LOCK: Final = 0x5045454C  # an arbitrary number that names our advisory lock ("PEEL")


class Caller(Protocol):
    """How database work is carried out: here and now, or on a thread of its own."""

    def __call__(self, work: Callable[[], T], /) -> T:
        """Do ``work`` and return what it returns."""


def directly(work: Callable[[], T], /) -> T:
    """Do the work on this thread: inside a web request."""
    return work()


def on_thread(executor: Executor) -> Caller:
    """Return a caller that works on ``executor``'s one thread: under a notebook's event loop."""

    def call(work: Callable[[], T], /) -> T:
        return executor.submit(work).result()

    return call


@contextmanager
def one_writer(alias: str) -> Iterator[None]:
    """Open a transaction in which nobody else appends."""
    with transaction.atomic(using=alias):
        connection = connections[alias]
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
        yield


def append(alias: str, event: Event) -> Entry:
    """Add an entry; call inside :func:`one_writer`."""
    last = LedgerEntry.objects.using(alias).order_by("-sequence").first()
    entry = next_entry(event, _entry(last) if last else None)
    LedgerEntry(
        sequence=entry.sequence,
        at=entry.at,
        payload=canonical(entry.payload).decode("ascii"),
        previous=entry.previous,
        digest=entry.digest,
    ).save(using=alias, force_insert=True)
    return entry


class DjangoLedger:
    """The ledger in the folder's database."""

    def __init__(self, alias: str, call: Caller = directly) -> None:
        self._alias, self._call = alias, call

    def append(self, event: Event) -> Entry:
        """Record ``event`` durably and return its entry."""

        def work() -> Entry:
            with one_writer(self._alias):
                return append(self._alias, event)

        return self._call(work)

    def entries(self) -> Iterator[Entry]:
        """Every entry, oldest first, read a page at a time."""
        after = 0
        while page := self._call(lambda seen=after: self._page(seen)):  # type: ignore[misc]  # mypy cannot type a lambda default
            yield from page
            after = page[-1].sequence

    def _page(self, after: int) -> list[Entry]:
        rows = LedgerEntry.objects.using(self._alias).filter(sequence__gt=after)
        return [_entry(row) for row in rows.order_by("sequence")[:_PAGE]]


class DjangoCasework:
    """Casework in the folder's database.

    Args:
        alias: Django's name for the folder's database.
        call: how database work is carried out.
        closer: releases what ``call`` holds.
    """

    def __init__(
        self, alias: str, call: Caller = directly, closer: Callable[[], None] | None = None
    ) -> None:
        self._alias, self._call, self._closer = alias, call, closer
        self._ledger = DjangoLedger(alias, call)

    @property
    def ledger(self) -> DjangoLedger:
        """The ledger in the same database."""
        return self._ledger

    def propose(self, recommendation: Recommendation, event: Event) -> Recommendation:
        """Keep a new recommendation."""

        def change() -> Recommendation:
            if self._rows().filter(uid=recommendation.uid).exists():
                raise taken()
            return recommendation

        return self._save(change, event)

    def revise(self, uid: str, payload: Mapping[str, Any], event: Event) -> Recommendation:
        """Replace the payload of a waiting recommendation."""

        def change() -> Recommendation:
            current = self._get(uid)
            check_open(current)
            return replace(current, payload=payload, version=current.version + 1)

        return self._save(change, event)

    def decide(self, uid: str, status: Status, reason: str, event: Event) -> Recommendation:
        """Record a decision."""
        return self._save(lambda: decided(self._get(uid), status, reason, event.actor), event)

    def get(self, uid: str) -> Recommendation:
        """Return one recommendation."""
        return self._call(lambda: self._get(uid))

    def find(self, tool: str) -> list[Recommendation]:
        """Return a tool's recommendations, newest first."""
        return self._call(
            lambda: [_read(row) for row in self._rows().filter(tool=tool).order_by("-created_at")]
        )

    def close(self) -> None:
        """Release the database; the object cannot be used afterwards."""
        if self._closer is not None:
            self._closer()

    def _save(self, change: Callable[[], Recommendation], event: Event) -> Recommendation:
        def work() -> Recommendation:
            with one_writer(self._alias):
                changed = change()
                append(self._alias, event)
                _row(changed).save(using=self._alias)
                return changed

        return self._call(work)

    def _rows(self) -> Any:
        return RecommendationRow.objects.using(self._alias)

    def _get(self, uid: str) -> Recommendation:
        row = self._rows().filter(uid=uid).first()
        if row is None:
            raise not_found()
        return _read(row)


def _entry(row: LedgerEntry) -> Entry:
    return Entry(row.sequence, row.at, json.loads(row.payload), row.previous, row.digest)


def _row(kept: Recommendation) -> RecommendationRow:
    return RecommendationRow(
        uid=kept.uid,
        tool=kept.tool,
        title=kept.title,
        force=kept.force,
        mode=kept.mode,
        created_by=kept.created_by,
        payload=json.dumps(dict(kept.payload), allow_nan=False),
        status=kept.status.value,
        version=kept.version,
        created_at=kept.created_at,
        decided_by=kept.decided_by,
        decided_at=kept.decided_at,
        reason=kept.reason,
    )


def _read(row: RecommendationRow) -> Recommendation:
    return Recommendation(
        uid=row.uid,
        tool=row.tool,
        title=row.title,
        force=row.force,
        mode=row.mode,
        created_by=row.created_by,
        payload=json.loads(row.payload),
        status=Status(row.status),
        version=row.version,
        created_at=row.created_at,
        decided_by=row.decided_by,
        decided_at=row.decided_at,
        reason=row.reason,
    )
