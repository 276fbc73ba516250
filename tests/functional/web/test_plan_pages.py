"""Patrol plans through Django's own client: make, change by hand, decide, take away."""

import json
import re

import pytest

from tests.functional.web.places import ANALYST, OFFICER, SERGEANT, Served, city

LIST = "/patrol/plan"
NEW = "/patrol/plan/new?force=city-of-london&from=2019-01&to=2019-12&top=20"
NO_HOURS = "Times are spread evenly: this data does not show what hour crime happens."
SHIFT = {
    "callsigns": "Alpha 1, Bravo 2",
    "date": "2026-06-30",
    "time": "14:00",
    "hours": "8",
    "minutes_min": "10",
    "minutes_max": "15",
    "apart_minutes": "120",
    "visits_min": "1",
    "share": "75",
    "break_minutes": "30",
    "mode": "foot",
    "seed": "7",
}


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    return city(tmp_path_factory.mktemp("city"))


@pytest.fixture
def made(site):
    """The address of a new plan."""
    answer = site.client(ANALYST).post(NEW, SHIFT)
    assert answer.status_code == 302, answer.content.decode()
    return answer["Location"]


def kept(site, address):
    site.serve()
    from peelian.web.casework import DjangoCasework

    return DjangoCasework("default").get(address.rsplit("/", 1)[1])


def last_event(site):
    site.serve()
    from peelian.web.models import LedgerEntry

    return json.loads(LedgerEntry.objects.order_by("-sequence").first().payload)


def first_visit(site, address):
    return kept(site, address).payload["visits"][0]


def change(site, address, username=SERGEANT, version=None, **form):
    visit = first_visit(site, address)
    found = kept(site, address)
    given = {
        "version": str(found.version if version is None else version),
        "callsign": visit["callsign"],
        "area": str(visit["area"]),
        "time": f"{14 + visit['start'] // 60:02d}:{visit['start'] % 60:02d}",
        "minutes": str(visit["minutes"]),
        "reason": "",
        **form,
    }
    return site.client(username).post(f"{address}/visit?visit={visit['id']}", given)


def decide(site, address, decision, username=SERGEANT, reason=""):
    version = str(kept(site, address).version)
    form = {"decision": decision, "reason": reason, "version": version}
    return site.client(username).post(f"{address}/decide", form)


def test_a_made_plan_waits_and_is_on_record(site, made):
    found = kept(site, made)
    assert found.status == "waiting for a decision"
    assert found.force == "city-of-london"
    event = last_event(site)
    assert (event["kind"], event["tool"], event["subject"]) == (
        "plan.proposed",
        "patrol.plan",
        found.uid,
    )
    text = site.client(ANALYST).get(made).content.decode()
    assert NO_HOURS in text
    assert "Waiting for a decision" in text
    assert text.count('class="pl-timetable ') == 2


def test_the_list_names_each_plan_with_its_status(site, made):
    text = site.client(ANALYST).get(LIST).content.decode()
    assert "Patrol plan, Tuesday 30 June 2026" in text
    assert "14:00 to 22:00 · City of London Police" in text
    assert "Alpha 1, Bravo 2" in text


def test_the_same_seed_gives_the_same_plan(site, made):
    again = site.client(ANALYST).post(NEW, SHIFT)["Location"]
    assert kept(site, again).payload["visits"] == kept(site, made).payload["visits"]


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("callsigns", " , ", "No callsign is on duty."),
        ("hours", "99", "outside its limits"),
        ("date", "", "The start of the shift could not be read."),
        ("minutes_min", "20", "contradict each other"),
        ("share", "lots", "could not be read"),
        ("visits_min", "12", "No plan meets these limits."),
    ],
)
def test_a_form_that_cannot_be_used_says_why_and_keeps_what_was_typed(site, field, value, words):
    answer = site.client(ANALYST).post(NEW, {**SHIFT, field: value})
    text = answer.content.decode()
    assert answer.status_code == 400
    assert words in text
    assert "Alpha 1, Bravo 2" in text or field == "callsigns"


def test_a_change_by_hand_stands_beside_the_original(site, made):
    before = kept(site, made)
    assert change(site, made, minutes="10", reason="Shop opens late").status_code == 302
    after = kept(site, made)
    assert after.version == before.version + 1
    assert after.payload["proposed"] == before.payload["proposed"]
    assert after.payload["edits"][0]["reason"] == "Shop opens late"
    assert after.payload["edits"][0]["by"] == SERGEANT
    event = last_event(site)
    assert event["kind"] == "plan.revised"
    assert event["detail"] == {"kind": "move", "visit": "V001", "version": 2}
    text = site.client(SERGEANT).get(made).content.decode()
    assert "Changes by hand" in text
    assert "Shop opens late" in text


