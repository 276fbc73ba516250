"""Home, Data, bringing in and looking at rows, as people of each role meet them."""

import io
import zipfile

import pytest
from openpyxl import load_workbook

from tests.published import street_file, street_row


def text_of(response) -> str:
    body = b"".join(response.streaming_content) if response.streaming else response.content
    return body.decode()


def kinds() -> list[str]:
    from peelian.web.casework import DjangoLedger

    return [e.payload["kind"] for e in DjangoLedger("default").entries()]


def bring_in(client, *paths, **more):
    """Send files and follow to the result, however long it takes."""
    from peelian.web import runs

    with_files = {"paths": [path.open("rb") for path in paths], **more}
    sent = client.post("/hub/ingest", with_files)
    if sent.status_code != 302:
        return sent
    runs.wait(sent["Location"].rsplit("/", 1)[1], 60)
    return client.get(sent["Location"])


@pytest.fixture(scope="module")
def empty(make_site):
    return make_site()


@pytest.fixture(scope="module")
def filled(make_site, tmp_path_factory):
    """Two months of Avon and Somerset with one bad row, brought in through the page."""
    site = make_site()
    folder = tmp_path_factory.mktemp("files")
    january = [street_row(f"a{i}", crime_type="Burglary") for i in range(70)]
    january += [street_row("", place=",", crime_type="Anti-social behaviour") for _ in range(10)]
    january += [street_row("bad", place="51.42,-2.49")]
    march = [
        street_row(f"m{i}", month="2024-03", crime_type="Burglary", outcome="=cmd")
        for i in range(5)
    ]
    first = street_file(folder / "1", january)
    third = street_file(folder / "2", march, month="2024-03")
    page = bring_in(site.client("Analyst"), first, third)
    assert page.status_code == 200, text_of(page)
    site.account = text_of(page)
    site.january = first
    return site


def test_an_empty_folder_says_what_to_do(empty):
    for address in ("/", "/hub/", "/hub/read"):
        page = empty.client("Analyst").get(address)
        assert page.status_code == 200
        assert "There is no data in this folder yet." in text_of(page)
    assert "An analyst can bring it in." in text_of(empty.client("Sergeant").get("/hub/"))


def test_no_file_chosen_is_said_in_the_form(empty):
    page = empty.client("Analyst").post("/hub/ingest", {})
    assert page.status_code == 400
    assert "A value for paths is missing." in text_of(page)


def test_a_file_that_cannot_be_used_is_said_and_nothing_is_kept(empty, tmp_path):
    bad = tmp_path / "2024-01-avon-and-somerset-street.csv"
    bad.write_text("these,are,not,the,columns\n1,2,3,4,5\n")
    page = bring_in(empty.client("Analyst"), bad)
    text = text_of(page)
    assert "govuk-error-summary" in text
    assert "Try again" in text
    assert not list((empty.root / "uploads").iterdir())
    assert "There is no data in this folder yet." in text_of(empty.client("Analyst").get("/hub/"))


def test_two_files_of_one_name_are_refused(empty, tmp_path):
    one, two = street_file(tmp_path / "1", []), street_file(tmp_path / "2", [])
    page = bring_in(empty.client("Analyst"), one, two)
    assert page.status_code == 400
    assert "same name" in text_of(page)


def test_a_file_name_with_a_path_stays_in_its_folder(empty):
    upload = io.BytesIO(b"x")
    upload.name = "../../../escape.csv"
    empty.client("Analyst").post("/hub/ingest", {"paths": upload})
    assert not list(empty.root.parent.rglob("escape.csv"))


def test_the_account_names_files_counts_and_what_was_set_aside(filled):
    assert "2024-01-avon-and-somerset-street.csv" in filled.account
    assert "Longitude and latitude look swapped." in filled.account
    assert ">85<" in filled.account  # rows in use
    assert "51.42" not in filled.account


def test_the_same_file_again_changes_nothing(filled):
    page = text_of(bring_in(filled.client("Analyst"), filled.january))
    assert "nothing changed" in page


def test_home_and_data_show_months_gaps_and_what_is_missing(filled):
    home = text_of(filled.client("Sergeant").get("/"))
    assert "January 2024 to March 2024, 85 rows" in home
    assert "1 month is missing between others" in home
    assert "1 row could not be used as it came" in home
    data = text_of(filled.client("Sergeant").get("/hub/"))
    assert "1 missing</strong> February 2024" in data
    assert "Avon and Somerset" in data


def test_rows_come_in_pages_and_the_look_is_on_record(filled):
    client = filled.client("Analyst")
    before = kinds().count("rows.looked-at")
    first = text_of(client.get("/hub/read"))
    assert "Rows 1 to 50 of 85" in first
    second = text_of(client.get("/hub/read?page=2"))
    assert "Rows 51 to 85 of 85" in second
    assert kinds().count("rows.looked-at") == before + 2


@pytest.mark.parametrize("page", ["0", "-1", "999", "x", "²", ""])
def test_any_page_number_is_survived(filled, page):
    assert filled.client("Analyst").get("/hub/read", {"page": page}).status_code == 200


