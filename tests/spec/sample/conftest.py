"""One small fictional force, made once for all tests that only look at it."""

import json
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pytest

from peelian.assure.workspace import Workspace
from peelian.engine.memory import MemoryLake
from peelian.sample.force.model import Parameters
from peelian.sample.force.service import run


@dataclass(frozen=True)
class Fiction:
    """Where it is, and how to ask it."""

    root: Path

    def rows(self, sql: str) -> list[tuple]:
        """Answer a query in which `{table}` is a Parquet file below the root."""
        return self.frame(sql).fetchall()

    def frame(self, sql: str):
        """The same as a relation."""
        for part in sql.split("{")[1:]:
            name = part.split("}")[0]
            sql = sql.replace("{" + name + "}", f"'{(self.root / name).as_posix()}.parquet'")
        return duckdb.connect().sql(sql)

    @property
    def manifest(self) -> dict:
        """What the tool wrote down about its files."""
        return json.loads((self.root / "manifest.txt").read_text(encoding="utf-8"))

    def digests(self, table: str) -> dict[str, str]:
        """The digests of one table's values."""
        return self.manifest["tables"][table]["digests"]


def make(root: Path, **given) -> Fiction:
    """Make a sample at ``root``."""
    run(Workspace(MemoryLake()), Parameters(out=root, **given))
    return Fiction(root)


@pytest.fixture(scope="session")
def fiction(tmp_path_factory):
    return make(tmp_path_factory.mktemp("fiction") / "small")


@pytest.fixture(scope="session")
def published(tmp_path_factory):
    return make(tmp_path_factory.mktemp("fiction") / "published", as_="police-uk")
