"""Files that are wrong in a way of their own: good rows kept, bad ones set aside with a reason."""

import json
import zipfile

import pytest
from openpyxl import load_workbook

from peelian.ground.errors import InputError
from peelian.hub.ingest.model import Parameters
from peelian.hub.ingest.service import run
from peelian.hub.read import formats, model, service
from tests.published import STREET, street_file, street_row

STOPS = (
    "Type,Date,Part of a policing operation,Policing operation,Latitude,Longitude,Gender,Age range,"
    "Self-defined ethnicity,Officer-defined ethnicity,Legislation,Object of search,Outcome,"
    "Outcome linked to object of search,Removal of more than just outer clothing"
)


def bring(workspace, *paths):
    return run(workspace, Parameters(tuple(paths)))


def raw_file(folder, raw, name="2024-01-avon-and-somerset-street.csv"):
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_bytes(raw)
    return path


def reasons(workspace):
    if not workspace.lake.has("quarantine"):
        return []
    rows = workspace.lake.read("quarantine").project("reason, count(*) OVER ()").fetchall()
    return sorted(row[0] for row in rows)


def text(rows, end="\n"):
    return end.join([STREET, *rows]) + end


def test_an_encrypted_archive_is_refused(workspace, tmp_path):
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as opened:
        opened.writestr("2024-01/2024-01-durham-street.csv", text([street_row("a")]))
    raw = bytearray(path.read_bytes())
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):  # the flag says it is encrypted
        raw[raw.index(mark) + at] |= 1
    path.write_bytes(bytes(raw))
    with pytest.raises(InputError, match="protected by a password"):
        bring(workspace, path)
    assert workspace.lake.batches() == []


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "cp1252"])
def test_another_encoding_is_read_and_said(workspace, tmp_path, encoding):
    row = street_row("a").replace("Julius Place", "Café Place")
    path = raw_file(tmp_path, text([row, street_row("b")]).encode(encoding))
    report = bring(workspace, path).files[0]
    assert (report.rows_read, report.rows_new, report.rows_quarantined) == (2, 2, 0)
    assert ("not UTF-8" in report.note) == (encoding != "utf-8-sig")
    places = workspace.lake.read("incidents").order("uid").project("location_name").fetchall()
    assert places[0][0] == "On or near Café Place"


def test_a_stray_nul_sets_its_row_aside(workspace, tmp_path):
    bad = street_row("b").replace("Julius", "Jul\0ius")
    path = raw_file(tmp_path, text([street_row("a"), bad, street_row("c")]).encode())
    report = bring(workspace, path).files[0]
    assert (report.rows_read, report.rows_new, report.rows_quarantined) == (3, 2, 1)
    assert reasons(workspace) == ["The row holds a NUL character."]


def test_a_line_of_ten_megabytes_sets_itself_aside(workspace, tmp_path):
    long = street_row("b").replace("Julius", "J" * 10_000_000)
    path = raw_file(tmp_path, text([street_row("a"), long, street_row("c")]).encode())
    report = bring(workspace, path).files[0]
    assert report.rows_read == report.rows_new + report.rows_quarantined == 3
    assert report.rows_quarantined == 1
    kept = workspace.lake.read("quarantine").project("length(raw)").fetchall()[0][0]
    assert kept < 100_000  # the file itself is kept whole


def test_mixed_line_ends_do_not_lose_a_row(workspace, tmp_path):
    rows = [street_row(f"r{i}") for i in range(6)]
    raw = (
        STREET + "\r\n" + rows[0] + "\r\n" + rows[1] + "\n" + rows[2] + "\r\n" + "\n".join(rows[3:])
    )
    report = bring(workspace, raw_file(tmp_path, raw.encode())).files[0]
    assert (report.rows_read, report.rows_new) == (6, 6)
    held = workspace.lake.read("incidents").project("source_crime_id, source_context").fetchall()
    assert sorted(held) == [(f"r{i}", "") for i in range(6)]