def test_a_filter_in_the_address_counts_what_fits(filled):
    client = filled.client("Analyst")
    asked = {"table": "incidents", "from": "2024-03", "crime-type": "burglary"}
    assert "5 rows" in text_of(client.get("/hub/read", asked))
    asked = {"table": "incidents", "crime-type": "anti-social-behaviour"}
    assert "10 rows" in text_of(client.get("/hub/read", asked))
    none = {"table": "incidents", "force": "durham"}
    assert "No rows fit." in text_of(client.get("/hub/read", none))


@pytest.mark.parametrize("asked", [{"table": "nothing"}, {"from": "2024-13"}, {"from": "' OR 1=1"}])
def test_a_filter_that_cannot_be_is_said(filled, asked):
    page = filled.client("Analyst").get("/hub/read", asked)
    assert page.status_code == 400
    assert "govuk-error-summary" in text_of(page)


def test_rows_and_data_are_for_the_roles_that_need_them(filled):
    assert filled.client("Disclosure").get("/hub/read").status_code == 200
    for label in ("Sergeant", "Officer", "Public"):
        client = filled.client(label)
        assert client.get("/hub/read").status_code == 403, label
        assert client.post("/hub/read/take", {}).status_code == 403
        assert client.get("/hub/read/counts.csv").status_code == 403
        assert client.post("/hub/ingest", {}).status_code == 403
    assert filled.client("Public").get("/hub/").status_code == 403
    assert "Avon" not in text_of(filled.client("Public").get("/"))


def test_navigation_shows_what_the_role_uses(filled):
    def links(label: str) -> list[str]:
        page = text_of(filled.client(label).get("/problem"))
        menu = page[page.index('<ul class="govuk-service') : page.index("</ul>")]
        return [name for name in ("Home", "Data", "Public register") if f">{name}<" in menu]

    assert links("Analyst") == ["Home", "Data", "Public register"]
    assert links("Public") == ["Home", "Public register"]


def test_counts_are_taken_away_marked(filled):
    client = filled.client("Analyst")
    csv = text_of(client.get("/hub/read/counts.csv?table=incidents"))
    assert "Avon and Somerset" in csv
    assert "PRACTICE DATA" in csv
    book = client.get("/hub/read/counts.xlsx?table=incidents").content
    sheet = load_workbook(io.BytesIO(book)).active
    assert "PRACTICE DATA" in sheet["A1"].value
    assert sum(row[3].value for row in sheet.iter_rows(min_row=3)) == 85
    assert client.get("/hub/read/counts.parquet?table=incidents").content[:4] == b"PAR1"
    assert client.get("/hub/read/counts.exe?table=incidents").status_code == 400


def test_rows_are_taken_away_by_running_the_tool(filled):
    from peelian.web import runs

    client = filled.client("Analyst")
    asked = {"table": "incidents", "from": "2024-03", "save-as": ".csv"}
    sent = client.post("/hub/read/take", asked)
    runs.wait(sent["Location"].rsplit("/", 1)[1], 30)
    assert "read.csv" in text_of(client.get(sent["Location"]))
    file = client.get(f"{sent['Location']}/read.csv")
    assert "attachment" in file["Content-Disposition"]
    lines = text_of(file).splitlines()
    assert len(lines) == 6
    assert "run.finished" in kinds()
    other = filled.client("Disclosure")
    assert other.get(sent["Location"]).status_code == 400
    assert other.get(f"{sent['Location']}/read.csv").status_code == 400
    assert client.get(f"{sent['Location']}/..%2f..%2fsecret.key").status_code in (400, 404)


def test_a_zip_with_a_path_outside_is_refused(empty, tmp_path):
    path = tmp_path / "bad.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("../2024-01-avon-and-somerset-street.csv", "x")
    assert "govuk-error-summary" in text_of(bring_in(empty.client("Analyst"), path))


def test_files_of_a_run_go_after_a_day(filled):
    from datetime import timedelta

    from peelian.web import runs
    from peelian.web.models import ToolRun

    client = filled.client("Analyst")
    sent = client.post("/hub/read/take", {"table": "incidents", "save-as": ".parquet"})
    uid = sent["Location"].rsplit("/", 1)[1]
    runs.wait(uid, 30)
    assert (filled.root / "outputs" / uid / "read.parquet").exists()
    run = ToolRun.objects.get(uid=uid)
    run.started_at -= timedelta(days=1, minutes=1)
    run.save()
    runs.tidy()
    assert not (filled.root / "outputs" / uid).exists()
    assert client.get(sent["Location"]).status_code == 400


def test_a_run_the_server_was_stopped_in_is_said(filled):
    from django.utils import timezone

    from peelian.web import runs
    from peelian.web.models import Person, ToolRun

    person = Person.objects.get(username="analyst")
    run = ToolRun.objects.create(
        tool="hub.ingest", started_by=person.uid, started_at=timezone.now(), state=runs.RUNNING
    )
    address = f"/hub/ingest/runs/{run.uid}"
    client = filled.client("Analyst")
    assert "at work" in text_of(client.get(address))
    state = client.get(address, headers={"accept": "application/json"}).json()
    assert state == {"state": "running", "doing": "", "done": 0, "total": None}
    runs.close_interrupted()
    assert "It did not finish." in text_of(client.get(address))
