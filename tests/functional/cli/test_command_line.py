"""The command line over planted tools: what every listed tool gets from its declaration."""

import json
import sys
import types
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

import pytest

from peelian import catalogue
from peelian.assure.card import Card, Output, Tier
from peelian.cli import main
from peelian.ground.errors import RefusedError
from peelian.ground.parameters import Kind, check, param


class Method(StrEnum):
    PLAIN = "plain"
    LOUD = "loud"


@dataclass(frozen=True, slots=True)
class Parameters:
    paths: tuple[Path, ...] = param((), help="files to echo", kind=Kind.FILES, positional=True)
    from_: str = param("", help="first month", flag="from", suggest="month")
    crime_type: tuple[str, ...] = param((), help="crime types")
    units: int = param(2, help="callsigns", minimum=1, maximum=9, unit="callsigns")
    weight: float | None = param(None, help="100% of what counts", minimum=0)
    method: Method = param(Method.PLAIN, help="how")
    accept_proposals: bool = param(default=False, help="take them")
    fail: str = param("", help="how to fail")

    def __post_init__(self) -> None:
        check(self)


@dataclass(frozen=True, slots=True)
class Result:
    said: dict = field(default_factory=dict)

    def summary(self) -> dict:
        return self.said


def run(workspace, p):
    for done in (1, 2):
        workspace.progress("Echoing", done, 2)
    if p.fail == "refuse":
        raise RefusedError("No answer.", "The data is too coarse.", "Bring finer data.")
    if p.fail == "fault":
        raise ZeroDivisionError
    if p.fail == "stop":
        raise KeyboardInterrupt
    names = [path.name for path in p.paths]
    return Result(
        {
            "names": names,
            "from": p.from_,
            "types": list(p.crime_type),
            "units": p.units,
            "weight": p.weight,
            "method": p.method,
            "accepted": p.accept_proposals,
            "rows": [{"force": "é", "count": n} for n in range(3)],
        }
    )


def write_file(result, path):
    path.write_text(json.dumps(result.said))


def write_folder(result, path):
    (path / "plan.txt").write_text("plan")
    (path / "inner").mkdir()
    (path / "inner" / "map.txt").write_text("map")


def broken(result, path):
    path.write_text("half")
    raise OSError(28, "No space left on device")


def plant(monkeypatch, name, **card):
    home = types.ModuleType(f"peelian.{name}")
    home.Parameters, home.run = Parameters, run
    home.FORMATS = {".geojson": write_file, ".csv.gz": write_file, ".bad": broken}
    if name.endswith("pack"):
        home.FORMATS = {"folder": write_folder}
    told = {
        "name": name,
        "label": name.split(".")[1].capitalize(),
        "version": "1",
        "summary": "Says it back.",
        "purpose": "To test.",
        "not_purpose": "work.",
        "tier": Tier.INTAKE,
        "output": Output.ANALYSIS,
        "legal_basis": "-",
        "data_needed": "none",
        "decision_informed": "-",
        "limits": (),
        "if_stopped": "-",
        "human_route": "-",
        "evidence": (),
        "examples": (f"peelian {name.replace('.', ' ')} a.txt",),
    }
    home.CARD = Card(**(told | card))
    monkeypatch.setitem(sys.modules, f"peelian.{name}", home)


@pytest.fixture(autouse=True)
def planted(monkeypatch):
    plant(monkeypatch, "sample.echo")
    plant(monkeypatch, "sample.pack")
    plant(monkeypatch, "hub.needs", reads=("incidents",))
    monkeypatch.setattr(catalogue, "TOOLS", ("hub.needs", "sample.echo", "sample.pack"))
    monkeypatch.delenv("PEELIAN_DEBUG", raising=False)
    monkeypatch.delenv("PEELIAN_DATA", raising=False)
    catalogue.tool.cache_clear()
    yield
    catalogue.tool.cache_clear()


def test_help_lists_rooms_with_labels_and_door_commands(capsys):
    assert main(["--help"]) == 0
    out = capsys.readouterr().out
    assert "Echo: Says it back." in out
    assert "serve" in out
    assert "demo" in out
    assert main([]) == 0
    assert main(["sample"]) == 0
    assert "Pack: Says it back." in capsys.readouterr().out


def test_help_of_a_tool_comes_from_its_record_and_declaration(capsys):
    with pytest.raises(SystemExit) as left:
        main(["sample", "echo", "--help"])
    assert left.value.code == 0
    out = capsys.readouterr().out
    assert "peelian sample echo a.txt" in out
    assert "1 to 9 callsigns; default 2" in " ".join(out.split())
    assert "100% of what counts" in out
    assert "--accept-proposals" in out
    assert "{plain,loud}" in out


