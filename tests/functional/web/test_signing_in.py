"""Signing in, roles, and what every response carries."""

import re

import pytest


def sign_in(client, name: str, password: str, **more: str):
    return client.post("/signin", {"username": name, "password": password, **more})


@pytest.fixture(scope="module")
def passwords(site):
    return site.passwords()


@pytest.fixture(autouse=True)
def unlocked(site):
    from peelian.web.models import SignInAttempt

    SignInAttempt.objects.all().delete()


def test_a_page_asks_for_sign_in_and_returns_to_itself(site, passwords):
    client = site.anybody()
    asked = client.get("/problem?page=/")
    assert asked.status_code == 302
    assert asked["Location"].startswith("/signin?next=/problem")
    name, password = passwords["Analyst"]
    done = sign_in(client, name, password, next="/problem?page=/")
    assert done["Location"] == "/problem?page=/"
    assert client.get("/problem?page=/").status_code == 200


def test_sign_in_never_leads_to_another_site(site, passwords):
    name, password = passwords["Analyst"]
    for wanted in ("https://example.com/", "//example.com", "/\\example.com"):
        assert sign_in(site.anybody(), name, password, next=wanted)["Location"] == "/"


def test_each_role_signs_in_and_is_named_in_the_header(site, passwords):
    assert len(passwords) == 12
    for label, (name, password) in passwords.items():
        client = site.anybody()
        assert sign_in(client, name, password).status_code == 302, label
        assert name in client.get("/").content.decode()


def test_wrong_password_and_unknown_name_read_the_same(site, passwords):
    name, _ = passwords["Analyst"]
    wrong = sign_in(site.anybody(), name, "not the password")
    unknown = sign_in(site.anybody(), "nobody-here", "not the password")
    assert wrong.status_code == unknown.status_code == 400

    def words(response):
        return re.sub(r'value="[^"]*"', "", response.content.decode())

    assert words(wrong) == words(unknown)


def test_five_failures_lock_a_name_even_for_the_right_password(site, passwords):
    name, password = passwords["Officer"]
    client = site.anybody()
    for _ in range(5):
        assert sign_in(client, name, "wrong").status_code == 400
    locked = sign_in(client, name, password)
    assert locked.status_code == 429
    assert "Signing in is paused." in locked.content.decode()
    assert client.get("/").status_code == 302


def test_one_address_must_wait_after_many_names(site, monkeypatch):
    from peelian.web import signin

    assert signin.PER_ADDRESS == 30
    monkeypatch.setattr(signin, "PER_ADDRESS", 4)
    client = site.anybody()
    for number in range(4):
        assert sign_in(client, f"name-{number}", "wrong").status_code == 400
    assert sign_in(client, "one-more", "wrong").status_code == 429


def test_signing_out_ends_the_session_and_needs_a_form(site):
    client = site.client("Analyst")
    assert client.get("/signout").status_code == 405
    client.post("/signout")
    assert client.get("/").status_code == 302


def test_a_new_password_ends_old_sessions(site):
    from peelian.web.models import Person

    client = site.client("Disclosure")
    assert client.get("/").status_code == 200
    person = Person.objects.get(username="disclosure")
    person.set_password("a new and long password")
    person.save()
    assert client.get("/").status_code == 302


def test_every_response_is_protected(site):
    client = site.client("Analyst")
    for address in ("/", "/nowhere", "/problem?page=/"):
        headers = client.get(address).headers
        policy = headers["Content-Security-Policy"]
        assert "default-src 'self'" in policy
        assert "unsafe" not in policy
        assert "http" not in policy
        assert headers["X-Frame-Options"] == "DENY"
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "same-origin"
        assert headers["Cache-Control"] == "no-store"


def test_pages_hold_no_inline_script_or_style_and_nothing_from_elsewhere(site):
    client = site.client("Analyst")
    for address in ("/", "/nowhere", "/problem?page=/"):
        page = client.get(address).content.decode()
        assert not re.search(r"<script(?![^>]*\bsrc=)(?![^>]*application/json)", page)
        assert "<style" not in page
        assert not re.search(r"\sstyle=", page)
        assert not re.search(r"\son[a-z]+=", page)
        assert not re.search(r'(src|href)="(https?:)?//', page)


def test_every_page_is_marked_as_practice(site):
    for address in ("/", "/nowhere", "/problem?page=/"):
        assert "Practice data" in site.client("Analyst").get(address).content.decode()


def test_a_forged_form_is_refused_with_three_sentences(site):
    from django.test import Client

    client = Client(SERVER_NAME="localhost", enforce_csrf_checks=True)
    refused = client.post("/signin", {"username": "a", "password": "b"})
    assert refused.status_code == 403
    assert "The form was not accepted." in refused.content.decode()


def test_another_host_name_is_refused(site):
    from django.test import Client

    client = Client(SERVER_NAME="evil.example", raise_request_exception=False)
    assert client.get("/signin").status_code == 400


def test_a_missing_page_says_so_as_a_page_and_as_json(site):
    client = site.client("Analyst")
    page = client.get("/nowhere")
    assert page.status_code == 404
    assert "This page does not exist." in page.content.decode()
    answer = client.get("/nowhere", headers={"accept": "application/json"})
    assert answer.status_code == 404
    assert set(answer.json()["error"]) == {"what", "why", "next_step"}


def test_a_fault_of_ours_shows_a_page_without_a_trace(site, monkeypatch):
    from peelian.web import context

    def broken(*_):
        raise ZeroDivisionError

    client = site.client("Analyst")
    monkeypatch.setattr(context, "navigation", broken)
    page = client.get("/")
    assert page.status_code == 500
    text = page.content.decode()
    assert "Something went wrong." in text
    assert "ZeroDivisionError" not in text


def test_a_problem_report_is_kept_and_recorded_without_its_words(site):
    from peelian.web.casework import DjangoLedger
    from peelian.web.models import ProblemReport

    client = site.client("Sergeant")
    empty = client.post("/problem", {"page": "/hub/ingest", "words": "  "})
    assert empty.status_code == 400
    sent = client.post("/problem", {"page": "/", "words": "The map is blank"})
    assert "Report sent" in sent.content.decode()
    kept = ProblemReport.objects.get(words="The map is blank")
    last = list(DjangoLedger("default").entries())[-1]
    assert last.payload["kind"] == "problem.reported"
    assert last.payload["subject"] == kept.uid
    assert "blank" not in str(last.payload)


def test_a_report_never_links_to_another_site(site):
    client = site.client("Sergeant")
    for page in (
        "//example.com/",
        "https://example.com/x",
        "javascript:alert(1)",
        "/\\example.com",
    ):
        sent = client.post("/problem", {"page": page, "words": "Something"}).content.decode()
        assert "example.com" not in sent
        assert "javascript:" not in sent
