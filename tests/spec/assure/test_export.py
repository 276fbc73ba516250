"""assure.export: the signed ends of the audit log, for somebody else to keep."""

import json

import peelian
from peelian.assure.head import read
from peelian.assure.ledger import Event, Stream
from peelian.cli.main import main


def test_each_stream_has_one_signed_line(tmp_path, capsys):
    with peelian.open(tmp_path / "folder") as desk:
        desk.workspace.ledger.append_many(
            [Event("a", "x"), Event("b", "x"), Event("c", "x", stream=Stream.STATUTORY)]
        )
        heads = {h.stream: h for h in desk.workspace.ledger.heads()}
    out = tmp_path / "head.json"
    assert main(["assure", "export", "--data", str(tmp_path / "folder"), "--out", str(out)]) == 0
    signed = read(out)
    assert [h.head for h in signed] == [heads[Stream.RECORD], heads[Stream.STATUTORY]]
    assert all(h.genuine for h in signed)
    assert [json.loads(line)["sequence"] for line in out.read_text().splitlines()] == [2, 1]


def test_a_changed_line_is_not_genuine(tmp_path):
    with peelian.open(tmp_path) as desk:
        desk.workspace.ledger.append(Event("a", "x"))
    out = tmp_path / "head.json"
    main(["assure", "export", "--data", str(tmp_path), "--out", str(out)])
    line = json.loads(out.read_text())
    out.write_text(json.dumps(line | {"sequence": 9}))
    assert not read(out)[0].genuine


def test_a_file_that_is_no_head_is_refused_in_plain_words(tmp_path, capsys):
    (tmp_path / "head.json").write_text("hello")
    words = ["--data", str(tmp_path / "f"), "--head", str(tmp_path / "head.json")]
    assert main(["assure", "verify", *words]) == 2
    assert "The head file could not be read." in capsys.readouterr().err
