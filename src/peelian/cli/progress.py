"""Progress on standard error: what is being done, how far, how fast, how long it still takes."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, TextIO

from peelian.assure.workspace import Progress, silent

if TYPE_CHECKING:
    from rich.progress import Progress as Bars
    from rich.progress import TaskID


@contextmanager
def progress_on(stream: TextIO, *, quiet: bool) -> Iterator[Progress]:
    """Give a callback that draws on ``stream`` while the block runs.

    Nothing is drawn when ``quiet`` or when nobody reports.
    """
    if quiet:
        yield silent
        return
    drawn = _Drawn(stream)
    try:
        yield drawn
    finally:
        drawn.stop()


class _Drawn:
    """One bar for what is being done at the moment; it appears with the first report."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._bars: Bars | None = None
        self._what = ""
        self._task: TaskID | None = None

    def __call__(self, what: str, done: int, total: int | None) -> None:
        if self._bars is None:
            self._bars = _bars(self._stream)
            self._bars.start()
        if self._task is None or what != self._what:
            if self._task is not None:
                self._bars.remove_task(self._task)
            self._task, self._what = self._bars.add_task(what, total=total), what
        self._bars.update(self._task, completed=done, total=total)

    def stop(self) -> None:
        if self._bars is not None:
            self._bars.stop()


def _bars(stream: TextIO) -> "Bars":
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        ProgressColumn,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )
    from rich.progress import Progress as Bars
    from rich.text import Text

    class Rate(ProgressColumn):
        """Things done per second."""

        def render(self, task: "rich.progress.Task") -> Text:  # type: ignore[name-defined]  # noqa: F821 - rich is imported here only
            speed = task.finished_speed or task.speed
            return Text("" if not speed else f"{speed:,.0f}/s")

    return Bars(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        Rate(),
        TimeElapsedColumn(),
        TextColumn("left"),
        TimeRemainingColumn(),
        console=Console(file=stream),
    )
