"""Casework as a session may see it: practice sees practice, operational work sees its own."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from peelian.assure.head import SignedHead
from peelian.assure.keys import Keys
from peelian.assure.ledger import Event, Ledger
from peelian.assure.port import Casework, R
from peelian.assure.recommendation import Recommendation, Status, not_found
from peelian.assure.records import Record
from peelian.assure.session import Mode, Session
from peelian.ground.errors import NotAllowedError


class GuardedCasework:
    """The same casework, asked through one session. Records of governance pass unchanged."""

    def __init__(self, casework: Casework, session: Session) -> None:
        inner = casework.inner if isinstance(casework, GuardedCasework) else casework
        self.inner: Casework = inner
        self._session = session

    @property
    def ledger(self) -> Ledger:
        """The ledger."""
        return self.inner.ledger

    @property
    def keys(self) -> Keys:
        """The keys of the data folder."""
        return self.inner.keys

    def signed_heads(self) -> list[SignedHead]:
        """The end of each stream, signed."""
        return self.inner.signed_heads()

    @contextmanager
    def together(self) -> Iterator[None]:
        """Keep all that is done inside or none of it."""
        with self.inner.together():
            yield

    def keep(self, record: Record, event: Event, *also: Record) -> None:
        """Keep a new version of a record."""
        self.inner.keep(record, event, *also)

    def one(self, kind: type[R], uid: str) -> R | None:
        """Return the newest version of one record."""
        return self.inner.one(kind, uid)

    def every(self, kind: type[R], **where: str) -> list[R]:
        """Return the newest versions of all records that match."""
        return self.inner.every(kind, **where)

    def some(self, kind: type[R], uids: Iterable[str]) -> dict[str, R]:
        """Return the newest versions of those named that exist."""
        return self.inner.some(kind, uids)

    def concerning(self, about: str, *kinds: type[Record]) -> list[Record]:
        """Return the newest versions of the records of several kinds about one thing."""
        return self.inner.concerning(about, *kinds)

    def count(
        self, kind: type[Record], *, about: str, since: datetime
    ) -> tuple[int, datetime | None]:
        """How many records about something were first kept since then."""
        return self.inner.count(kind, about=about, since=since)

    def history(self, kind: type[R], uid: str) -> list[R]:
        """Return every version of a record."""
        return self.inner.history(kind, uid)

    def propose(self, recommendation: Recommendation, event: Event) -> Recommendation:
        """Keep a new recommendation of this session's mode."""
        if recommendation.mode != self._session.mode.value:
            raise NotAllowedError(
                "The recommendation was not kept.",
                f"It is marked {recommendation.mode} and this is a {self._session.mode.words}"
                " session.",
                "Make it in a session of its own mode.",
            )
        return self.inner.propose(recommendation, event)

    def revise(self, uid: str, payload: Mapping[str, Any], event: Event) -> Recommendation:
        """Replace the payload of a waiting recommendation this session may see."""
        self.get(uid)
        return self.inner.revise(uid, payload, event)

    def decide(self, uid: str, status: Status, reason: str, event: Event) -> Recommendation:
        """Record a decision on a recommendation this session may see."""
        self.get(uid)
        return self.inner.decide(uid, status, reason, event)

    def get(self, uid: str) -> Recommendation:
        """Return one recommendation; those of another mode or force do not exist here."""
        found = self.inner.get(uid)
        if not self._sees(found):
            raise not_found()
        return found

    def find(self, tool: str) -> list[Recommendation]:
        """Return those of a tool's recommendations that this session may see, newest first."""
        return [r for r in self.inner.find(tool) if self._sees(r)]

    def __getattr__(self, name: str) -> Any:
        return getattr(self.inner, name)

    def _sees(self, found: Recommendation) -> bool:
        if found.mode != self._session.mode.value:
            return False
        return self._session.mode is Mode.SANDBOX or found.force == self._session.force
