"""Fetch month by month, piece by piece; each whole answer is a file, so that work can resume.

This is the one tool that writes outside the data folder while it runs: an answer that has come is
kept even when the next one fails.
"""

import json
import secrets
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from peelian.assure.workspace import Workspace
from peelian.ground.errors import InputError
from peelian.hub.fetch import areas
from peelian.hub.fetch.client import Client, TooLargeError, UnreachableError
from peelian.hub.fetch.model import Parameters, Result

_SPLIT: Final = ".split"  # marks a piece that is too large, so that a second run does not ask again


def run(workspace: Workspace, parameters: Parameters) -> Result:
    """Fetch every month asked for.

    Raises:
        InputError: for a force without an area or a month that is not published.
        UnreachableError: when the API does not answer; what came is kept.
    """
    return fetch(workspace, parameters, Client(parameters.base_url))


def fetch(workspace: Workspace, parameters: Parameters, client: Client) -> Result:
    """Do the same with a given client."""
    pieces = areas.of_force(parameters.force)
    job = _Job(client, parameters.force, parameters.out)
    months = parameters.months
    _check_published(client, months)
    for done, month in enumerate(months):
        workspace.progress("Fetching months", done, len(months))
        for number, piece in enumerate(pieces):
            job.bring(month, piece, str(number))
    workspace.progress("Fetching months", len(months), len(months))
    return Result(
        force=parameters.force,
        months=months,
        answers=job.answers,
        crimes=len(job.crimes),
        requests=client.requests,
        resumed=job.resumed,
        next_step=f"peelian hub ingest {parameters.out.name} --data FOLDER",
    )


@dataclass(slots=True)
class _Job:
    client: Client
    force: str
    out: Path
    answers: int = 0
    resumed: int = 0
    crimes: set[Any] = field(default_factory=set)

    def bring(self, month: str, piece: Any, name: str, depth: int = 0) -> None:
        """Make sure the folder holds the answers for one piece of the area."""
        path = self.out / month / f"{month}-{self.force}-street-api-{name}.json"
        mark = path.with_suffix(_SPLIT)
        if path.exists():
            self._count(json.loads(path.read_bytes()))
            self.resumed += 1
        elif mark.exists():
            self._in_halves(month, piece, name, depth)
        else:
            try:
                form = {"poly": areas.written(piece), "date": month}
                found = self.client.ask("crimes-street/all-crime", form)
            except TooLargeError:
                _write(mark, "")
                self._in_halves(month, piece, name, depth)
                return
            _write(path, json.dumps(found, ensure_ascii=False))
            self._count(found)

    def _in_halves(self, month: str, piece: Any, name: str, depth: int) -> None:
        if depth >= areas.DEEPEST:
            raise UnreachableError(
                "The data could not be fetched.",
                "The service refuses even a very small area, so it is probably overloaded.",
                "Run the same command again later: what has come is kept and not asked for again.",
            )
        for number, half in enumerate(areas.halves(piece)):
            self.bring(month, half, f"{name}-{number}", depth + 1)

    def _count(self, found: list[dict[str, Any]]) -> None:
        self.answers += 1
        self.crimes.update(crime.get("id") for crime in found)


def _check_published(client: Client, months: tuple[str, ...]) -> None:
    known = {one.get("date") for one in client.ask("crimes-street-dates")}
    absent = [month for month in months if month not in known]
    if absent:
        raise InputError(
            "A month could not be fetched.",
            f"Not published: {', '.join(absent[:12])}.",
            f"The months published go from {min(known, default='none')} "
            f"to {max(known, default='none')}.",
        )


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{secrets.token_hex(4)}.part")
    part.write_text(text, encoding="utf-8")
    part.replace(path)
