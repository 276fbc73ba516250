"""Folders of places for the page tests: a real city, and a made-up crowd of long names."""

import csv
from pathlib import Path

import peelian

COLUMNS = (
    "Month",
    "Reported by",
    "Falls within",
    "Longitude",
    "Latitude",
    "Location",
    "LSOA code",
    "LSOA name",
    "Crime type",
    "Last outcome category",
    "Context",
)
LONG = "Saint Bartholomew-the-Great-by-the-Old-Priory Gate and Passage of the Worshipful Company "
SERGEANT, ANALYST, OFFICER, PUBLIC = "sergeant", "analyst", "officer", "public"


class Served:
    """The web pages over one folder, with one person per role."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.serve()
        from peelian.web.models import Person
        from peelian.web.roles import ROLES

        for role in ROLES.values():  # without passwords: hashing them takes a while
            Person.objects.create(username=role.name, role=role.name, password="!")

    def serve(self) -> None:
        from peelian.web import wiring

        wiring.serve_folder(self.root)

    def client(self, username: str):
        from django.test import Client

        self.serve()
        from peelian.web.models import Person

        client = Client(SERVER_NAME="localhost", raise_request_exception=True)
        client.force_login(Person.objects.get(username=username))
        return client

    def session_of(self, username: str) -> str:
        """A signed-in session, for a browser to carry."""
        return self.client(username).cookies["peelian_session"].value


def city(root: Path) -> Served:
    """The City of London as it ships: 21 months of published files."""
    with peelian.open(root) as desk:
        found = desk.sample.extract()
        archive = root / found.name
        archive.write_bytes(found.archive)
        desk.hub.ingest(paths=(archive,))
    return Served(root)


def crowd(root: Path, places: int = 1_100) -> Served:
    """One month in Durham with many places, every street name very long."""
    rows = [
        {
            "Month": "2024-01",
            "Reported by": "Durham Constabulary",
            "Falls within": "Durham Constabulary",
            "Longitude": f"{-1.60 + (i % 40) * 0.006:.6f}",
            "Latitude": f"{54.60 + (i // 40) * 0.006:.6f}",
            "Location": f"On or near {LONG}{i}",
            "Crime type": "Burglary",
        }
        for i in range(places)
        for _ in range(1 + places // (i + 1) // 50)
    ]
    file = root / "2024-01-durham-street.csv"
    with file.open("w", newline="") as out:
        writer = csv.DictWriter(out, ("Crime ID", *COLUMNS))
        writer.writeheader()
        writer.writerows(rows)
    with peelian.open(root) as desk:
        desk.hub.ingest(paths=(file,))
    return Served(root)
