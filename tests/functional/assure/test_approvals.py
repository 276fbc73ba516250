"""A tool from idea to approved, run, decided on, suspended by hand and retired, on the pages."""

import json
import os
import re
from pathlib import Path

import pytest

from tests import browsing
from tests.functional.web.places import ANALYST, SERGEANT, city
from tests.functional.web.test_plan_pages import NEW, SHIFT

ADMIN, LEAD = "admin", "ai-lead"
FORCE, PURPOSE = "city-of-london", "patrol-planning"
REASON = "It answers the question of this stage well enough."
ROLES = {
    ANALYST: ("user",),
    SERGEANT: ("owner", "user"),
    LEAD: ("ai-lead",),
    "chief-officer": ("chief-officer",),
    "ethics": ("ethics-chair",),
}
SHOTS = os.environ.get("PEELIAN_SHOTS")


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """A city with months of open data, whose people are registered by its administrator."""
    made = city(tmp_path_factory.mktemp("city"))
    from peelian.web.models import Person

    Person.objects.update(force=FORCE)
    enrol(made, ADMIN, ADMIN, ("registrar",))
    for name, roles in ROLES.items():
        enrol(made, ADMIN, name, roles)
    return made


def uid(site, name: str) -> str:
    site.serve()
    from peelian.web.models import Person

    return Person.objects.get(username=name).uid


def casework(site):
    site.serve()
    from peelian.web.casework import DjangoCasework

    return DjangoCasework("default")


def post(site, name: str, address: str, **form):
    return site.client(name).post(address, form)


def ok(answer) -> str:
    assert answer.status_code == 302, re.sub(r"<[^>]+>|\s+", " ", answer.content.decode())
    return answer["Location"]


def enrol(site, by: str, name: str, roles: tuple[str, ...]) -> None:
    form = {"account": uid(site, name), "force": FORCE, "roles": roles, "vetting": "2"}
    dates = {"trained_until": "2099-01-01", "vetted_until": "2099-01-01"}
    ok(post(site, by, "/approvals/people", **form, **dates))


def working(site, name: str, mode: str = "operational"):
    """A signed-in client that chose a mode and purpose."""
    client = site.client(name)
    ok(client.post("/mode", {"mode": mode, "purpose": PURPOSE}))
    return client


def pilot(site, tool: str) -> str:
    """Take a tier-1 tool from idea to pilot on the pages, and publish it."""
    form = {
        "force": FORCE,
        "purposes": "Patrol planning",
        "prohibited": "suspect-search",
        "owner": uid(site, SERGEANT),
        "dpia": "DPIA-7",
        "users": [uid(site, ANALYST), uid(site, SERGEANT)],
    }
    use = ok(post(site, ANALYST, f"/approvals/new/{tool.replace('.', '/')}", **form))
    page = site.client(ANALYST).get(f"{use}/answers").content.decode()
    asked = re.findall(r'<textarea[^>]* name="([\w.-]+)"', page)
    answers = {q: f"We looked at {q} and found that it is acceptable." for q in asked}
    ok(post(site, ANALYST, f"{use}/answers", **answers))
    for action, by in (("DESIGN", SERGEANT), ("VALIDATE", SERGEANT), ("PILOT", LEAD)):
        move = {"action": action, "reason": REASON, "validation": "VAL-3"}
        ok(post(site, by, f"{use}/move", **move))
    ok(post(site, LEAD, f"{use}/publish", what="publish", contact="ai@force.example, 101"))
    return use


def describe(site, *tables: str) -> None:
    for table in tables:
        form = {"table": table, "purposes": PURPOSE, "classification": "open"}
        assert post(site, ANALYST, "/approvals/data", **form).status_code == 403
        ok(post(site, LEAD, "/approvals/data", **form))


@pytest.fixture(scope="module")
def uses(site) -> dict[str, str]:
    describe(site, "incidents", "gaps")
    return {tool: pilot(site, tool) for tool in ("insight.hotspots", "patrol.plan")}


