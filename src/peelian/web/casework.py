"""Casework in a database: a change and its entry are one transaction."""

import json
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from typing import Any

from peelian.assure.casework import (
    Recommendation,
    Status,
    Terms,
    check_open,
    decided,
    not_found,
    taken,
)
from peelian.assure.decision_rules import check_decision, decision_record, with_terms
from peelian.assure.head import SignedHead
from peelian.assure.keys import Keys
from peelian.assure.ledger import Event
from peelian.assure.port import R
from peelian.assure.records import Record, from_json, to_json
from peelian.web import records
from peelian.web.ledger import (
    Caller,
    DjangoLedger,
    append,
    directly,
    keys_of,
    on_thread,
    one_writer,
    signed_heads_of,
)
from peelian.web.models import RecommendationRow

__all__ = ["DjangoCasework", "DjangoLedger", "append", "directly", "on_thread", "one_writer"]


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
        self._alias, self._closer = alias, closer
        self._place = threading.RLock()
        self._call = _in_turn(call, self._place)
        self._ledger = DjangoLedger(alias, self._call)

    @property
    def ledger(self) -> DjangoLedger:
        """The ledger in the same database."""
        return self._ledger

    @property
    def keys(self) -> Keys:
        """The keys of the data folder."""
        return keys_of(self._alias)

    def signed_heads(self) -> list[SignedHead]:
        """The end of each stream as it was signed when the last entry was written."""
        return self._call(lambda: signed_heads_of(self._alias))

    @contextmanager
    def together(self) -> Iterator[None]:
        """Keep all that is done inside or none of it, with the ledger's place held throughout."""
        with self._place:  # other threads wait: they may share this connection
            unit = one_writer(self._alias)
            self._call(unit.__enter__)
            try:
                yield
            except BaseException as error:
                failure = error
                self._call(lambda: unit.__exit__(type(failure), failure, failure.__traceback__))
                raise
            else:
                self._call(lambda: unit.__exit__(None, None, None))

    def keep(self, record: Record, event: Event, *also: Record) -> None:
        """Keep a new version of a record, and of others that go with it."""

        def work() -> None:
            with one_writer(self._alias):
                append(self._alias, event)
                for one in (record, *also):
                    records.keep(self._alias, one)

        self._call(work)

    def one(self, kind: type[R], uid: str) -> R | None:
        """Return the newest version of one record."""
        return self._call(lambda: records.one(self._alias, kind, uid))

    def every(self, kind: type[R], **where: str) -> list[R]:
        """Return the newest versions of all records that match, oldest first."""
        return self._call(lambda: records.every(self._alias, kind, where))

    def some(self, kind: type[R], uids: Iterable[str]) -> dict[str, R]:
        """Return the newest versions of those named that exist."""
        return self._call(lambda: records.some(self._alias, kind, tuple(uids)))

    def concerning(self, about: str, *kinds: type[Record]) -> list[Record]:
        """Return the newest versions of the records of several kinds about one thing."""
        return self._call(lambda: records.concerning(self._alias, about, kinds))

    def count(
        self, kind: type[Record], *, about: str, since: datetime
    ) -> tuple[int, datetime | None]:
        """How many records about something were first kept since then, and when the last was."""
        return self._call(lambda: records.count(self._alias, kind, about, since))

    def history(self, kind: type[R], uid: str) -> list[R]:
        """Return every version of a record, oldest first."""
        return self._call(lambda: records.history(self._alias, kind, uid))

    def propose(self, recommendation: Recommendation, event: Event) -> Recommendation:
        """Keep a new recommendation."""

        def change() -> tuple[Recommendation, Event]:
            if self._rows().filter(uid=recommendation.uid).exists():
                raise taken()
            return with_terms(self, recommendation), event

        return self._save(change)

    def revise(self, uid: str, payload: Mapping[str, Any], event: Event) -> Recommendation:
        """Replace the payload of a waiting recommendation."""

        def change() -> tuple[Recommendation, Event]:
            current = self.get(uid)
            check_open(current)
            return replace(current, payload=payload, version=current.version + 1), event

        return self._save(change)

    def decide(self, uid: str, status: Status, reason: str, event: Event) -> Recommendation:
        """Record a decision."""

        def change() -> tuple[Recommendation, Event]:
            current = self.get(uid)
            check_decision(self, current, status, reason, event.actor)
            done = decided(current, status, reason, event.actor)
            kept, entry = decision_record(self, done, event)
            self._call(lambda: records.keep(self._alias, kept))
            return done, entry

        return self._save(change)

    def get(self, uid: str) -> Recommendation:
        """Return one recommendation."""

        def work() -> Recommendation:
            row = self._rows().filter(uid=uid).first()
            if row is None:
                raise not_found()
            return _read(row)

        return self._call(work)

    def find(self, tool: str) -> list[Recommendation]:
        """Return a tool's recommendations, newest first."""
        return self._call(
            lambda: [_read(row) for row in self._rows().filter(tool=tool).order_by("-created_at")]
        )

    def close(self) -> None:
        """Release the database; the object cannot be used afterwards."""
        if self._closer is not None:
            self._closer()

    def _save(self, change: Callable[[], tuple[Recommendation, Event]]) -> Recommendation:
        with self.together():
            changed, event = change()

            def work() -> None:
                append(self._alias, event)
                _row(changed).save(using=self._alias)

            self._call(work)
            return changed

    def _rows(self) -> Any:
        return RecommendationRow.objects.using(self._alias)


def _in_turn(call: Caller, place: threading.RLock) -> Caller:
    """Let only the thread that holds ``place`` use the connection."""

    def turn(work: Callable[[], Any], /) -> Any:
        with place:
            return call(work)

    return turn


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
        terms=json.dumps(to_json(kept.terms)),
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
        terms=from_json(Terms, json.loads(row.terms)),
    )
