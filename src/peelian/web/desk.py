"""What a web request works with: the served folder's ports under the signed-in person's session."""

from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest

from peelian import catalogue
from peelian.assure.session import Session
from peelian.assure.workspace import Progress, Workspace, silent
from peelian.engine.delta import DeltaLake
from peelian.web.casework import DjangoCasework
from peelian.web.models import Person


def root() -> Path:
    """The folder this server shows."""
    found: Path = settings.PEELIAN_DATA
    return found


def lake() -> DeltaLake:
    """The served folder's lake."""
    return _lake(root())


def session(somebody: object) -> Session:
    """The session of a signed-in person, in the mode and for the purpose they chose."""
    if not isinstance(somebody, Person):
        return Session(actor="nobody")
    mode, purpose = somebody.work
    roles = frozenset({somebody.role})
    return Session(somebody.uid, somebody.force, purpose, mode, roles)


def workspace(request: HttpRequest) -> Workspace:
    """The ports for the person who asks."""
    return ports(session(request.user))


def ports(who: Session, progress: Progress = silent) -> Workspace:
    """The served folder's ports, used directly on this thread, for one session."""
    return Workspace(
        lake=lake(),
        casework=DjangoCasework("default"),
        session=who,
        bronze=root() / "bronze",
        progress=progress,
        cards=catalogue.cards,
    )


@lru_cache(maxsize=4)
def _lake(home: Path) -> DeltaLake:
    return DeltaLake(home / "lake")
