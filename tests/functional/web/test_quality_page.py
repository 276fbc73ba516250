"""The page Data quality, as people of two roles meet it."""

import io

import pytest
from openpyxl import load_workbook

from tests.functional.web.test_data_pages import bring_in, text_of
from tests.published import street_file, street_row


@pytest.fixture(scope="module")
def filled(make_site, tmp_path_factory):
    site = make_site()
    folder = tmp_path_factory.mktemp("files")
    january = [street_row(f"a{i}") for i in range(60)] + [street_row("b", place="51.42,-2.49")]
    first = street_file(folder / "1", january)
    second = street_file(folder / "2", [street_row("c", month="2024-02")], month="2024-02")
    bring_in(site.client("Analyst"), first, second)
    return site


def test_nothing_yet_is_said(make_site):
    page = text_of(make_site().client("Analyst").get("/hub/quality"))
    assert "There is no data in this folder yet." in page


def test_the_report_shows_dimensions_gaps_and_freshness(filled):
    page = text_of(filled.client("Analyst").get("/hub/quality"))
    assert "Data up to February 2024" in page
    for word in ("Completeness", "Uniqueness", "Consistency", "Timeliness", "Validity", "Accuracy"):
        assert word in page
    assert "2024-02 <strong" in page  # marked incomplete
    assert "51.42" not in page


def test_the_filter_and_the_workbook(filled):
    client = filled.client("Analyst")
    assert "<b>1</b> rows judged" in text_of(client.get("/hub/quality", {"from": "2024-02"}))
    assert client.get("/hub/quality", {"force": "durham"}).status_code == 400
    body = client.get("/hub/quality.xlsx").content
    assert "By month" in load_workbook(io.BytesIO(body)).sheetnames


def test_every_page_with_a_number_says_how_fresh_the_data_is(filled):
    for address in ("/", "/hub/", "/hub/read", "/hub/changes", "/insight/hotspots"):
        page = text_of(filled.client("Analyst").get(address))
        assert "Data up to February 2024, brought in" in page, address
    assert "Data up to" not in text_of(filled.client("Public").get("/"))


def test_other_roles_do_not_see_it(filled):
    assert filled.client("Officer").get("/hub/quality").status_code == 403
