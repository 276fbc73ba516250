"""A served data folder and people who sign in to it."""

from pathlib import Path

import pytest


class Site:
    """The web pages over one folder; one client per role, signed in."""

    def __init__(self, root: Path) -> None:
        from peelian.web import wiring

        wiring.serve_folder(root)
        from peelian.web import people

        self.root = root
        self.people = people.create_demo_users()

    def anybody(self):
        from django.test import Client

        return Client(SERVER_NAME="localhost", raise_request_exception=False)

    def client(self, label: str):
        from peelian.web.models import Person

        client = self.anybody()
        person = Person.objects.get(username=self.people[label][0])
        client.force_login(person)
        return client


@pytest.fixture(scope="module")
def site(tmp_path_factory) -> Site:
    return Site(tmp_path_factory.mktemp("folder"))