def test_operational_work_needs_an_approval_and_says_what_is_missing(site):
    answer = working(site, ANALYST).post("/sample/extract", {}, follow=True)
    text = answer.content.decode()
    assert "did not start" in text
    assert "No use of this tool is on record for this force and purpose." in text


def test_the_api_is_the_same_door(site):
    client = working(site, ANALYST)
    body = json.dumps({"table": "incidents"})
    answer = client.post("/api/hub/read", body, content_type="application/json")
    assert answer.status_code == 403, answer.content
    assert "did not start" in answer.content.decode()


def test_nobody_approves_their_own_request_on_the_page(site, uses):
    form = {"action": "EVALUATE", "reason": REASON}
    answer = post(site, ANALYST, f"{uses['patrol.plan']}/move", **form)
    assert answer.status_code == 403
    answer = post(site, LEAD, "/approvals/people", account=uid(site, LEAD), roles=["chief-officer"])
    assert answer.status_code == 403


def test_from_idea_to_approved_run_decided_suspended_and_retired(site, uses):
    from peelian.assure.casework import Status
    from peelian.assure.deciding import accepted, decision_of
    from peelian.assure.session import Mode, Session
    from peelian.ground.errors import NotAllowedError

    use = uses["patrol.plan"]
    assert "approved for pilot" in site.client(LEAD).get(use).content.decode()
    plan = ok(working(site, ANALYST).post(NEW, SHIFT))
    kept = casework(site).find("patrol.plan")[0]
    assert (kept.mode, kept.terms.apart, kept.status) == ("operational", True, Status.WAITING)

    decide = f"/approvals/decisions/{kept.uid}"
    boss = working(site, SERGEANT)
    form = {"choice": "accept", "reason": "The shift is staffed and the areas are the right ones."}
    early = boss.post(decide, form)
    assert early.status_code == 403
    assert "has not been shown to you" in early.content.decode()
    assert "waiting for a decision" in boss.get(decide).content.decode()
    ok(boss.post(decide, form))
    number = decision_of(casework(site), kept.uid).uid
    assert number in boss.get(decide).content.decode()
    session = Session(uid(site, SERGEANT), FORCE, PURPOSE, Mode.OPERATIONAL)
    assert accepted(casework(site), number, session).uid == kept.uid
    with pytest.raises(NotAllowedError):
        accepted(casework(site), kept.uid, session)
    assert site.client(ANALYST).get(plan).status_code in (400, 404), "practice does not see it"

    ok(post(site, SERGEANT, f"{use}/move", action="SUSPEND", reason="Complaints about one estate."))
    refused = working(site, ANALYST).post(NEW, SHIFT)
    assert refused.status_code in (200, 403)
    assert "pilot suspended" in refused.content.decode()
    ok(post(site, SERGEANT, f"{use}/move", action="RETIRE", reason="A better tool replaces it."))
    page = site.client(LEAD).get(use).content.decode()
    assert ">retired<" in page
    assert "Next steps" not in page


def test_the_stop_button_stops_and_the_release_releases(site, uses):
    assert uses
    stop = {"tool": "insight.hotspots", "reason": "Wrong counts."}
    assert post(site, ANALYST, "/approvals/stop", **stop).status_code == 403
    ok(post(site, LEAD, "/approvals/stop", **stop))
    page = site.client(LEAD).get("/approvals/stop").content.decode()
    assert "Wrong counts." in page
    release = re.search(r"/approvals/stop/stop-\w+/release", page)[0]
    ok(post(site, LEAD, release, reason="The counts were right after all."))
    assert "None." in site.client(LEAD).get("/approvals/stop").content.decode()


