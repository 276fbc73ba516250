"""The page What changed, as an analyst meets it."""

import pytest

from tests.functional.web.test_data_pages import bring_in, text_of
from tests.published import street_file, street_row


@pytest.fixture(scope="module")
def twice(make_site, tmp_path_factory):
    """A month brought in, and its later edition."""
    site = make_site()
    folder = tmp_path_factory.mktemp("files")
    rows = [street_row(f"a{i}") for i in range(3)]
    later = [street_row(f"a{i}", outcome="Local resolution") for i in range(2)]
    for name, edition in (("1", rows), ("2", [*later, rows[2]])):
        bring_in(site.client("Analyst"), street_file(folder / name, edition))
    return site


def test_nothing_yet_is_said(make_site):
    page = text_of(make_site().client("Analyst").get("/hub/changes"))
    assert "There is no data in this folder yet." in page


def test_a_republished_month_is_told_in_words(twice):
    page = text_of(twice.client("Analyst").get("/hub/changes"))
    assert "Avon and Somerset Constabulary, 2024-01" in page
    assert "<b>2</b> changed" in page
    assert ">Under investigation</td>" in page
    assert ">Local resolution</td>" in page


def test_a_filter_and_a_bad_one(twice):
    client = twice.client("Analyst")
    assert "No month was brought in a second time." in text_of(
        client.get("/hub/changes", {"force": "durham"})
    )
    bad = client.get("/hub/changes", {"month": "2024-13"})
    assert bad.status_code == 400
    assert "govuk-error-summary" in text_of(bad)


def test_other_roles_do_not_see_it(twice):
    assert twice.client("Officer").get("/hub/changes").status_code == 403
