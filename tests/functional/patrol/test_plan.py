"""The tool as a door runs it: files in, files out, and errors a person can act on."""

import csv
import json
import time

import openpyxl
import pypdfium2 as pdfium
import pytest

from peelian import catalogue
from peelian.assure.run import run
from peelian.assure.workspace import Workspace
from peelian.engine.memory import MemoryLake
from peelian.ground.errors import InputError, NotAllowedError
from peelian.patrol.plan.edits import Change, decide, edit
from peelian.patrol.plan.formats import FORMATS
from peelian.patrol.plan.model import NO_HOURS, NOT_GROUNDS, Plan
from peelian.patrol.plan.service import make_plan
from tests.patrol_plans import asked, collection, point, saved, spots

MARKING = "PRACTICE DATA - not for operational use"


def _run(folder, content, **more):
    workspace = Workspace(MemoryLake())
    parameters = asked(hotspots=saved(folder, content), **more)
    return run(catalogue.tool("patrol.plan"), workspace, parameters)


def _text(path):
    document = pdfium.PdfDocument(path)
    pages = [page.get_textpage().get_text_bounded() for page in document]
    return len(pages), " ".join(" ".join(pages).split())


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    folder = tmp_path_factory.mktemp("plan")
    plan = _run(folder, collection(spots(9)))
    FORMATS["folder"](plan, folder / "out")
    return plan, folder / "out"


def test_a_folder_holds_the_five_files(files):
    assert sorted(path.name for path in files[1].iterdir()) == [
        "plan.csv", "plan.geojson", "plan.json", "plan.pdf", "plan.xlsx",
    ]  # fmt: skip


def test_the_document_has_two_pages_and_says_what_it_must(files):
    pages, text = _text(files[1] / "plan.pdf")
    assert pages == 2
    for words in (
        MARKING, NO_HOURS, NOT_GROUNDS, "waiting for a named decision", "straight line × 1.3",  # noqa: RUF001 - as printed
        "Street 0", "108 crimes in 12 months", "14:00 to 22:00", "licensed under the OGL",
    ):  # fmt: skip
        assert words in text


@pytest.mark.parametrize(("areas", "units"), [(1, 1), (20, 1), (20, 8), (12, 4)])
def test_usual_sizes_fit_two_pages(areas, units, tmp_path):
    plan = make_plan(collection(spots(areas)), asked(units=units, hours=10.0))
    FORMATS[".pdf"](plan, tmp_path / "plan.pdf")
    assert _text(tmp_path / "plan.pdf")[0] == 2


def test_a_large_plan_runs_on_and_loses_nothing(tmp_path):
    plan = make_plan(collection(spots(60)), asked(units=24, hours=12.0))
    FORMATS[".pdf"](plan, tmp_path / "plan.pdf")
    pages, text = _text(tmp_path / "plan.pdf")
    assert pages > 2
    assert all(f"{plan.clock(v.start)}\u2013{plan.clock(v.end)}" in text for v in plan.visits)


def test_the_same_plan_gives_the_same_document(files, tmp_path):
    FORMATS[".pdf"](files[0], tmp_path / "again.pdf")
    assert (tmp_path / "again.pdf").read_bytes() == (files[1] / "plan.pdf").read_bytes()


def test_the_csv_has_every_visit_with_its_reason(files):
    plan, folder = files
    with (folder / "plan.csv").open(encoding="utf-8", newline="") as read:
        rows = list(csv.DictReader(read))
    assert len(rows) == len(plan.visits)
    assert rows[0]["start"].startswith("2026-06-30T14:")
    assert rows[0]["start"].endswith("+01:00")
    assert all(row["why"].endswith("rising.") for row in rows)
    assert {(row["status"], row["marking"]) for row in rows} == {
        ("waiting for a named decision", MARKING)
    }


def test_the_workbook_reads_back(files):
    plan, folder = files
    book = openpyxl.load_workbook(folder / "plan.xlsx")
    assert book.sheetnames == ["Plan", "Visits", "Areas", "Changes by hand", "As proposed"]
    assert book["Visits"].max_row == len(plan.visits) + 1
    about = {row[0].value: row[1].value for row in book["Plan"].iter_rows(min_row=2)}
    assert about["Status"] == "waiting for a named decision"
    assert about["Marking"] == MARKING
    assert about["Times"] == NO_HOURS


def test_the_geojson_draws_closed_areas_with_their_visits(files):
    plan, folder = files
    read = json.loads((folder / "plan.geojson").read_text("utf-8"))
    assert read["peelian"]["status"] == "waiting for a named decision"
    assert sum(len(f["properties"]["visits"]) for f in read["features"]) == len(plan.visits)
    for feature in read["features"]:
        (ring,) = feature["geometry"]["coordinates"]
        assert ring[0] == ring[-1]
        assert len(ring) >= 4


def test_the_json_reads_back_as_the_plan(files):
    read = json.loads((files[1] / "plan.json").read_text("utf-8"))
    assert read["status"] == "waiting for a named decision"
    assert Plan.from_payload(read) == files[0]


