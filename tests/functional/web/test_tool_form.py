"""The plain form of a tool that has no page of its own, made from what it declares."""

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest

from peelian.assure.card import Card, Output, Tier
from peelian.ground.errors import RefusedError
from peelian.ground.parameters import Kind, check, param


@dataclass(frozen=True, slots=True)
class Parameters:
    """One of each kind."""

    words: str = param(help="Any words.")
    size: int = param(5, help="How big.", unit="metres", minimum=1, maximum=1500)
    share: float = param(0.5, help="Which part.")
    kind: str = param("red", help="Which kind.", choices=("red", "blue"))
    many: tuple[str, ...] = param((), help="Several words.")
    sure: bool = param(False, help="Whether to be sure.")
    day: date | None = param(None, help="A day.")
    source: Path | None = param(None, help="A file.", kind=Kind.FILE)

    def __post_init__(self):
        check(self)


@dataclass
class Result:
    given: Parameters
    text: str = field(default="")

    def summary(self):
        return {
            "size": self.given.size,
            "inner": {"share": self.given.share, "sure": self.given.sure},
            "read": self.text,
            "places": [{"name": f"<b>{w}</b>", "n": 1200} for w in self.given.many],
        }


def run(workspace, given):
    workspace.progress("Working", 1, 2)
    if given.words == "refuse":
        raise RefusedError("No answer is given.", "The data is too coarse.", "Bring finer data.")
    if given.words == "break":
        raise ZeroDivisionError("secret words")
    return Result(given, given.source.read_text() if given.source else "")


def to_folder(result, path):
    (path / "a.txt").write_text("a")


CARD = Card(
    name="sample.echo", label="Echo", version="1", summary="Says it back.", purpose="To test.",
    not_purpose="Nothing else.", tier=Tier.INTAKE, output=Output.ANALYSIS, legal_basis="None.",
    data_needed="None.", decision_informed="None.", limits=("It is small.",), if_stopped="Wait.",
    human_route="Ask.", evidence=(),
)  # fmt: skip


@pytest.fixture
def echo(site, monkeypatch):
    from peelian import catalogue
    from peelian.web import offered

    formats = {".txt": lambda r, p: p.write_text(str(r.given.size)), "folder": to_folder}
    fake = SimpleNamespace(CARD=CARD, Parameters=Parameters, run=run, FORMATS=formats)
    real = catalogue._part
    monkeypatch.setattr(catalogue, "TOOLS", (*catalogue.TOOLS, "sample.echo"))
    monkeypatch.setattr(
        catalogue, "_part", lambda name, *rest: fake if name == "sample.echo" else real(name, *rest)
    )
    catalogue.tool.cache_clear()
    offered.tools.cache_clear()
    yield site.client("Analyst")
    catalogue.tool.cache_clear()
    offered.tools.cache_clear()


def ended(client, given):
    from peelian.web import runs

    sent = client.post("/sample/echo", given)
    assert sent.status_code == 302, sent.content.decode()
    runs.wait(sent["Location"].rsplit("/", 1)[1], 20)
    return sent["Location"], client.get(sent["Location"]).content.decode()


def test_each_declared_parameter_becomes_a_field_with_its_words(echo):
    page = echo.get("/sample/echo").content.decode()
    assert "<h1" in page
    assert "Echo" in page
    for name in ("words", "size", "share", "kind", "many", "sure", "day", "source"):
        assert f'for="{name}"' in page
        assert f'id="{name}-hint"' in page
    assert '<option value="red" selected>Red</option>' in page
    assert "From 1 to 1,500." in page
    assert 'aria-hidden="true">metres<' in page
    assert "Day (optional)" in page
    assert "Words (optional)" not in page


def test_a_run_shows_its_summary_in_words_and_its_files(echo, tmp_path):
    file = tmp_path / "in.txt"
    file.write_text("héllo")
    given = {
        "words": "go", "size": "7", "share": "0.25", "many": "one, two", "sure": "yes",
        "day": "2024-06-01", "source": file.open("rb"), "save-as": [".txt", "folder"],
    }  # fmt: skip
    where, page = ended(echo, given)
    assert "Inner, share" in page
    assert "0.25" in page
    assert "héllo" in page
    assert "&lt;b&gt;one&lt;/b&gt;" in page
    assert "<b>one" not in page
    assert "1,200" in page
    assert b"".join(echo.get(f"{where}/echo.txt").streaming_content) == b"7"
    assert b"".join(echo.get(f"{where}/echo.zip").streaming_content)[:2] == b"PK"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({}, "A value for words is missing."),
        ({"words": "x", "size": "0"}, "The value given for size is outside its limits."),
        ({"words": "x", "size": "many"}, "The value given for size could not be read."),
        ({"words": "x", "kind": "green"}, "The value given for kind is not one Peelian knows."),
        ({"words": "x", "day": "yesterday"}, "The value given for day could not be read."),
    ],
)
def test_what_cannot_be_used_is_said_and_what_was_typed_stays(echo, given, said):
    page = echo.post("/sample/echo", given)
    assert page.status_code == 400
    text = page.content.decode()
    assert said in text
    assert "<title>Error: " in text
    for value in given.values():
        assert f'value="{value}"' in text or value == "green"


def test_a_refusal_is_three_sentences_and_a_fault_tells_no_secrets(echo):
    _, refused = ended(echo, {"words": "refuse"})
    for sentence in ("No answer is given.", "The data is too coarse.", "Bring finer data."):
        assert sentence in refused
    _, broken = ended(echo, {"words": "break"})
    assert "ZeroDivisionError" in broken
    assert "secret words" not in broken


def test_other_roles_are_refused_and_unlisted_tools_do_not_exist(echo, site):
    assert site.client("Sergeant").get("/sample/echo").status_code == 403
    assert echo.get("/sample/nothing").status_code == 404
    assert echo.get("/web/signin").status_code == 404


def test_a_duty_runs_from_its_form_for_those_who_read_the_audit_log(site):
    from peelian.web import runs

    client = site.client("AI lead")
    assert "Check the audit log" in client.get("/").content.decode()
    sent = client.post("/assure/verify", {})
    runs.wait(sent["Location"].rsplit("/", 1)[1], 20)
    page = client.get(sent["Location"])
    assert page.status_code == 200
    assert "Check the audit log: result" in page.content.decode()
    assert site.client("Analyst").get("/assure/verify").status_code == 403


def test_home_opens_for_every_role(site):
    for label in site.people:
        assert site.client(label).get("/").status_code == 200, label
