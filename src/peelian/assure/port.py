"""The port to casework: one unit of work over recommendations, decisions, records and the ledger.

The port takes the event as a required argument of every write, so that no state changes without
its record and no record stands without its change. ``together()`` makes several writes, and the
checks before them, one.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import Any, Protocol, TypeVar

from peelian.assure.head import SignedHead
from peelian.assure.keys import Keys
from peelian.assure.ledger import Event, Ledger
from peelian.assure.recommendation import Recommendation, Status
from peelian.assure.records import Record

R = TypeVar("R", bound=Record)


class Casework(Protocol):
    """One unit of work over recommendations, decisions, records and the ledger."""

    @property
    def ledger(self) -> Ledger:
        """The ledger this casework writes to."""

    @property
    def keys(self) -> Keys:
        """The keys of the data folder."""

    def signed_heads(self) -> list[SignedHead]:
        """The end of each stream as it was signed when the last entry was written."""

    @contextmanager
    def together(self) -> Iterator[None]:
        """Keep all that is done inside or none of it, with the ledger's place held throughout."""

    def keep(self, record: Record, event: Event, *also: Record) -> None:
        """Keep a new version of a record, and of others that go with it; earlier versions stay."""

    def one(self, kind: type[R], uid: str) -> R | None:
        """Return the newest version of one record."""

    def every(
        self,
        kind: type[R],
        *,
        tool: str = "",
        force: str = "",
        state: str = "",
        about: str = "",
    ) -> list[R]:
        """Return the newest versions of all records that match, oldest first."""

    def some(self, kind: type[R], uids: Iterable[str]) -> dict[str, R]:
        """Return the newest versions of those named that exist."""

    def concerning(self, about: str, *kinds: type[Record]) -> list[Record]:
        """Return the newest versions of the records of several kinds about one thing."""

    def count(
        self, kind: type[Record], *, about: str, since: datetime
    ) -> tuple[int, datetime | None]:
        """How many records about something were first kept since then, and when the last was."""

    def history(self, kind: type[R], uid: str) -> list[R]:
        """Return every version of a record, oldest first."""

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
