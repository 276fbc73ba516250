"""The hot spots page through Django's own client."""

import csv
import dataclasses
import gzip
import io
import json

import pytest

from tests.functional.web.places import OFFICER, PUBLIC, Served, city

PAGE = "/insight/hotspots"
YEAR = "?force=city-of-london&from=2019-01&to=2019-12"


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    return city(tmp_path_factory.mktemp("city"))


@pytest.fixture
def page(site, monkeypatch):
    from peelian.web import answers

    monkeypatch.setattr(answers.ready, "__defaults__", (60.0,))  # wait for the answer

    def get(address=PAGE, username=OFFICER):
        return site.client(username).get(address)

    return get


def test_what_the_address_leaves_out_is_the_newest_year_of_the_first_force(page):
    text = page().content.decode()
    assert "City of London Police, January 2019 to December 2019" in text
    assert "20 hot spots, ranked by number of incidents" in text


def test_the_list_and_the_map_say_the_same(page):
    listed = page(PAGE + YEAR + "&top=50").content.decode()
    layer = json.loads(page(PAGE + "/map" + YEAR + "&top=50").content)
    assert [f["properties"]["rank"] for f in layer["features"]] == list(range(1, 51))
    for feature in layer["features"]:
        assert f'data-feature="{feature["properties"]["id"]}"' in listed
        assert feature["geometry"]["type"] == "Polygon"
    assert {f["properties"]["level"] for f in layer["features"]} == {1, 2, 3, 4, 5}


def test_each_hot_spot_gives_its_reason_in_plain_words(page):
    first = json.loads(page(PAGE + "/map" + YEAR + "&crime_type=burglary").content)["features"][0]
    assert "burglaries in 12 months" in first["properties"]["text"]
    assert "times the force average" in first["properties"]["text"]


def test_the_chart_has_its_table(page):
    text = page(PAGE + YEAR).content.decode()
    assert "The curve as a table" in text
    assert "<polyline" in text


@pytest.mark.parametrize(("kind", "starts"), [("geojson", b"{"), ("csv", b""), ("xlsx", b"PK")])
def test_the_files_hold_the_list(page, kind, starts):
    answer = page(f"{PAGE}/file.{kind}{YEAR}")
    assert answer.status_code == 200
    name = f'attachment; filename="hot-spots-city-of-london-2019-01-2019-12.{kind}"'
    assert answer["Content-Disposition"] == name
    assert answer.content.startswith(starts)
    if kind == "csv":
        assert len(list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))) > 20


def test_a_refusal_keeps_the_filters_and_says_what_to_do(page):
    answer = page(PAGE + YEAR + "&measure=rate")
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "A rate needs the number of residents" in text
    assert '<option value="rate" selected>' in text


def test_the_form_shows_what_was_asked_also_when_it_offers_something_else(page):
    text = page(PAGE + YEAR + "&top=30").content.decode()
    assert '<option value="30" selected>Top 30</option>' in text


def test_months_the_wrong_way_round_are_explained(page):
    answer = page(PAGE + "?force=city-of-london&from=2019-12&to=2019-01")
    assert answer.status_code == 400
    assert "The months are the wrong way round." in answer.content.decode()


def test_an_unknown_file_kind_does_not_exist(page):
    assert page(PAGE + "/file.exe" + YEAR).status_code == 404


def test_a_role_without_the_tool_is_refused(page):
    for address in (PAGE, PAGE + "/map", PAGE + "/file.csv"):
        assert page(address, PUBLIC).status_code == 403


def test_the_button_to_plan_is_for_those_who_plan(page):
    assert "Plan patrols from these" not in page(username=OFFICER).content.decode()
    assert "Plan patrols from these" in page(username="analyst").content.decode()


def test_what_the_data_cannot_show_is_said(page):
    text = page(PAGE + YEAR).content.decode()
    assert "no time of day or day of the week can be read from them" in text


def test_a_new_question_shows_that_it_is_being_worked_out(site, monkeypatch):
    from peelian.web import answers

    monkeypatch.setattr(answers.ready, "__defaults__", (0.0,))
    address = PAGE + YEAR + "&crime_type=drugs&unit=lsoa"
    first = site.client(OFFICER).get(address).content.decode()
    assert "Working out the hot spots" in first
    monkeypatch.setattr(answers.ready, "__defaults__", (60.0,))
    assert "data-map" in site.client(OFFICER).get(address).content.decode()


def test_a_second_look_is_not_worked_out_again_but_is_recorded(page, site, monkeypatch):
    from peelian import catalogue
    from peelian.web.models import LedgerEntry

    page(PAGE + YEAR)
    idle = dataclasses.replace(catalogue.tool("insight.hotspots"), run=None)
    monkeypatch.setattr(catalogue, "tool", lambda name: idle)
    before = LedgerEntry.objects.count()
    page(PAGE + YEAR)
    kinds = [json.loads(e.payload)["kind"] for e in LedgerEntry.objects.all()[before:]]
    assert kinds == ["run.started", "run.finished"]


def test_an_empty_folder_says_what_to_do_first(tmp_path):
    text = Served(tmp_path).client(OFFICER).get(PAGE).content.decode()
    assert "Bring in a published police file first" in text


class TestGeography:
    def test_outlines_are_squeezed_for_browsers_that_take_it(self, site):
        answer = site.client(OFFICER).get("/geography/forces", HTTP_ACCEPT_ENCODING="gzip")
        assert answer["Content-Encoding"] == "gzip"
        assert len(json.loads(gzip.decompress(answer.content))["features"]) == 43
        plain = site.client(OFFICER).get("/geography/forces")
        assert json.loads(plain.content)["type"] == "FeatureCollection"

    def test_a_force_without_small_areas_has_none_to_show(self, site):
        assert site.client(OFFICER).get("/geography/cumbria/lsoas").status_code == 404
        assert site.client(OFFICER).get("/geography/city-of-london/lsoas").status_code == 200

    def test_street_names_come_from_published_points(self, site):
        answer = site.client(OFFICER).get("/geography/city-of-london/places")
        names = {f["properties"]["name"] for f in json.loads(answer.content)["features"]}
        assert {"Cheapside", "Alderman's Walk", ""} <= names
        assert not {"Supermarket", "No Location", "Alderman'S Walk"} & names

    def test_nothing_is_shown_to_somebody_without_data(self, site):
        assert site.client(PUBLIC).get("/geography/city-of-london/places").status_code == 403
