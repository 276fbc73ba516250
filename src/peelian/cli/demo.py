"""The demo: open data, hot spots, the next shift's plan, people to sign in as, and the pages."""

import sys
from datetime import datetime
from pathlib import Path
from typing import Final
from urllib.parse import urlencode

import peelian
from peelian import catalogue
from peelian.cli.progress import progress_on
from peelian.ground.time import LONDON

_EXTRACT: Final = "extract"
_FICTION: Final = "fiction"  # where the page of the fictional force looks for it
_FORCE: Final = "city-of-london"
_YEAR: Final = {"from": "2019-01", "to": "2019-12"}  # the extract's newest twelve months
_SHIFT: Final = {"units": 3, "hours": 8.0, "seed": 1829}


def demo(data: Path, host: str, port: int) -> None:
    """Fill ``data`` unless it was filled before, then serve it until interrupted."""
    fill(data)
    _print_people(data, host)
    from peelian.web.serve import serve

    serve(data, host, port)


def fill(data: Path) -> None:
    """Bring real and fictional data in and plan a shift; a filled folder is left as it is."""
    with peelian.open(data) as desk, progress_on(sys.stderr, quiet=False) as report:
        desk.workspace = desk.workspace.acting_as(desk.workspace.session, report)
        if desk.workspace.lake.has("incidents"):
            return
        files = data / _EXTRACT
        files.mkdir(exist_ok=True)
        catalogue.tool("sample.extract").formats["folder"](desk.sample.extract(), files)
        desk.hub.ingest(paths=(files,))
        _add_fiction(desk, data)
        _plan_next_shift(desk, files)


def _add_fiction(desk: peelian.Desk, data: Path) -> None:
    """Make a fictional district beside the real extract, and bring its published form in."""
    desk.sample.force(out=data / _FICTION, overwrite=True)
    published = data / f"{_FICTION}-published"
    desk.sample.force(out=published, as_="police-uk", overwrite=True)
    desk.hub.ingest(paths=(published,))


def _plan_next_shift(desk: peelian.Desk, files: Path) -> None:
    """Find the hot spots and leave a plan for the next shift waiting for a decision."""
    from peelian.web.patrol.plan import making

    spots = files / "hot-spots.geojson"
    found = desk.insight.hotspots(force=_FORCE, from_=_YEAR["from"], to=_YEAR["to"])
    catalogue.tool("insight.hotspots").formats[".geojson"](found, spots)
    start = making.next_shift(datetime.now(LONDON))
    plan = desk.patrol.plan(hotspots=spots, start=f"{start:%Y-%m-%d %H:%M}", **_SHIFT)
    asked = urlencode({"force": _FORCE, **_YEAR, "unit": "cell-250", "measure": "count", "top": 20})
    making.propose(desk.workspace, plan, _FORCE, asked)


def _print_people(data: Path, host: str) -> None:
    from peelian.web import wiring

    wiring.serve_folder(data, host)
    from peelian.web.people import create_demo_users  # its tables are there now

    print("Sign in as one of these; the passwords are shown this once.\n")
    for label, (name, password) in create_demo_users(_FORCE).items():
        print(f"  {label:<24} {name:<12} {password}")
    print("\nStop with Ctrl-C.", flush=True)
