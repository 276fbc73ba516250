"""The API: made from what tools declare, checked and recorded like every door."""

import json

import pytest

from peelian.ground.parameters import declared
from tests.published import street_file, street_row


def post(client, address, body, **more):
    return client.post(address, json.dumps(body), content_type="application/json", **more)


@pytest.fixture(scope="module")
def filled(site, tmp_path_factory):
    path = street_file(tmp_path_factory.mktemp("files"), [street_row("a"), street_row("b")])
    with path.open("rb") as file:
        answer = site.client("Analyst").post("/api/hub/ingest", {"paths": [file]})
    assert answer.status_code == 200, answer.content
    assert answer.json()["result"]["rows_current"] == 2
    assert not list((site.root / "uploads").iterdir())
    return site


def test_openapi_tells_every_tool_and_each_of_its_parameters(site):
    from peelian import catalogue
    from peelian.web import offered

    description = site.client("Analyst").get("/api/openapi.json").json()
    assert set(description["paths"]) == {f"/api/{t.replace('.', '/')}" for t in offered.tools()}
    for name in offered.tools():
        operation = description["paths"][f"/api/{name.replace('.', '/')}"]["post"]
        assert operation["operationId"] == name
        assert operation["summary"] == catalogue.card(name).label
        text = json.dumps(operation["requestBody"]) + json.dumps(description["components"])
        for item in declared(catalogue.parameters(name)):
            assert f'"{item.public_name}"' in text


def test_a_result_comes_with_its_marking_and_files(filled):
    client = filled.client("Analyst")
    body = {"table": "incidents", "from": "2024-01"}
    answer = post(client, "/api/hub/read?save-as=.csv&save-as=.exe", body)
    assert answer.status_code == 200
    found = answer.json()
    assert found["state"] == "done"
    assert found["result"]["rows"] == 2
    assert "PRACTICE DATA" in found["marking"]
    assert [f.rsplit("/", 1)[1] for f in found["files"]] == ["read.csv"]
    assert client.get(found["files"][0]).status_code == 200


def test_who_does_not_wait_is_told_where_to_look(filled):
    answer = post(filled.client("Analyst"), "/api/hub/read?wait=0", {"table": "incidents"})
    assert answer.status_code in (200, 202)
    assert answer.json()["watch"].startswith("/hub/read/runs/")


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"table": "nothing"},
        {"table": "incidents", "colour": "red"},
        {"table": "incidents", "from": "2024-13"},
        {"table": 7},
        [],
        None,
    ],
)
def test_what_cannot_be_used_gets_three_sentences(filled, body):
    answer = post(filled.client("Analyst"), "/api/hub/read", body)
    assert answer.status_code == 400
    assert set(answer.json()["error"]) == {"what", "why", "next_step"}


def test_a_broken_body_gets_three_sentences(filled):
    answer = filled.client("Analyst").post(
        "/api/hub/read", "{not json", content_type="application/json"
    )
    assert answer.status_code == 400
    assert set(answer.json()["error"]) == {"what", "why", "next_step"}


def test_nobody_and_other_roles_are_refused_in_json(filled):
    assert post(filled.anybody(), "/api/hub/read", {"table": "incidents"}).status_code == 401
    refused = post(filled.client("Sergeant"), "/api/hub/read", {"table": "incidents"})
    assert refused.status_code == 403
    assert "error" in refused.json()


def test_a_request_without_the_token_is_refused(filled):
    from django.test import Client

    from peelian.web.models import Person

    client = Client(SERVER_NAME="localhost", enforce_csrf_checks=True)
    client.force_login(Person.objects.get(username="analyst"))
    answer = post(client, "/api/hub/read", {"table": "incidents"})
    assert answer.status_code == 403
    assert set(answer.json()["error"]) == {"what", "why", "next_step"}


def test_each_run_is_on_record_under_an_opaque_actor(filled):
    from peelian.web.casework import DjangoLedger
    from peelian.web.models import Person

    post(filled.client("Analyst"), "/api/hub/read", {"table": "incidents"})
    entries = [e.payload for e in DjangoLedger("default").entries()]
    person = Person.objects.get(username="analyst")
    mine = [e for e in entries if e["tool"] == "hub.read" and e["actor"] == person.uid]
    assert [e["kind"] for e in mine][-2:] == ["run.started", "run.finished"]
    assert "analyst" not in {e["actor"] for e in entries}
