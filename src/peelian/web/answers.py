"""Answers stay true until the data changes: they are worked out once, so that pages are quick.

The checks before use and the audit log come first every time; only the work itself is saved. A
page waits a moment for its answer and otherwise shows that it is being worked out.
"""

from collections.abc import Callable, Hashable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import replace
from functools import cache
from typing import Any, Final

from django.db import connections
from django.http import HttpRequest

from peelian import catalogue
from peelian.assure import run as runner
from peelian.assure.workspace import Workspace
from peelian.web import desk, permissions
from peelian.web.shelf import Shelf

PATIENCE: Final = 0.2  # seconds a page waits before it shows that it is working
_MOST: Final = 64
_WORKERS: Final = 2


_SHELF: Final = Shelf(_MOST)


def run(request: HttpRequest, name: str, parameters: object) -> Any:
    """Run a tool for the person who asks.

    Raises:
        NotAllowedError: when the person's role does not use it, or the checks say no.
        PeelianError: whatever the tool itself refuses.
    """
    permissions.check_may_run(request.user, name)
    return _run(desk.workspace(request), name, parameters)


def ready(request: HttpRequest, name: str, parameters: object, patience: float = PATIENCE) -> bool:
    """Whether :func:`run` would answer at once; if not, the work has begun.

    Raises:
        NotAllowedError: when the person's role does not use the tool.
    """
    permissions.check_may_run(request.user, name)
    place = begin(desk.workspace(request), name, parameters)
    return bool(wait([place], timeout=patience).done)


def begin(workspace: Workspace, name: str, parameters: object) -> Future[Any]:
    """Have an answer worked out in the background, under the workspace's session."""

    def make() -> Any:
        try:
            return runner.run(catalogue.tool(name), workspace, parameters)
        finally:
            connections.close_all()  # this thread's own: it records the run

    return _SHELF.begin(_key(workspace, _question(workspace, name, parameters)), make, _workers())


def keep(workspace: Workspace, key: Hashable, make: Callable[[], Any]) -> Any:
    """Return what ``make`` gave for this ``key`` and the data as it is now."""
    return _SHELF.answer(_key(workspace, key), make)


def _run(workspace: Workspace, name: str, parameters: object) -> Any:
    tool = catalogue.tool(name)

    def saved(given_workspace: Workspace, given: Any) -> Any:
        question = _question(workspace, name, given)
        return keep(workspace, question, lambda: tool.run(given_workspace, given))

    return runner.run(replace(tool, run=saved), workspace, parameters)


def _question(workspace: Workspace, name: str, parameters: object) -> Hashable:
    """What an answer depends on, besides the data: also who may see what."""
    session = workspace.session
    return name, session.mode, session.purpose, session.force, parameters


def _key(workspace: Workspace, question: Hashable) -> Hashable:
    return desk.root(), tuple(batch.uid for batch in workspace.lake.batches()), question


@cache
def _workers() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(_WORKERS, thread_name_prefix="peelian-answers")
