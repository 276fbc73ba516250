"""The same specification for every casework: in memory, on SQLite and on PostgreSQL."""

from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from peelian.assure.casework import Casework, MemoryCasework
from tests import postgresql


@pytest.fixture(scope="session")
def postgresql_url() -> Iterator[str]:
    home = postgresql.programs()
    if home is None:
        pytest.skip("PostgreSQL is not on this machine")
    with postgresql.server(home) as url:
        yield url


def fresh_database(url: str, name: str) -> str:
    import psycopg

    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    return url[: -len(urlsplit(url).path)] + "/" + name


@pytest.fixture(params=["memory", "sqlite", "postgresql"])
def make_casework(
    request: pytest.FixtureRequest, tmp_path: Path
) -> Iterator[Callable[[], Casework]]:
    """Call it for an empty casework; again for another."""
    made: list[Casework] = []

    def make() -> Casework:
        if request.param == "memory":
            return MemoryCasework()
        from peelian.web.wiring import open_casework

        root = tmp_path / str(len(made))
        root.mkdir()
        if request.param == "postgresql":
            server = request.getfixturevalue("postgresql_url")
            url = fresh_database(server, f"{tmp_path.name}-{len(made)}")
            (root / "peelian.toml").write_text(f'[database]\nurl = "{url}"\n')
        made.append(open_casework(root))
        return made[-1]

    yield make
    for casework in made:
        casework.close()


@pytest.fixture
def casework(make_casework) -> Casework:
    return make_casework()
