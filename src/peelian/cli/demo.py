"""The demo: open data brought in, people to sign in as, and the pages over it."""

import sys
from pathlib import Path
from typing import Final

import peelian
from peelian import catalogue
from peelian.cli.progress import progress_on

_EXTRACT: Final = "extract"


def demo(data: Path, host: str, port: int) -> None:
    """Fill ``data`` unless it was filled before, then serve it until interrupted."""
    fill(data)
    _print_people(data, host)
    from peelian.web.serve import serve

    serve(data, host, port)


def fill(data: Path) -> None:
    """Bring the shipped open extract in; a folder that has incidents is left as it is."""
    with peelian.open(data) as desk, progress_on(sys.stderr, quiet=False) as report:
        desk.workspace = desk.workspace.acting_as(desk.workspace.session, report)
        if desk.workspace.lake.has("incidents"):
            return
        files = data / _EXTRACT
        files.mkdir(exist_ok=True)
        catalogue.tool("sample.extract").formats["folder"](desk.sample.extract(), files)
        desk.hub.ingest(paths=(files,))


def _print_people(data: Path, host: str) -> None:
    from peelian.web import wiring

    wiring.serve_folder(data, host)
    from peelian.web.people import create_demo_users  # its tables are there now

    print("Sign in as one of these; the passwords are shown this once.\n")
    for label, (name, password) in create_demo_users("city-of-london").items():
        print(f"  {label:<24} {name:<12} {password}")
    print("\nStop with Ctrl-C.", flush=True)
