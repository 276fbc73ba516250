"""What changed between two editions of a month, in counts and in words."""

from openpyxl import load_workbook

from peelian.hub.changes.formats import to_xlsx
from peelian.hub.changes.model import Parameters
from peelian.hub.changes.service import run
from peelian.hub.ingest import model, service
from tests.published import street_file, street_row


def bring(workspace, path):
    return service.run(workspace, model.Parameters((path,)))


def two_editions(workspace, tmp_path):
    first = [street_row(f"a{i}") for i in range(5)] + [street_row("x", outcome="")]
    later = [street_row(f"a{i}", outcome="Local resolution") for i in range(3)]
    later += [street_row("a3", crime_type="Robbery"), street_row("a4"), street_row("new")]
    bring(workspace, street_file(tmp_path / "1", first))
    return bring(workspace, street_file(tmp_path / "2", later))


def test_each_transition_is_counted_from_word_to_word(workspace, tmp_path):
    account = two_editions(workspace, tmp_path).files[0]
    told = {(t.column, t.before, t.after): t.rows for t in account.transitions}
    assert told == {
        ("Last outcome category", "Under investigation", "Local resolution"): 3,
        ("Crime type", "Burglary", "Robbery"): 1,
    }


def test_the_summary_is_kept_and_can_be_read_later(workspace, tmp_path):
    two_editions(workspace, tmp_path)
    (edition,) = run(workspace, Parameters()).editions
    assert (edition.rows_new, edition.rows_changed, edition.rows_removed) == (1, 4, 1)
    assert edition.changes == {"Last outcome category": 3, "Crime type": 1}
    assert edition.sentences == (
        "Last outcome category: 3 rows",
        "Crime type: 1 row",
        "Under investigation → Local resolution: 3",
        "Burglary → Robbery: 1",
    )


def test_a_first_edition_is_no_change(workspace, tmp_path):
    bring(workspace, street_file(tmp_path / "1", [street_row("a")]))
    assert run(workspace, Parameters()).editions == ()


def test_other_forces_and_months_are_left_out(workspace, tmp_path):
    two_editions(workspace, tmp_path)
    assert run(workspace, Parameters(force="durham")).editions == ()
    assert run(workspace, Parameters(month="2023-12")).editions == ()
    assert len(run(workspace, Parameters(month="2024-01")).editions) == 1


def test_a_blank_is_named(workspace, tmp_path):
    bring(workspace, street_file(tmp_path / "1", [street_row("a", outcome="")]))
    bring(workspace, street_file(tmp_path / "2", [street_row("a", outcome="Local resolution")]))
    (move,) = run(workspace, Parameters()).summary()["transitions"]
    assert (move["before"], move["after"], move["rows"]) == ("(blank)", "Local resolution", 1)


def test_it_can_be_taken_away_as_a_workbook(workspace, tmp_path):
    two_editions(workspace, tmp_path)
    to_xlsx(run(workspace, Parameters()), tmp_path / "changes.xlsx")
    book = load_workbook(tmp_path / "changes.xlsx")
    assert book.sheetnames == ["Editions", "Transitions"]
    assert [c.value for c in book["Transitions"][2]][3:] == [
        "Last outcome category", "Under investigation", "Local resolution", 3,
    ]  # fmt: skip
