"""What bringing in does, told in small files: rows in, account out, on every lake."""

import pytest

from peelian.assure.ledger import first_bad
from peelian.ground.errors import InputError
from peelian.ground.time import known_on
from peelian.hub.ingest.model import Parameters
from peelian.hub.ingest.service import run
from tests.published import STREET, street_file, street_row


def bring(workspace, *paths, **options):
    return run(workspace, Parameters(tuple(paths), **options))


def rows(workspace, columns="uid, source_crime_id, source_last_outcome_category", **when):
    return workspace.lake.read("incidents", **when).order("uid").project(columns).fetchall()


def account(report):
    return {
        name: getattr(report, f"rows_{name}")
        for name in ("read", "new", "changed", "unchanged", "removed", "quarantined")
    }


def test_every_row_of_a_first_edition_is_new(workspace, tmp_path):
    file = street_file(tmp_path / "in", [street_row("a"), street_row("b")])
    result = bring(workspace, file)
    assert account(result.files[0]) == {
        "read": 2, "new": 2, "changed": 0, "unchanged": 0, "removed": 0, "quarantined": 0,
    }  # fmt: skip
    assert result.rows_current == 2


def test_identical_rows_without_an_identifier_are_all_kept(workspace, tmp_path):
    asb = street_row("", crime_type="Anti-social behaviour", outcome="")
    result = bring(workspace, street_file(tmp_path / "in", [asb, asb, asb]))
    assert result.rows_current == 3


def test_the_same_file_again_changes_nothing(workspace, tmp_path):
    file = street_file(tmp_path / "in", [street_row("a"), street_row("b")])
    bring(workspace, file)
    before = rows(workspace)
    result = bring(workspace, file)
    assert account(result.files[0])["unchanged"] == 2
    assert result.rows_current == 2
    assert rows(workspace) == before
    assert len(workspace.lake.batches()) == 1


def test_a_republished_month_makes_versions_of_changed_rows_only(workspace, tmp_path):
    first = street_file(tmp_path / "1", [street_row("a"), street_row("b"), street_row("c")])
    second = street_file(
        tmp_path / "2",
        [street_row("a"), street_row("b", outcome="Local resolution"), street_row("d")],
    )
    bring(workspace, first)
    then = workspace.lake.batches()[0].known_from
    result = bring(workspace, second)
    assert account(result.files[0]) == {
        "read": 3, "new": 1, "changed": 1, "unchanged": 1, "removed": 1, "quarantined": 0,
    }  # fmt: skip
    assert result.files[0].changes == {"Last outcome category": 1}
    now = {r[1]: r[2] for r in rows(workspace)}
    assert now == {
        "a": "Under investigation", "b": "Local resolution", "d": "Under investigation",
    }  # fmt: skip
    assert [r[1] for r in rows(workspace, as_known_on=then)] == ["a", "b", "c"]


def test_a_changed_row_keeps_its_identity(workspace, tmp_path):
    bring(workspace, street_file(tmp_path / "1", [street_row("a")]))
    before = rows(workspace)[0][0]
    bring(workspace, street_file(tmp_path / "2", [street_row("a", outcome="Local resolution")]))
    assert rows(workspace)[0][0] == before


def test_an_identifier_that_repeats_is_not_a_key(workspace, tmp_path):
    here, there = street_row("a"), street_row("a", place="-2.50,51.43")
    bring(workspace, street_file(tmp_path / "1", [here, there]))
    result = bring(workspace, street_file(tmp_path / "2", [there, here]))
    assert account(result.files[0])["unchanged"] == 2


def test_a_back_dated_archive_is_known_since_then(workspace, tmp_path):
    file = street_file(tmp_path / "1", [street_row("a")])
    bring(workspace, file, known_from="2024-03-01")
    assert len(rows(workspace, as_known_on=known_on("2024-03-02"))) == 1
    assert rows(workspace, as_known_on=known_on("2024-02-28")) == []


