"""The server as IT runs it: its address, static files, TLS in front, faults in the log."""

import http.client
import io
import logging
from urllib.parse import urlsplit

import pytest

from tests import browsing


def ask(base: str, path: str, headers: dict[str, str] | None = None):
    connection = http.client.HTTPConnection(urlsplit(base).netloc, timeout=20)
    connection.request("GET", path, headers=headers or {})
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer, body


@pytest.fixture(scope="module")
def behind_tls(tmp_path_factory):
    root = tmp_path_factory.mktemp("folder")
    (root / "peelian.toml").write_text(
        '[web]\nhosts = ["peelian.example"]\nhttps = true\nproxy = "127.0.0.1"\n'
    )
    with browsing.served(root) as base:
        yield base


def test_static_files_come_from_the_package_and_nothing_else_does(behind_tls):
    answer, body = ask(behind_tls, "/static/vendor/govuk/govuk.css")
    assert answer.status == 200
    assert len(body) > 100_000
    for path in ("/static/../settings.py", "/static/%2e%2e/settings.py", "/static/secret.key"):
        assert ask(behind_tls, path)[0].status in (302, 400, 404)


def test_behind_tls_cookies_are_secure_and_the_server_says_to_stay(behind_tls):
    front = {"Host": "peelian.example", "X-Forwarded-Proto": "https", "X-Forwarded-For": "10.0.0.9"}
    answer, _ = ask(behind_tls, "/signin", front)
    assert answer.status == 200
    assert "Secure" in answer.getheader("Set-Cookie")
    assert "HttpOnly" in answer.getheader("Set-Cookie")
    assert "max-age" in answer.getheader("Strict-Transport-Security")
    assert not answer.getheader("Server")


def test_a_name_that_is_not_ours_is_not_answered(behind_tls):
    assert ask(behind_tls, "/signin", {"Host": "evil.example"})[0].status == 400


def test_a_fault_is_logged_by_place_and_never_by_what_it_says():
    from peelian.web.serve import Faults

    out = io.StringIO()
    handler = logging.StreamHandler(out)
    handler.setFormatter(Faults("%(asctime)s %(message)s"))
    log = logging.getLogger("test.faults")
    log.propagate = False
    log.addHandler(handler)
    try:
        int("Ada Lovelace, 1 High Street")
    except ValueError:
        log.exception("A page failed")
    assert "ValueError" in out.getvalue()
    assert "Ada" not in out.getvalue()
