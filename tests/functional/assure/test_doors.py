"""No door runs a tool outside practice without a valid approval, nor reads operational rows."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pyarrow as pa
import pytest

import peelian
from peelian import catalogue
from peelian.assure import stopping
from peelian.assure.run import run
from peelian.assure.session import Mode, Session
from peelian.assure.workspace import Workspace
from peelian.engine.memory import MemoryLake
from peelian.ground.errors import NotAllowedError
from peelian.ground.parameters import declared
from tests import postgresql
from tests.governed import FORCE, PURPOSE, Force, Parameters, card, tool


def gated() -> list[str]:
    return [c.name for c in catalogue.cards() if c.gated]


def unasked(parameters: type) -> object:
    """Parameters with their defaults, and nothing where a value is required."""
    made = object.__new__(parameters)
    for item in declared(parameters):
        object.__setattr__(made, item.name, None if item.required else item.default)
    return made


@pytest.mark.parametrize("mode", [Mode.EVALUATION, Mode.OPERATIONAL])
@pytest.mark.parametrize("name", gated())
def test_every_listed_tool_refuses_without_approval(name, mode):
    """The Python door: the refusal comes before the tool sees anything."""
    listed = catalogue.tool(name)
    space = Workspace(MemoryLake(), session=Session("user@", FORCE, PURPOSE, mode))
    with pytest.raises(NotAllowedError, match="did not start"):
        run(listed, space, unasked(listed.parameters))


def test_the_notebook_door_refuses_too(tmp_path):
    with (
        peelian.open(tmp_path, mode=Mode.OPERATIONAL, force=FORCE, purpose=PURPOSE) as desk,
        pytest.raises(NotAllowedError, match="did not start"),
    ):
        desk.hub.read(table="incidents")


def lake_of(classification: str | None) -> MemoryLake:
    lake = MemoryLake()
    connection = lake.connect()
    rows = {"uid": [1], "crime_type": ["burglary"]}
    if classification is not None:
        rows["classification"] = [classification]
    connection.register("rows_in", pa.table(rows))
    lake.append("b1", "incidents", connection, "SELECT * FROM rows_in")
    lake.commit("b1", "test")
    return lake


@pytest.mark.parametrize("classification", ["operational", "something", None])
def test_practice_reads_no_operational_or_unlabelled_rows(classification):
    space = Workspace(lake_of(classification))
    with pytest.raises(NotAllowedError, match="practice session cannot read"):
        space.lake.read("incidents")
    connection = space.lake.connect()
    with pytest.raises(NotAllowedError):
        space.lake.attach(connection, "incidents")
    with pytest.raises(Exception, match="incidents"):
        connection.sql("SELECT * FROM incidents").fetchall()


def test_practice_reads_open_and_synthetic_rows():
    for classification in ("open", "synthetic"):
        assert Workspace(lake_of(classification)).lake.read("incidents").fetchall()


@pytest.mark.parametrize("mode", [Mode.EVALUATION, Mode.OPERATIONAL])
def test_claiming_a_mode_is_not_enough_to_read(mode):
    space = Workspace(lake_of("operational"), session=Session("user@", FORCE, PURPOSE, mode))
    with pytest.raises(NotAllowedError, match="no checked run"):
        space.lake.read("incidents")
    checked = Workspace(lake_of("operational"), session=space.session, checked=True)
    with pytest.raises(NotAllowedError):
        checked.acting_as(Session("user@")).lake.read("incidents")
    with pytest.raises(NotAllowedError):
        checked.acting_as(space.session).lake.read("incidents")


def test_a_checked_run_reads_them(tmp_path):
    with peelian.open(tmp_path) as desk:
        casework = desk.workspace.casework
        force = Force(casework)
        made = card("hub.counting", reads=("incidents",))
        force.describe("incidents")
        force.approved(made)
        space = Workspace(lake_of("operational"), casework, force.session())
        counted = run(
            tool(made, lambda w, _: w.lake.read("incidents").fetchall()), space, Parameters()
        )
        assert counted == [(1, "burglary", "operational", *counted[0][3:])]


@contextmanager
def desk_on(storage: str, folder: Path) -> Iterator[peelian.Desk]:
    with ExitStack() as stack:
        if storage == "postgresql":
            home = postgresql.programs()
            if home is None:
                pytest.skip("PostgreSQL is not on this machine")
            url = stack.enter_context(postgresql.server(home))
            (folder / "peelian.toml").write_text(f'[database]\nurl = "{url}"\n')
        yield stack.enter_context(peelian.open(None if storage == "memory" else folder))


@pytest.mark.parametrize(
    "storage",
    [
        "memory",
        pytest.param("sqlite", marks=pytest.mark.slow),
        pytest.param("postgresql", marks=pytest.mark.slow),
    ],
)
def test_of_a_thousand_runs_against_a_stop_none_starts_after_it(tmp_path, storage):
    with desk_on(storage, tmp_path) as desk:
        casework = desk.workspace.casework
        force = Force(casework)
        made = card()
        force.approved(made)
        session = force.session()

        def start(n: int) -> bool:
            if n == 300:
                stopping.press(casework, "boss@", "Something is wrong.", made.name)
                return False
            try:
                run(tool(made), Workspace(MemoryLake(), casework, session), Parameters())
            except NotAllowedError:
                return False
            return True

        with ThreadPoolExecutor(16) as pool:
            ran = sum(pool.map(start, range(1000)))
        kinds = [e.payload["kind"] for e in casework.ledger.entries()]
        stopped = kinds.index("stop.pressed")
        assert "run.started" not in kinds[stopped:]
        assert kinds.count("run.started") == ran
        assert kinds.count("run.refused") == 999 - ran
        assert 0 < ran < 999