def test_bad_rows_are_quarantined_with_a_reason_and_good_ones_kept(workspace, tmp_path):
    bad = [
        street_row("m", month="2024-13"),
        street_row("t", crime_type="Jaywalking"),
        street_row("s", place="51.42,-2.49"),
        street_row("g", place="365915,164012"),
        street_row("h", place="-2.49,"),
        "only,three,fields",
    ]
    result = bring(workspace, street_file(tmp_path / "in", [street_row("a"), *bad]))
    assert account(result.files[0])["quarantined"] == 6
    assert account(result.files[0])["read"] == 7
    assert [r[1] for r in rows(workspace)] == ["a"]
    reasons = workspace.lake.read("quarantine").order("source_row").project("reason").fetchall()
    assert sorted(r[0] for r in reasons) == [
        "Longitude and latitude look swapped.",
        "Only one of longitude and latitude is given.",
        "The coordinates look like metres, not degrees.",
        "The crime type is not a published one.",
        "The line does not have the columns its header promises.",
        "The month is not a month.",
    ]


def test_a_file_whose_name_says_nothing_is_split_by_its_content(workspace, tmp_path):
    file = street_file(tmp_path / "in", [street_row("a"), street_row("b", month="2024-02")])
    plain = file.rename(file.with_name("extract.csv"))
    result = bring(workspace, plain)
    assert [(f.force, f.month, f.rows_new) for f in result.files] == [
        ("avon-and-somerset", "2024-01", 1),
        ("avon-and-somerset", "2024-02", 1),
    ]
    again = bring(workspace, street_file(tmp_path / "2", [street_row("a", outcome="")]))
    assert account(again.files[0])["changed"] == 1
    assert again.rows_current == 2


def test_a_month_is_held_in_london_time(workspace, tmp_path):
    file = street_file(tmp_path / "in", [street_row("a", month="2024-07")], month="2024-07")
    bring(workspace, file)
    start, end = rows(workspace, "occurred_from, occurred_to")[0]
    assert (start.isoformat(), end.isoformat()) == (
        "2024-06-30T23:00:00+00:00",
        "2024-07-31T23:00:00+00:00",
    )


def test_a_month_far_below_the_others_is_a_gap_not_a_fall(workspace, tmp_path):
    for month, n in (("2024-01", 60), ("2024-02", 3), ("2024-03", 55)):
        made = [street_row(f"{month}{i}", month=month) for i in range(n)]
        result = bring(workspace, street_file(tmp_path / month, made, month=month))
    assert {(g.month, g.crime_type, g.observed) for g in result.gaps} == {
        ("2024-02", "all", 3),
        ("2024-02", "burglary", 3),
    }


def test_two_files_for_one_month_with_different_content_are_refused(workspace, tmp_path):
    one = street_file(tmp_path / "1", [street_row("a")])
    two = street_file(tmp_path / "2", [street_row("b")])
    with pytest.raises(InputError, match="Two files claim street"):
        bring(workspace, one, two)
    assert not workspace.lake.has("incidents")


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("", "It is empty."),
        ("a,b,c\n1,2,3\n", "none of the column names"),
        (STREET.replace("Longitude,", "") + "\n", "these columns are missing: Longitude"),
    ],
)
def test_an_unreadable_file_is_refused_whole(workspace, tmp_path, content, why):
    good = street_file(tmp_path / "1", [street_row("a")])
    bad = tmp_path / "2024-02-avon-and-somerset-street.csv"
    bad.write_text(content, "utf-8")
    with pytest.raises(InputError, match=why):
        bring(workspace, good, bad)
    assert not workspace.lake.has("incidents")
    assert workspace.lake.batches() == []


def test_intent_and_outcome_stand_in_the_ledger(workspace, tmp_path):
    bring(workspace, street_file(tmp_path / "1", [street_row("a")]))
    with pytest.raises(InputError):
        bring(workspace, tmp_path / "absent.csv")
    kinds = [e.payload["kind"] for e in workspace.ledger.entries()]
    assert kinds == ["ingest.intended", "ingest.committed"]
    assert first_bad(workspace.ledger.entries()) is None
