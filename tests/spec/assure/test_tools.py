"""assure.tools: every tool of the build, and each use of it with state, owner and end."""

import json

import peelian
from peelian import catalogue
from peelian.assure import stopping
from peelian.cli.main import main
from tests.governed import FORCE, Force


def listed(root, capsys, *words: str) -> list[dict]:
    capsys.readouterr()
    assert main(["assure", "tools", "--data", str(root), "--json", *words]) == 0
    return json.loads(capsys.readouterr().out)["tools"]


def test_without_a_use_a_tool_is_for_practice_and_a_duty_is_always_open(tmp_path, capsys):
    lines = {line["tool"]: line for line in listed(tmp_path, capsys)}
    assert tuple(lines) == catalogue.TOOLS
    assert lines["hub.read"]["state"] == "practice only"
    assert lines["assure.verify"]["state"] == "always open"


def test_a_use_shows_its_state_owner_end_and_stop(tmp_path, capsys):
    made = catalogue.card("hub.read")
    with peelian.open(tmp_path) as desk:
        force = Force(desk.workspace.casework)
        use = force.approved(made)
        stopping.press(desk.workspace.casework, "boss@", "Wrong rows.", "hub.read", FORCE)
    (line,) = [x for x in listed(tmp_path, capsys, "--force", FORCE) if x["tool"] == "hub.read"]
    assert line == {
        "tool": "hub.read",
        "label": made.label,
        "version": made.version,
        "tier": 0,
        "state": "approved live",
        "stopped": True,
        "force": FORCE,
        "purposes": ["patrol-planning"],
        "owner": "p-owner",
        "expires": use.expires_at.isoformat(),
        "monitor": "within limits",
        "use": use.uid,
    }
    assert all(x["use"] is None for x in listed(tmp_path, capsys, "--force", "elsewhere"))