def test_names_that_look_like_formulas_and_long_ones_do_no_harm(tmp_path):
    bad = '=HYPERLINK("http://example.invalid","x")'
    features = [
        point(-0.1, 51.5, name=bad, reason="@SUM(A1)\n\x00" + "long " * 200),
        point(-0.08, 51.5, name="Ffordd Tŷ Gwyn " * 20, reason="<b>&\u202e\U0001f600"),
    ]
    plan = _run(tmp_path, collection(features), callsigns="=A1,+B2,-C3")
    FORMATS["folder"](plan, tmp_path / "out")
    assert _text(tmp_path / "out" / "plan.pdf")[0] == 2
    with (tmp_path / "out" / "plan.csv").open(encoding="utf-8", newline="") as read:
        cells = [cell for row in csv.reader(read) for cell in row]
    assert not [c for c in cells if c[:1] in "=+@\t" and c]
    book = openpyxl.load_workbook(tmp_path / "out" / "plan.xlsx")
    for sheet in book:
        assert not [c for row in sheet.iter_rows() for c in row if c.data_type == "f"]


def test_a_decided_and_changed_plan_shows_both(files, tmp_path):
    plan = edit(files[0], Change("remove", "V003", by="sergeant", reason="crew at court"))
    plan = decide(plan, "accepted with changes", "PS Example", "30 June 2026", "As agreed.")
    FORMATS["folder"](plan, tmp_path)
    _, text = _text(tmp_path / "plan.pdf")
    assert "accepted with changes by PS Example" in text
    assert "waiting for" not in text
    assert "1 change was made by hand" in text
    book = openpyxl.load_workbook(tmp_path / "plan.xlsx")
    assert [cell.value for cell in book["Changes by hand"][2]][0::4] == ["V003", "sergeant"]
    assert book["As proposed"].max_row == len(files[0].visits) + 1


def test_a_plan_over_the_clock_change_prints_both_zones(tmp_path):
    plan = _run(tmp_path, collection(spots(4)), start="2026-10-24 22:00")
    FORMATS[".pdf"](plan, tmp_path / "plan.pdf")
    assert "22:00 BST to 05:00 GMT on Sunday" in _text(tmp_path / "plan.pdf")[1]


def test_operational_hot_spots_are_refused_in_practice(tmp_path):
    with pytest.raises(NotAllowedError):
        _run(tmp_path, collection(spots(3), classification="operational"))


WHOLE = json.dumps(collection(spots(3)))


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("this is not JSON", "is not JSON, or it ends too early"),
        ("", "is not JSON, or it ends too early"),
        (WHOLE[: len(WHOLE) // 2], "is not JSON, or it ends too early"),
        ("[" * 100_000, "is not JSON, or it ends too early"),
        (WHOLE.replace("51.5", "NaN", 1), "is not JSON, or it ends too early"),
        ([1, 2], "has to be a GeoJSON FeatureCollection"),
        ({"type": "Feature", "geometry": None}, "has to be a GeoJSON FeatureCollection"),
        ({"type": "FeatureCollection", "features": {}}, "has to be a GeoJSON FeatureCollection"),
        (collection([]), "list of features is empty"),
        (collection([{"type": "Feature", "geometry": None}, 7]), "None of its features"),
        (collection([point(532000, 181000)]), "look like metres"),
        (collection([point(51.5, -0.1)]), "Latitude comes before longitude"),
        (collection([point(2.35, 48.85)]), "outside Great Britain"),
    ],
)
def test_a_file_that_cannot_be_used_says_why(content, words, tmp_path):
    with pytest.raises(InputError) as error:
        _run(tmp_path, content)
    assert words in error.value.why


def test_a_file_that_is_not_there_says_so(tmp_path):
    with pytest.raises(InputError, match="could not be opened"):
        run(
            catalogue.tool("patrol.plan"),
            Workspace(MemoryLake()),
            asked(hotspots=tmp_path / "none.geojson"),
        )


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"units": 0}, "the limits are 1 to 100"),
        ({"hours": 0.0}, "the limits are 1 to 24"),
        ({"hours": 30.0}, "the limits are 1 to 24"),
        ({"start": "tomorrow at nine"}, "is not a date and time that exists"),
        ({"start": "2026-02-30 09:00"}, "is not a date and time that exists"),
        ({"start": "2026-03-29 01:30"}, "skip 01:30"),
        ({"minutes_min": 20}, "shortest is 20 minutes, the longest 15"),
        ({"station": "51.5155,-0.0922"}, "two numbers in Great Britain"),
        ({"station": "here"}, "two numbers in Great Britain"),
        ({"callsigns": "A1,A2"}, "3 units and 2 different callsigns"),
        ({"mode": "helicopter"}, "has to be one of: foot, cycle, car"),
    ],
)
def test_a_request_that_cannot_be_met_says_which_limit(change, words):
    with pytest.raises(InputError) as error:
        asked(**change)
    assert words in str(error.value)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"areas": 30, "units": 1, "hours": 2.0}, "30 patrol areas with at least 1 visit each"),
        ({"visits_min": 5}, "only 3 fit into the shift"),
        ({"max_distance_km": 0.5, "station": "-2.6,51.45"}, "within 0.5 km"),
        ({"station": "-2.6,51.45", "mode": "foot"}, "reached from the station"),
    ],
)
def test_limits_that_contradict_each_other_say_what_cannot_be_met(change, words):
    with pytest.raises(InputError) as error:
        make_plan(collection(spots(30)), asked(**change))
    assert words in error.value.why


def test_a_thousand_hot_spots_take_a_moment(tmp_path):
    began = time.process_time()
    plan = _run(tmp_path, collection(spots(1000, apart=0.002)), units=8)
    FORMATS["folder"](plan, tmp_path / "out")
    assert len(plan.areas) == 20
    assert time.process_time() - began < 10
