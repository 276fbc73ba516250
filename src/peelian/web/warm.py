"""Work out what people look at first, before they do."""

import threading
from concurrent.futures import wait
from typing import Final

from django.db import connections

from peelian.assure.session import Session
from peelian.assure.workspace import Workspace
from peelian.ground.errors import PeelianError
from peelian.web import answers, desk, geography
from peelian.web.casework import DjangoCasework
from peelian.web.held import forces_held
from peelian.web.insight.hotspots import question

_ACTOR: Final = "server"  # runs are recorded under the server's own name
_MOST: Final = 4  # forces
_LONGEST: Final = 120.0  # seconds for one force


def start() -> None:
    """Begin in the background; the server answers meanwhile."""
    threading.Thread(target=_warm, name="peelian-warm", daemon=True).start()


def _warm() -> None:
    try:
        plain = Workspace(desk.lake(), DjangoCasework("default"), Session(actor=_ACTOR))
        for held in forces_held(desk.lake())[:_MOST]:
            workspace = plain.acting_as(Session(actor=_ACTOR, force=held.force))
            asked = question.read({}, (held,), held.force)
            wait([answers.begin(workspace, question.TOOL, asked.parameters())], _LONGEST)
            geography.packed_places(workspace, held.force)
    except PeelianError:
        return  # the page will say what is wrong to somebody who can act on it
    finally:
        connections.close_all()
