"""Peelian: the open hub for evidence-led policing.

>>> import peelian
>>> with peelian.open() as desk:           # in memory; peelian.open("folder") keeps things
...     desk.tools()[0]
'hub.ingest'
"""

import importlib
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from peelian.assure.workspace import Workspace

__version__ = "0.1.0"


class Desk:
    """A data folder opened for work: every tool is a method of its room.

    ``desk.insight.hotspots(force="city-of-london", from_="2019-01", to="2019-12")`` runs the tool
    through the same checks and record as every other door.
    """

    def __init__(self, workspace: "Workspace") -> None:
        self.workspace = workspace

    def tools(self) -> tuple[str, ...]:
        """The tools this build offers."""
        return tuple(_load("catalogue").TOOLS)

    def __getattr__(self, room: str) -> "Room":
        if not any(name.startswith(f"{room}.") for name in self.tools()):
            raise AttributeError(room)
        return Room(self, room)

    def close(self) -> None:
        """Release what the folder holds open."""
        closer = getattr(self.workspace.casework, "close", None)
        if closer is not None:
            closer()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


class Room:
    """One room's tools as functions."""

    def __init__(self, desk: Desk, name: str) -> None:
        self._desk, self._name = desk, name

    def __getattr__(self, tool: str) -> Any:
        name = f"{self._name}.{tool}"
        if name not in self._desk.tools():
            raise AttributeError(tool)
        return lambda **given: _run(self._desk, name, given)


def _run(desk: Desk, name: str, given: dict[str, Any]) -> Any:
    catalogue, run = _load("catalogue"), _load("assure.run")
    parameters = _load("ground.parameters").parse(catalogue.parameters(name), given)
    return run.run(catalogue.tool(name), desk.workspace, parameters)


def open(data: str | Path | None = None, **session: Any) -> Desk:  # noqa: A001 - reads well
    """Open a data folder (made when missing), or work in memory when none is given.

    Args:
        data: the folder; see the design for what it holds.
        **session: fields of :class:`peelian.assure.session.Session` (actor, force, purpose, mode).
    """
    who = _load("assure.session").Session(**session)
    make: Any = _load("assure.workspace").Workspace
    cards = _load("catalogue").cards
    if data is None:
        lake = _load("engine.memory").MemoryLake()
        return Desk(make(lake=lake, session=who, cards=cards))
    root = Path(data)
    root.mkdir(parents=True, exist_ok=True)
    casework = _load("web.wiring").open_casework(root)
    lake = _load("engine.delta").DeltaLake(root / "lake")
    return Desk(
        make(lake=lake, casework=casework, session=who, bronze=root / "bronze", cards=cards)
    )


def _load(module: str) -> Any:
    """Import a part only when it is needed, so that `import peelian` stays quick."""
    return importlib.import_module(f"peelian.{module}")