def test_a_formula_stays_text_all_the_way_into_a_workbook(workspace, tmp_path):
    formula = '=HYPERLINK(""http://x"",""y"")'
    row = street_row("a", outcome=f'"{formula}"')
    bring(workspace, street_file(tmp_path / "in", [row]))
    held = workspace.lake.read("incidents").project("source_last_outcome_category").fetchall()
    assert held[0][0] == '=HYPERLINK("http://x","y")'
    result = service.run(workspace, model.Parameters("incidents"))
    formats.to_xlsx(result, tmp_path / "out.xlsx")
    cells = [c for row in load_workbook(tmp_path / "out.xlsx").active.iter_rows() for c in row]
    assert any(str(c.value).startswith("'=HYPERLINK") for c in cells)
    assert not any(c.data_type == "f" for c in cells)


def test_the_hour_that_comes_twice_and_the_one_that_never_does(workspace, tmp_path):
    """Clocks went back on 27 October and forward on 31 March 2024; published times are UTC."""
    times = {
        "2024-10": ["2024-10-27T00:30:00+00:00", "2024-10-27T01:30:00+00:00"],
        "2024-03": ["2024-03-31T00:59:00+00:00", "2024-03-31T01:00:00+00:00"],
    }
    for month, instants in times.items():
        rows = [f"Person search,{at},,,51.4,-2.5,,,,,,,,," for at in instants]
        name = f"{month}-avon-and-somerset-stop-and-search.csv"
        raw = "\n".join([STOPS, *rows]) + "\n"
        assert bring(workspace, raw_file(tmp_path, raw.encode(), name)).files[0].rows_new == 2
    stops = workspace.lake.read("stops").order("occurred_from")
    local = "strftime(timezone('Europe/London', occurred_from), '%Y-%m-%d %H:%M')"
    assert [row[0] for row in stops.project(local).fetchall()] == [
        "2024-03-31 00:59", "2024-03-31 02:00", "2024-10-27 01:30", "2024-10-27 01:30",
    ]  # fmt: skip
    assert len(set(stops.project("occurred_from").fetchall())) == 4


def test_the_last_minutes_of_a_local_month_belong_to_it(workspace, tmp_path):
    raw = STOPS + "\nPerson search,2024-06-30T23:30:00+00:00,,,51.4,-2.5,,,,,,,,,\n"
    name = "2024-07-avon-and-somerset-stop-and-search.csv"
    bring(workspace, raw_file(tmp_path, raw.encode(), name))
    assert workspace.lake.read("stops").project("month").fetchall() == [("2024-07",)]


def test_swapped_coordinates_and_metres_are_set_aside_each_with_its_reason(workspace, tmp_path):
    rows = [
        street_row("a"),
        street_row("b", place="51.42,-2.49"),
        street_row("c", place="365915,164012"),
        street_row("d", place="2.35,48.85"),
    ]
    report = bring(workspace, street_file(tmp_path, rows)).files[0]
    assert (report.rows_new, report.rows_quarantined) == (1, 3)
    assert reasons(workspace) == [
        "Longitude and latitude look swapped.",
        "The coordinates look like metres, not degrees.",
        "The place is outside the United Kingdom.",
    ]


SECRET = "Zebulon Quartermain"  # stands for a name that has no business in a log


def test_no_row_s_words_reach_errors_the_account_or_the_audit_log(workspace, tmp_path, capsys):
    rows = [
        street_row("a").replace("Julius Place", SECRET),
        street_row("b", crime_type=SECRET),
        street_row("c", month=SECRET),
        f"{SECRET},too,few",
        street_row("e", place=f"{SECRET},51"),
    ]
    account = bring(workspace, street_file(tmp_path / "1", rows))
    assert account.files[0].rows_quarantined == 4
    with pytest.raises(InputError) as caught:
        bring(workspace, raw_file(tmp_path / "2", f"{SECRET},x\n1,2\n".encode()))
    crimes = [{"category": SECRET, "month": SECRET, "location": SECRET}]
    answer = raw_file(tmp_path / "3", json.dumps(crimes).encode(), "answer.json")
    with pytest.raises(InputError) as also:
        bring(workspace, answer)
    printed = capsys.readouterr()
    written = [
        str(caught.value),
        str(also.value),
        json.dumps(account.summary()),
        printed.out,
        printed.err,
        *(json.dumps(e.payload) for e in workspace.ledger.entries()),
    ]
    assert not [text for text in written if "Zebulon" in text]
    held = workspace.lake.read("quarantine").project("raw").fetchall()
    assert any("Zebulon" in str(raw) for (raw,) in held)  # it could have leaked
