"""The trends page through Django's own client: alerts, map, incidents by role, answers, files."""

import html
import io
import json
import re

import openpyxl
import pypdfium2
import pytest

from tests.functional.web.places import ANALYST, OFFICER, SERGEANT, city

PAGE = "/insight/trends"
MONTHS = "?force=city-of-london&from=2019-10"


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    return city(tmp_path_factory.mktemp("city"))


@pytest.fixture
def get(site, monkeypatch):
    from peelian.web import answers

    monkeypatch.setattr(answers.ready, "__defaults__", (120.0,))  # wait for the answer
    return lambda address=PAGE + MONTHS, who=ANALYST: site.client(who).get(address)


def alerts(text: str) -> list[str]:
    return [html.unescape(uid) for uid in re.findall(r'name="alert" value="([^"]+)"', text)]


def answer(site, who=ANALYST, **given):
    usual = {"force": "city-of-london", "query": MONTHS[1:]}
    return site.client(who).post(PAGE + "/alert", {**usual, **given})


def test_it_shows_the_newest_month_when_nothing_is_asked(get):
    text = get(PAGE).content.decode()
    assert "City of London Police, December 2019" in text


def test_the_list_and_the_map_say_the_same(get):
    text = get().content.decode()
    layer = json.loads(get(PAGE + "/map" + MONTHS).content)
    assert alerts(text)
    for feature in layer["features"]:
        assert f'data-feature="{feature["properties"]["id"]}"' in text
        assert html.escape(feature["properties"]["text"], quote=False) in text.replace(
            "&#x27;", "'"
        )


def test_incidents_are_for_roles_that_see_them_and_looking_is_on_record(get, site):
    from peelian.web import desk

    text = get().content.decode()
    link = html.unescape(re.search(r'href="(/insight/trends/incidents[^"]+)"', text)[1])
    shown = get(link)
    assert shown.status_code == 200
    assert "That you looked is on record" in shown.content.decode()
    kinds = [entry.payload["kind"] for entry in desk.ports(desk.session(None)).ledger.entries()]
    assert "rows.looked-at" in kinds
    assert "/insight/trends/incidents" not in get(who=SERGEANT).content.decode()
    assert get(link, SERGEANT).status_code == 403
    assert get(who=OFFICER).status_code == 403


def test_an_alert_is_acknowledged_and_another_dismissed_with_a_reason(get, site):
    first, second, *_ = alerts(get().content.decode())
    assert answer(site, alert=first, what="acknowledge").status_code == 302
    refused = answer(site, alert=second, what="dismiss", reason=" ")
    assert refused.status_code == 400
    assert "A dismissal needs a reason" in refused.content.decode()
    assert answer(site, alert=second, what="dismiss", reason="Late recording").status_code == 302
    text = get().content.decode()
    assert "Acknowledged</span>" in text
    assert "Dismissed</span> Late recording" in text
    assert first not in alerts(text)
    assert second not in alerts(text)


def test_people_subscribe_and_stop(get, site):
    where = PAGE + "/following"
    given = {"force": "city-of-london", "query": MONTHS[1:]}
    site.client(SERGEANT).post(where, given)
    assert "Every crime type in every area" in get(who=SERGEANT).content.decode()
    assert "1 person follows this." in get().content.decode()
    site.client(SERGEANT).post(where, {**given, "what": "stop"})
    assert "You have none." in get(who=SERGEANT).content.decode()


def test_the_way_back_leads_nowhere_else(site):
    evil = answer(site, alert="x@2019-10", what="acknowledge", query="//evil.example/?a=b")
    assert evil["Location"].startswith("/insight/trends?")


def test_the_pdf_has_two_pages_and_the_workbook_every_alert(get):
    pdf = pypdfium2.PdfDocument(get(f"{PAGE}/file.pdf{MONTHS}").content)
    assert len(pdf) == 2
    first = pdf[0].get_textpage().get_text_range()
    assert "What is rising: 2019-12" in first
    assert "PRACTICE DATA" in first
    assert "Expected by luck alone" in pdf[1].get_textpage().get_text_range()
    book = openpyxl.load_workbook(io.BytesIO(get(f"{PAGE}/file.xlsx{MONTHS}").content))
    assert book.sheetnames == ["Alerts", "Check first", "About"]
    csv = get(f"{PAGE}/file.csv{MONTHS}").content.decode()
    assert csv.startswith("series,period,observed,expected,upper,alarm,p_value,")


def test_a_month_without_history_is_explained(get):
    answered = get(PAGE + "?force=city-of-london&from=2018-05")
    assert answered.status_code != 500
    assert "too short to say what is normal" in answered.content.decode()
