"""Pages answer in under 300 ms over Avon and Somerset's 18 months: 261,809 rows.

Processor time is compared, of this process with all its threads, so that other work on the machine
does not decide. The first answer after a change counts the data and is not measured.
"""

import time
from statistics import median

import pytest

import peelian

ARCHIVE = "police_uk/avon-and-somerset_street_2023-01_2024-06.zip"
LIMIT = 0.300  # seconds


@pytest.fixture(scope="module")
def analyst(shared_data, tmp_path_factory):
    root = tmp_path_factory.mktemp("folder")
    with peelian.open(root) as desk:
        done = desk.hub.ingest(paths=(shared_data / ARCHIVE,))
    assert done.rows_current == 261_809
    from peelian.web import wiring

    wiring.serve_folder(root)
    from django.test import Client

    from peelian.web.models import Person

    person = Person.objects.create(username="analyst", role="analyst", password="!")
    client = Client(SERVER_NAME="localhost")
    client.force_login(person)
    return client


def _worked_out(analyst, address):
    """Look until the page has its answer; one that is worked out first says so meanwhile."""
    for _ in range(120):
        answer = analyst.get(address)
        if b"data-working" not in answer.content:
            return
        time.sleep(0.25)
    raise AssertionError(address)


@pytest.mark.slow
@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/hub/",
        "/hub/ingest",
        "/hub/read",
        "/hub/read?table=incidents&page=4000",
        "/hub/read?table=incidents&from=2023-05&to=2023-08&crime-type=burglary&page=3",
        "/hub/read/counts.xlsx?table=incidents",
        "/insight/hotspots",
        "/insight/hotspots/map",
        "/insight/hotspots?unit=lsoa&measure=rate&top=100",
        "/insight/hotspots?unit=cell-100&crime_type=burglary&top=1000",
        "/insight/hotspots/file.geojson?top=100",
        "/geography/avon-and-somerset/places",
        "/patrol/plan",
        "/patrol/plan/new",
    ],
)
def test_a_page_answers_quickly(analyst, address):
    took = []
    _worked_out(analyst, address)
    for _ in range(6):
        start = time.process_time()
        assert analyst.get(address).status_code == 200
        took.append(time.process_time() - start)
    assert median(took[1:]) < LIMIT, took