def test_a_visit_can_be_removed_and_another_added(site, made):
    visits = kept(site, made).payload["visits"]
    gone, count = visits[-1], len(visits)  # a last visit: a first one decides where a line starts
    remove = {"version": "1", "remove": "yes"}
    path = f"{made}/visit?visit={gone['id']}"
    assert site.client(SERGEANT).post(path, remove).status_code == 302
    assert len(kept(site, made).payload["visits"]) == count - 1
    form = {
        "version": "2",
        "callsign": gone["callsign"],
        "area": str(gone["area"]),
        "time": f"{14 + gone['start'] // 60:02d}:{gone['start'] % 60:02d}",
        "minutes": str(gone["minutes"]),
    }
    assert site.client(SERGEANT).post(f"{made}/visit", form).status_code == 302
    assert len(kept(site, made).payload["visits"]) == count


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ({"minutes": "99"}, "A visit lasts 10 to 15 minutes"),
        ({"minutes": "ten"}, "not a whole number"),
        ({"time": "03:00"}, "That time is not in the shift."),
        ({"callsign": "Zulu"}, "There is no such callsign"),
        ({"area": "77"}, "There is no such area"),
    ],
)
def test_a_change_against_the_rules_is_refused_in_plain_words(site, made, form, words):
    answer = change(site, made, **form)
    assert answer.status_code == 400
    assert words in answer.content.decode()
    assert kept(site, made).version == 1


def test_two_people_changing_one_plan_do_not_overwrite_each_other(site, made):
    assert change(site, made, minutes="10").status_code == 302
    answer = change(site, made, username=ANALYST, minutes="11", version=1)
    assert answer.status_code == 409
    assert "Somebody else changed this plan" in answer.content.decode()


def test_approving_is_recorded_with_the_name_and_ends_the_changes(site, made):
    assert decide(site, made, "approve").status_code == 302
    assert kept(site, made).status == "accepted"
    assert last_event(site)["kind"] == "plan.accepted"
    text = site.client(ANALYST).get(made).content.decode()
    assert "Approved by sergeant" in text
    assert "Record my decision" not in text
    answer = change(site, made, minutes="10")
    assert answer.status_code == 400
    assert "cannot be changed any more" in answer.content.decode()
    assert decide(site, made, "reject", reason="No").status_code == 400


def test_approving_a_changed_plan_says_so(site, made):
    change(site, made, minutes="10")
    decide(site, made, "approve")
    assert kept(site, made).status == "accepted with changes"


def test_a_rejection_needs_a_reason_and_so_does_any_answer(site, made):
    assert decide(site, made, "reject").status_code == 400
    assert decide(site, made, "").status_code == 400
    assert kept(site, made).status == "waiting for a decision"
    assert decide(site, made, "reject", reason="Event in town").status_code == 302
    assert kept(site, made).status == "rejected"


def test_only_those_who_decide_are_offered_a_decision(site, made):
    assert "Your decision" in site.client(SERGEANT).get(made).content.decode()
    assert "Your decision" not in site.client(ANALYST).get(made).content.decode()
    assert decide(site, made, "approve", username=ANALYST).status_code == 403
    assert site.client(OFFICER).get(made).status_code == 403


@pytest.mark.parametrize("kind", ["pdf", "csv", "xlsx", "geojson"])
def test_no_file_says_approved_before_somebody_has_decided(site, made, kind):
    waiting = site.client(ANALYST).get(f"{made}/file.{kind}")
    assert waiting.status_code == 200
    assert "waiting-for-a-decision" in waiting["Content-Disposition"]
    decide(site, made, "approve")
    decided = site.client(ANALYST).get(f"{made}/file.{kind}")
    assert f"-accepted.{kind}" in decided["Content-Disposition"]
    if kind in {"csv", "geojson"}:
        assert "accepted by sergeant" not in waiting.content.decode("utf-8-sig")
        assert "accepted by sergeant" in decided.content.decode("utf-8-sig")


def test_the_map_has_every_area_and_each_callsigns_way(site, made):
    found = json.loads(site.client(ANALYST).get(f"{made}/map").content)["features"]
    areas = [f for f in found if f["geometry"]["type"] == "Polygon"]
    ways = [f["properties"]["way"] for f in found if f["geometry"]["type"] == "LineString"]
    assert len(areas) == len(kept(site, made).payload["areas"])
    assert ways == ["Alpha 1", "Bravo 2"]


def test_the_print_view_has_the_sentences_a_reader_needs(site, made):
    text = re.sub(r"\s+", " ", site.client(ANALYST).get(f"{made}/print").content.decode())
    assert NO_HOURS in text
    assert "Waiting for a named decision." in text
    assert "PRACTICE DATA" in text
    assert "not grounds to stop or search" in text


def test_an_unknown_plan_is_explained(site):
    answer = site.client(ANALYST).get("/patrol/plan/0123")
    assert answer.status_code == 400
    assert "No such recommendation." in answer.content.decode()


def test_an_empty_folder_says_what_to_do_first(tmp_path):
    client = Served(tmp_path).client(ANALYST)
    for address in (LIST, "/patrol/plan/new"):
        assert "Bring in a published police file first" in client.get(address).content.decode()