def test_the_ethics_guest_reads_a_summary_and_advises(site, uses):
    address = f"{uses['insight.hotspots']}/ethics"
    page = site.client("ethics").get(address).content.decode()
    assert "What it does not do" in page
    pdf = site.client("ethics").get(f"{address}.pdf")
    assert pdf.content.startswith(b"%PDF")
    advice = {
        "position": "for with conditions",
        "text": "Content, if the areas are reviewed.",
        "conditions": "Review the areas each month.",
        "dissent": "One member would wait.",
        "minute": "Minute 4.",
    }
    assert post(site, ANALYST, address, **advice).status_code == 403
    ok(post(site, "ethics", address, **advice))
    page = site.client("ethics").get(address).content.decode()
    for line in ("Condition: Review the areas", "Dissent: One member", "Minute: Minute 4."):
        assert line in page


def test_an_incident_starts_the_clock(site, uses):
    use = uses["insight.hotspots"]
    ok(post(site, ANALYST, f"{use}/incident", what="A file was sent out.", personal_data="yes"))
    page = site.client(LEAD).get(use).content.decode()
    assert "to be reported by" in page
    close = re.search(r"/approvals/incidents/incident-\w+/close", page)[0]
    ok(post(site, LEAD, close, outcome="Reported and the file was deleted."))


def test_anybody_reads_the_register_and_its_signed_data(site, uses):
    assert uses
    from django.test import Client

    anybody = Client(SERVER_NAME="localhost")
    page = anybody.get("/register").content.decode()
    entry = re.search(r"/register/[\w-]+", page)[0]
    text = anybody.get(entry).content.decode()
    for heading in ("What it does not do", "Was it used on me?", "How to challenge it"):
        assert heading in text
    body = anybody.get(f"{entry}?format=json").json()
    assert body["signature"]
    assert body["body"]["never_used_for"] == ["suspect-search"]


def test_the_audit_log_is_searched_with_a_purpose_that_fits_and_searching_is_recorded(site):
    client = site.client(LEAD)
    for form in (
        {"stream": "record"},
        {"stream": "record", "purpose": "curiosity"},
        {"stream": "statutory", "purpose": "review"},
    ):
        assert client.post("/audit", form).status_code == 400
    found = client.post("/audit", {"stream": "record", "purpose": "review", "kind": "person."})
    assert "person.enrolled" in found.content.decode()
    last = list(casework(site).ledger.entries())[-1]
    assert (last.stream.value, last.payload["kind"]) == ("statutory", "audit.consulted")
    assert last.payload["detail"]["purpose"] == "review"
    assert site.client(ANALYST).get("/audit").status_code == 403


def test_no_bulk_decision_and_no_get_that_changes(site, uses):
    from peelian.web.assure import URLS

    assert not any("bulk" in str(u.pattern) for u in URLS)
    for action in ("move", "publish", "monitor"):
        assert site.client(LEAD).get(f"{uses['insight.hotspots']}/{action}").status_code == 405


@pytest.mark.browser
@pytest.mark.parametrize("width", browsing.WIDTHS)
def test_the_pages_in_a_browser(site, uses, width):
    use = uses["insight.hotspots"]
    cookie = site.client(LEAD).cookies["peelian_session"].value
    pages = {
        "approvals": "/approvals",
        "use": use,
        "questions": f"{use}/answers",
        "ethics": f"{use}/ethics",
        "stop": "/approvals/stop",
        "decisions": "/approvals/decisions",
        "people": "/approvals/people",
        "audit": "/audit",
        "register": "/register",
        "mode": "/mode",
        "data": "/approvals/data",
    }
    with browsing.served(site.root) as base, browsing.browser() as opened:
        visit = browsing.visit(opened, base, width)
        visit.page.context.add_cookies(
            [{"name": "peelian_session", "value": cookie, "url": visit.base}]
        )
        for name, address in pages.items():
            visit.open(address)
            assert visit.page.title()
            if SHOTS:
                visit.shot(Path(SHOTS) / f"approvals-{name}-{width}.png")
            assert visit.faults() == [], name
            assert visit.axe() == [], name
            assert not visit.too_wide(), name
