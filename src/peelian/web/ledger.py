"""The ledger in a database: entries are only added, each after the signed head of its stream.

On SQLite every transaction starts as ``BEGIN IMMEDIATE``, so the head that was read is still the
head when the next entry is written; on PostgreSQL a transaction-level lock does the same. Triggers
made by the migrations refuse to change or remove an entry.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from typing import Any, Final, Protocol, TypeVar

from django.db import connections, transaction

from peelian.assure.canonical import canonical
from peelian.assure.head import SignedHead, signable
from peelian.assure.keys import Keys
from peelian.assure.ledger import Entry, Event, Head, Raw, Stream, following
from peelian.web.models import LedgerEntry, LedgerHead

T = TypeVar("T")
_PAGE: Final = 1000  # entries read at a time
_MANY: Final = 20_000  # the same when they are only hashed
_BEFORE_ALL: Final = -(2**63)
_LOCK: Final = 0x5045454C  # an arbitrary number that names our advisory lock ("PEEL")
_KEYS: Final[dict[str, Keys]] = {}


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


def use_keys(alias: str, keys: Keys) -> None:
    """Say which folder's keys sign and seal for a database connection name."""
    _KEYS[alias] = keys


def keys_of(alias: str) -> Keys:
    """The keys of the folder behind a database connection name."""
    return _KEYS[alias]


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
    return append_many(alias, [event])[0]


def append_many(alias: str, events: Iterable[Event]) -> list[Entry]:
    """Add entries and sign the new heads; call inside :func:`one_writer`."""
    heads = {h.stream: h for h in heads_of(alias)}
    built = following(events, heads)
    LedgerEntry.objects.using(alias).bulk_create([_row(e) for e in built], batch_size=_PAGE)
    for stream in {e.stream for e in built}:
        last = [e for e in built if e.stream is stream][-1]
        _sign(alias, Head(stream, last.sequence, last.digest, last.at), fresh=stream not in heads)
    return built


def heads_of(alias: str) -> list[Head]:
    """The end of each stream that has entries."""
    with connections[alias].cursor() as cursor:
        cursor.execute("SELECT stream, sequence, digest, at FROM ledger_head ORDER BY stream")
        return [Head(Stream(s), n, d, at) for s, n, d, at in cursor.fetchall()]


def signed_heads_of(alias: str) -> list[SignedHead]:
    """The end of each stream with its signature."""
    return [
        SignedHead(Head(Stream(r.stream), r.sequence, r.digest, r.at), r.signature, r.public_key)
        for r in LedgerHead.objects.using(alias).order_by("stream")
    ]


class DjangoLedger:
    """The ledger in the folder's database."""

    def __init__(self, alias: str, call: Caller = directly) -> None:
        self._alias, self._call = alias, call

    def append(self, event: Event) -> Entry:
        """Record ``event`` durably and return its entry."""
        return self.append_many([event])[0]

    def append_many(self, events: Iterable[Event]) -> list[Entry]:
        """Record all of ``events`` or none of them."""

        def work() -> list[Entry]:
            with one_writer(self._alias):
                return append_many(self._alias, events)

        return self._call(work)

    def entries(self, stream: Stream | None = None) -> Iterator[Entry]:
        """Every entry, oldest first within its stream, read a page at a time."""
        after = _BEFORE_ALL
        while page := self._call(lambda seen=after: self._page(stream, seen)):  # type: ignore[misc]  # mypy cannot type a lambda default
            yield from (entry for _, entry in page)
            after = page[-1][0]

    def rows(self) -> Iterator[Raw]:
        """Every entry as stored, many at a time."""
        after = _BEFORE_ALL
        while page := self._call(lambda seen=after: self._raw(seen)):  # type: ignore[misc]  # mypy cannot type a lambda default
            for i, stream, sequence, at, payload, previous, digest in page:
                yield stream, sequence, at, payload.encode("ascii", "replace"), previous, digest
                after = i

    def heads(self) -> list[Head]:
        """The end of each stream."""
        return self._call(lambda: heads_of(self._alias))

    def _raw(self, after: int) -> list[Any]:
        fields = ("id", "stream", "sequence", "at", "payload", "previous", "digest")
        rows = LedgerEntry.objects.using(self._alias).filter(id__gt=after).order_by("id")
        return list(rows.values_list(*fields)[:_MANY])

    def _page(self, stream: Stream | None, after: int) -> list[tuple[int, Entry]]:
        rows = LedgerEntry.objects.using(self._alias).filter(id__gt=after)
        if stream is not None:
            rows = rows.filter(stream=stream.value)
        fields = ("id", "sequence", "at", "payload", "previous", "digest", "stream")
        return [
            (i, Entry(n, at, json.loads(payload), previous, digest, Stream(of)))
            for i, n, at, payload, previous, digest, of in rows.order_by("id").values_list(*fields)[
                :_PAGE
            ]
        ]


def _row(entry: Entry) -> LedgerEntry:
    return LedgerEntry(
        stream=entry.stream.value,
        sequence=entry.sequence,
        at=entry.at,
        payload=canonical(entry.payload).decode("ascii"),
        previous=entry.previous,
        digest=entry.digest,
    )


def _sign(alias: str, head: Head, *, fresh: bool) -> None:
    keys = keys_of(alias)
    signed = {"signature": keys.sign(signable(head)), "public_key": keys.public}
    values = {"sequence": head.sequence, "digest": head.digest, "at": head.at, **signed}
    rows = LedgerHead.objects.using(alias)
    if fresh:
        rows.create(stream=head.stream.value, **values)
    else:
        rows.filter(stream=head.stream.value).update(**values)