def test_every_kind_of_parameter_arrives_and_json_stands_alone(tmp_path, capsys):
    (tmp_path / "a.txt").touch()
    words = ["sample", "echo", str(tmp_path / "a.txt"), "--from", "2024-01", "--units", "3"]
    words += ["--crime-type", "burglary", "robbery", "--weight", "1.5", "--method", "loud"]
    assert main([*words, "--accept-proposals", "--json"]) == 0
    told = capsys.readouterr()
    assert json.loads(told.out) == {
        "names": ["a.txt"],
        "from": "2024-01",
        "types": ["burglary", "robbery"],
        "units": 3,
        "weight": 1.5,
        "method": "loud",
        "accepted": True,
        "rows": [{"force": "é", "count": n} for n in range(3)],
    }
    assert "Echoing" in told.err


def test_a_value_may_start_with_a_minus(capsys):
    assert main(["sample", "echo", "--from", "-0.09,51.5", "--quiet", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["from"] == "-0.09,51.5"


def test_a_person_reads_figures_and_a_table(capsys):
    assert main(["sample", "echo", "--quiet"]) == 0
    told = capsys.readouterr()
    assert "PRACTICE DATA" in told.out
    assert "Units: 2" in told.out
    assert "Accepted: no" in told.out
    assert told.err == ""


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["nowhere"], "no command called 'nowhere'"),
        (["samples"], "Did you mean 'sample'?"),
        (["sample", "ech"], "Did you mean 'echo'?"),
        (["sample", "echo", "--units", "many"], "It has to be a whole number."),
        (["sample", "echo", "--units", "10"], "the limits are 1 to 9 callsigns"),
        (["sample", "echo", "--weight", "nan"], "It has to be a number."),
        (["sample", "echo", "--method", "soft"], "one of: plain, loud"),
        (["sample", "echo", "--nonsense"], "The command could not be understood."),
        (["sample", "echo", "missing.csv"], "no file or folder called 'missing.csv'"),
        (["sample", "echo", "--out", "a.docx"], "saves as: .bad, .csv.gz, .geojson"),
        (["hub", "needs"], "needs a data folder"),
        (["serve"], "The command could not be understood."),
    ],
)
def test_a_mistake_is_answered_in_sentences(words, says, capsys):
    assert main(words) == 2
    told = capsys.readouterr()
    assert says in told.err
    assert told.out == ""
    assert "Traceback" not in told.err


@pytest.mark.parametrize(
    ("how", "code", "says"),
    [
        ("refuse", 4, "No answer.\nThe data is too coarse.\nBring finer data.\n"),
        ("fault", 1, "Peelian met a fault of its own (ZeroDivisionError)."),
        ("stop", 130, "Stopped before it finished."),
    ],
)
def test_every_ending_has_its_code_and_sentence(how, code, says, capsys):
    assert main(["sample", "echo", "--quiet", "--fail", how]) == code
    told = capsys.readouterr()
    assert says in told.err
    assert "Traceback" not in told.err


def test_details_are_there_for_those_who_ask(monkeypatch, capsys):
    monkeypatch.setenv("PEELIAN_DEBUG", "1")
    assert main(["sample", "echo", "--fail", "fault"]) == 1
    assert "Traceback" in capsys.readouterr().err


def test_a_file_is_saved_by_its_ending_and_twice_if_asked(tmp_path):
    one, two = tmp_path / "new" / "a.GEOJSON", tmp_path / "b.csv.gz"
    assert main(["sample", "echo", "--quiet", "--out", str(one), "--out", str(two)]) == 0
    assert json.loads(one.read_text()) == json.loads(two.read_text())
    assert sorted(p.name for p in one.parent.iterdir()) == ["a.GEOJSON"]


def test_a_folder_is_saved_whole_and_into_one_that_exists(tmp_path):
    fresh, there = tmp_path / "fresh", tmp_path / "there.d"
    there.mkdir()
    (there / "mine.txt").touch()
    for target in (fresh, there, there):
        assert main(["sample", "pack", "--quiet", "--out", str(target)]) == 0
    assert (fresh / "inner" / "map.txt").read_text() == "map"
    assert sorted(p.name for p in there.iterdir()) == ["inner", "mine.txt", "plan.txt"]
    assert sorted(p.name for p in tmp_path.iterdir()) == ["fresh", "there.d"]


def test_a_failed_save_leaves_nothing_half_written(tmp_path, capsys):
    old = tmp_path / "a.bad"
    old.write_text("old")
    assert main(["sample", "echo", "--quiet", "--out", str(old)]) == 1
    assert "No space left on device" in capsys.readouterr().err
    assert old.read_text() == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["a.bad"]
