"""Real answers of the data.police.uk API: quirk 9, wards overlap on their edges."""

import collections
import json
import zipfile

import pytest

from peelian.hub.ingest.model import Parameters
from peelian.hub.ingest.service import run

ARCHIVE = "crimes-street_camden-wards_2016-05_2018-06.zip"


@pytest.fixture(scope="module")
def answers(shared_data):
    return shared_data / "police_uk_api" / ARCHIVE


def crimes(path, month):
    with zipfile.ZipFile(path) as opened:
        for name in opened.namelist():
            if name.startswith(month):
                yield name, json.loads(opened.read(name))


def some(path, month, folder, wards=slice(None)):
    """A month's answers as single files."""
    folder.mkdir(parents=True)
    for name, found in list(crimes(path, month))[wards]:
        (folder / name.split("/")[1]).write_text(json.dumps(found))
    return folder


def test_9_a_crime_on_a_shared_edge_counts_once(delta_workspace, answers):
    result = run(delta_workspace, Parameters((answers,)))
    returned, unique = 0, {}
    for month in sorted({n[:7] for n in zipfile.ZipFile(answers).namelist()}):
        for _, found in crimes(answers, month):
            returned += len(found)
            unique.update({crime["id"]: crime for crime in found})
    assert (returned, len(unique)) == (104_231, 99_397)
    assert result.rows_current == len(unique)
    assert sum(f.rows_quarantined for f in result.files) == 0
    held = delta_workspace.lake.read("incidents")
    by_month = dict(held.aggregate("month, count(*)").fetchall())
    assert by_month == dict(collections.Counter(crime["month"] for crime in unique.values()))
    rail = sum(crime["location_type"] == "BTP" for crime in unique.values())
    by_force = dict(held.aggregate("force_code, count(*)").fetchall())
    assert by_force["btp"] == rail
    assert by_force["metropolitan"] > 0.98 * (len(unique) - rail)


def test_wards_brought_in_one_after_the_other_add_up_to_the_same(
    delta_workspace, answers, tmp_path
):
    first = some(answers, "2018-06", tmp_path / "a", slice(0, 10))
    other = some(answers, "2018-06", tmp_path / "b", slice(8, None))
    run(delta_workspace, Parameters((first,)))
    second = run(delta_workspace, Parameters((other,)))
    unique = {crime["id"] for _, found in crimes(answers, "2018-06") for crime in found}
    assert second.rows_current == len(unique)
    assert sum(f.rows_removed for f in second.files) == 0
    assert sum(f.rows_unchanged for f in second.files) > 0


def test_an_outcome_that_comes_later_makes_a_version(delta_workspace, answers, tmp_path):
    folder = some(answers, "2018-06", tmp_path / "a", slice(0, 2))
    before = run(delta_workspace, Parameters((folder,))).rows_current
    one = min(folder.iterdir())
    found = json.loads(one.read_text())
    changed = next(c for c in found if c["persistent_id"])
    changed["outcome_status"] = {"category": "Local resolution", "date": "2019-01"}
    changed["id"] += 10**9  # the API's own number may be another one next time
    one.write_text(json.dumps(found))
    result = run(delta_workspace, Parameters((folder,)))
    assert sum(f.rows_changed for f in result.files) == 1
    assert result.rows_current == before
