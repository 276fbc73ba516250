"""A served data folder and people who sign in to it."""

from collections.abc import Callable
from pathlib import Path

import pytest


class Site:
    """The web pages over one folder; a client per role, signed in.

    Only one folder is served at a time: asking for a client serves this one.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self._serve()
        from peelian.web.models import Person
        from peelian.web.roles import ROLES

        for role in ROLES.values():  # without passwords: hashing them takes a while
            Person.objects.create(username=role.name, role=role.name, password="!")
        self.people = {role.label: role.name for role in ROLES.values()}

    def _serve(self) -> None:
        from peelian.web import wiring

        wiring.serve_folder(self.root)

    def passwords(self) -> dict[str, tuple[str, str]]:
        """Give everybody a real password."""
        self._serve()
        from peelian.web import people

        return people.create_demo_users()

    def session_of(self, label: str) -> str:
        """A signed-in session, for a browser to carry."""
        return self.client(label).cookies["peelian_session"].value

    def anybody(self):
        from django.test import Client

        self._serve()
        return Client(SERVER_NAME="localhost", raise_request_exception=False)

    def client(self, label: str):
        client = self.anybody()
        from peelian.web.models import Person

        client.force_login(Person.objects.get(username=self.people[label]))
        return client


@pytest.fixture(scope="module")
def make_site(tmp_path_factory) -> Callable[[], Site]:
    return lambda: Site(tmp_path_factory.mktemp("folder"))


@pytest.fixture(scope="module")
def site(make_site) -> Site:
    return make_site()
