"""Tools run from the browser: started on a thread of their own, watched on a page.

A run keeps its state, its summary and the files it made. The files lie in ``outputs/`` of the data
folder, can be fetched by the person who started the run only, and go after a day.
"""

import json
import shutil
import threading
import time
from collections.abc import Mapping, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

from django.db import connections
from django.utils import timezone

from peelian import catalogue
from peelian.assure import run as assured
from peelian.assure.session import Session
from peelian.ground.errors import InputError, PeelianError
from peelian.web import desk
from peelian.web.errors import kept
from peelian.web.models import ToolRun

RUNNING, DONE, FAILED = "running", "done", "failed"
KEPT: Final = timedelta(days=1)
_AT_ONCE: Final = threading.Semaphore(2)  # further runs wait for their turn
_BETWEEN: Final = 0.25  # seconds between two progress marks
_live: Final[dict[str, threading.Thread]] = {}


def start(
    name: str,
    parameters: object,
    session: Session,
    formats: Sequence[str] = (),
    uploads: Path | None = None,
) -> ToolRun:
    """Run a tool; ``uploads`` is removed when it has ended.

    Args:
        name: the tool, "room.tool".
        parameters: its parameters.
        session: who runs it.
        formats: which of the tool's formats to save the result in.
        uploads: a folder the parameters' files lie in.
    """
    tidy()
    run = ToolRun.objects.create(
        tool=name, started_by=session.actor, started_at=timezone.now(), state=RUNNING
    )
    work = _Work(run.uid, name, parameters, session, tuple(formats), uploads)
    thread = threading.Thread(target=work, name=f"run-{run.uid}", daemon=True)
    _live[run.uid] = thread
    thread.start()
    return run


def wait(uid: str, seconds: float) -> None:
    """Wait until a run of this process has ended, or for ``seconds``."""
    thread = _live.get(uid)
    if thread is not None:
        thread.join(seconds)


def of_person(uid: str, actor: str, name: str) -> ToolRun:
    """Return a run; somebody else's does not exist for this person.

    Raises:
        InputError: when there is no such run of this person.
    """
    run = ToolRun.objects.filter(uid=uid, started_by=actor, tool=name).first()
    if run is None:
        raise InputError(
            "There is no such result.",
            "It belongs to somebody else, or it was made more than a day ago.",
            "Run it again.",
        )
    return run


def file_of(run: ToolRun, name: str) -> Path:
    """Return where one of the run's files lies.

    Raises:
        InputError: when the run made no such file, or it is gone.
    """
    path = _outputs() / run.uid / name
    if name not in json.loads(run.files) or not path.is_file():
        raise InputError(
            "This file is not here any more.",
            "Files of a result are kept for a day.",
            "Run it again to get it.",
        )
    return path


def tidy() -> None:
    """Remove runs and files older than a day."""
    old = ToolRun.objects.filter(started_at__lt=timezone.now() - KEPT).exclude(state=RUNNING)
    for uid in list(old.values_list("uid", flat=True)):
        shutil.rmtree(_outputs() / uid, ignore_errors=True)
    old.delete()


def close_interrupted() -> None:
    """Say of runs that a stopped server left behind that they did not finish."""
    stopped = PeelianError(
        "It did not finish.",
        "The server was stopped meanwhile; nothing was half-kept.",
        "Start it again.",
    )
    ToolRun.objects.filter(state=RUNNING).update(
        state=FAILED, ended_at=timezone.now(), error=json.dumps(kept(stopped))
    )
    shutil.rmtree(desk.root() / "uploads", ignore_errors=True)


def _outputs() -> Path:
    return desk.root() / "outputs"


class _Work:
    """What the thread of one run does."""

    def __init__(  # noqa: PLR0913, PLR0917 - made in one place only
        self,
        uid: str,
        name: str,
        parameters: object,
        session: Session,
        formats: tuple[str, ...],
        uploads: Path | None,
    ) -> None:
        self._uid, self._name, self._parameters = uid, name, parameters
        self._session, self._formats, self._uploads = session, formats, uploads
        self._marked = 0.0

    def __call__(self) -> None:
        """Run, save, and record how it ended."""
        try:
            with _AT_ONCE:
                self._end(DONE, **self._carry_out())
        except PeelianError as error:
            self._end(FAILED, error=json.dumps(kept(error)))
        except Exception as error:  # noqa: BLE001 - the thread's last door: the page says it
            self._end(FAILED, error=json.dumps(kept(_fault(error))))
        finally:
            if self._uploads is not None:
                shutil.rmtree(self._uploads, ignore_errors=True)
            _live.pop(self._uid, None)
            connections.close_all()

    def _carry_out(self) -> dict[str, str]:
        tool = catalogue.tool(self._name)
        workspace = desk.ports(self._session, self._progress)
        result = assured.run(tool, workspace, self._parameters)
        files = save(result, tool, self._formats, _outputs() / self._uid)
        return {"summary": json.dumps(result.summary()), "files": json.dumps(files)}

    def _progress(self, what: str, done: int, total: int | None) -> None:
        now = time.monotonic()
        if now - self._marked >= _BETWEEN or done == total:
            self._marked = now
            self._row().update(doing=what[:200], done=done, total=total)

    def _end(self, state: str, **values: str) -> None:
        self._row().update(state=state, ended_at=timezone.now(), doing="", **values)

    def _row(self) -> Any:
        return ToolRun.objects.filter(uid=self._uid)


def save(result: object, tool: assured.Tool, formats: Sequence[str], home: Path) -> list[str]:
    """Save a result below ``home`` and return the names; a folder becomes a zip file."""
    made = []
    for kind in formats:
        home.mkdir(parents=True, exist_ok=True, mode=0o700)
        if kind == "folder":
            folder = home / tool.card.tool
            folder.mkdir()
            tool.formats[kind](result, folder)
            shutil.make_archive(str(folder), "zip", folder)
            shutil.rmtree(folder)
            made.append(f"{tool.card.tool}.zip")
        else:
            made.append(f"{tool.card.tool}{kind}")
            tool.formats[kind](result, home / made[-1])
    return made


def state_of(run: ToolRun) -> Mapping[str, Any]:
    """What a page or program that watches the run needs."""
    return {"state": run.state, "doing": run.doing, "done": run.done, "total": run.total}


def _fault(error: Exception) -> PeelianError:
    return PeelianError(
        "It stopped because of a fault in Peelian.",
        f"The fault is of the kind {type(error).__name__}; nothing was half-kept.",
        "Report the problem by the link below.",
    )
