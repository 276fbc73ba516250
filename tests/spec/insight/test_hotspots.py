"""Hot spots: tables in, result out, the same on every kind of lake."""

from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa
import pytest

from peelian.assure.session import Session
from peelian.assure.workspace import Workspace
from peelian.engine.lake import Lake
from peelian.ground.errors import InputError, NotAllowedError, PeelianError, RefusedError
from peelian.insight.hotspots.model import Parameters, Result
from peelian.insight.hotspots.service import run
from tests.incident_rows import fill, incidents, lakes

# Three places inside the City of London: west of St Paul's, and the squares around it.
WEST, MIDDLE, EAST = (532_010.0, 181_010.0), (532_300.0, 181_010.0), (532_600.0, 181_010.0)


def at(place: tuple[float, float], **rest):
    return {"easting": place[0], "northing": place[1], **rest}


def both(rows, tmp_path: Path):
    return list(lakes(incidents(rows), tmp_path / "lake"))


def ask(lake: Lake, **given) -> Result:
    usual = {"force": "city-of-london", "from_": "2019-01", "to": "2019-01"}
    return run(Workspace(lake=lake), Parameters(**{**usual, **given}))


def same(rows, tmp_path: Path, **given) -> Result:
    first, second = (ask(lake, **given) for lake in both(rows, tmp_path))
    assert first == second
    return first


def test_places_are_ranked_by_count_with_ties_from_west_to_east(tmp_path):
    rows = [at(EAST)] * 2 + [at(MIDDLE)] * 3 + [at(WEST)] * 2
    result = same(rows, tmp_path)
    assert [(s.rank, s.id, s.count) for s in result.hotspots] == [
        (1, "cell-250:532250:181000", 3),
        (2, "cell-250:532000:181000", 2),
        (3, "cell-250:532500:181000", 2),
    ]
    assert [s.share_of_total for s in result.hotspots] == [0.42857, 0.28571, 0.28571]
    assert [s.ratio_to_average for s in result.hotspots] == [1.29, 0.86, 0.86]
    assert result.average == 2.3333


@pytest.mark.parametrize(
    ("unit", "ids"),
    [
        ("cell-100", ["cell-100:532000:181000", "cell-100:532300:181000"]),
        ("cell-250", ["cell-250:532000:181000", "cell-250:532250:181000"]),
        ("snap-point", ["point:532010:181010", "point:532300:181010"]),
        ("lsoa", ["lsoa:E01000001", "lsoa:E01000002"]),
    ],
)
def test_what_counts_as_a_place(tmp_path, unit, ids):
    rows = [at(WEST)] * 2 + [at(MIDDLE, lsoa_code="E01000002", lsoa_name="City of London 001B")]
    result = same(rows, tmp_path, unit=unit)
    assert [s.id for s in result.hotspots] == ids
    assert [s.count for s in result.hotspots] == [2, 1]


def test_a_point_on_an_edge_belongs_to_the_square_east_or_north_of_it(tmp_path):
    rows = [at((532_250.0, 181_250.0)), at((532_249.99, 181_249.99))]
    found = {s.id for s in same(rows, tmp_path).hotspots}
    assert found == {"cell-250:532250:181250", "cell-250:532000:181000"}


def test_incidents_without_a_place_and_outside_the_force_are_counted_not_mapped(tmp_path):
    rows = [at(WEST)] * 37 + [{"easting": None}] * 2 + [at((400_000.0, 300_000.0))]
    result = same(rows, tmp_path)
    assert (result.incidents, result.without_place, result.outside_force) == (40, 2, 1)
    assert sum(s.count for s in result.hotspots) == 37
    assert "5.0% of incidents (2 of 40) have no place and are not on the map." in result.notes
    assert (
        "2.5% of incidents (1 of 40) lie more than 500 metres outside the force's area and are "
        "not on the map."
    ) in result.notes


def test_the_same_months_last_year_stand_beside_it(tmp_path):
    rows = [at(WEST)] * 3 + [at(WEST, month="2018-01")] * 5 + [at(EAST, month="2018-01")]
    result = same(rows, tmp_path)
    assert [(s.count, s.last_year_count) for s in result.hotspots] == [(3, 5)]
    assert result.last_year_incidents == 6


def test_no_last_year_count_when_the_lake_does_not_hold_it(tmp_path):
    result = same([at(WEST)], tmp_path)
    assert result.hotspots[0].last_year_count is None
    assert any(note.startswith("There is no last-year count") for note in result.notes)


def months(count: int, year: int = 2019):
    return [f"{year}-{m:02d}" for m in range(1, count + 1)]


def test_a_reason_in_plain_words_with_a_rise_that_can_be_shown(tmp_path):
    rows = [at(WEST, month=m) for m in months(12) for _ in range(1 if m < "2019-07" else 6)]
    rows += [at(p, month=m) for p in (MIDDLE, EAST) for m in months(12)]
    result = same(rows, tmp_path, to="2019-12")
    assert (
        result.hotspots[0].reason
        == "42 incidents in 12 months, 1.9 times the force average, rising, as is the whole force"
    )
    assert result.hotspots[1].trend == "not enough to say"
    assert result.hotspots[0].stability == 1.0


def test_one_crime_type_in_its_own_words(tmp_path):
    rows = [at(WEST), at(WEST, crime_type="drugs"), at(EAST, crime_type="robbery")]
    result = same(rows, tmp_path, crime_type="burglary")
    assert result.hotspots[0].reason.startswith("1 burglary in 1 month, about the force average")
    assert (result.concentration.places, result.concentration.places_with_crime) == (2, 1)
    assert same(rows, tmp_path / "b", crime_type="Burglary") == result


def test_stability_is_the_share_of_months_in_the_top(tmp_path):
    spots = [(532_010.0 + 250 * i, 181_010.0) for i in range(4)]
    rows = [at(spots[0], month=m) for m in months(3) for _ in range(2)]
    rows += [at(p, month=m) for p in spots[1:] for m in months(3)]
    rows += [at(spots[1], month="2019-03")] * 5
    result = same(rows, tmp_path, to="2019-03")
    assert [(s.count, s.top_periods, s.stability) for s in result.hotspots[:2]] == [
        (8, 1, 0.333),
        (6, 2, 0.667),
    ]
    quarter = same(rows, tmp_path / "q", to="2019-03", period="quarter")
    assert (quarter.periods, quarter.hotspots[0].stability) == (1, 1.0)


def test_codes_of_2011_and_2021_count_in_one_small_area(tmp_path):
    """E01029234 of 2011 was split into E01035125 and E01035126 in 2021."""
    yeovil = (355_500.0, 116_000.0)
    codes = ["E01029234"] * 2 + ["E01035125", "E01035126"]
    rows = [at(yeovil, force_code="avon-and-somerset", lsoa_code=code) for code in codes]
    result = same(rows, tmp_path, unit="lsoa", force="avon-and-somerset")
    spot = result.hotspots[0]
    assert (spot.count, spot.lsoa_code) == (4, "E01035125+E01035126")
    assert spot.name == "South Somerset 015E and F"
    assert spot.geometry["type"] == "MultiPolygon"
    assert any("are joined" in note for note in result.notes)


def test_no_rate_without_a_denominator(tmp_path):
    rows = [at(WEST, force_code="btp", lsoa_code=c, lsoa_name=c) for c in ("E01032739", "X99")]
    result = same(rows, tmp_path, unit="lsoa", force="btp")
    assert {s.name: s.rate for s in result.hotspots} == {"City of London 001F": None, "X99": None}


def test_a_rate_has_the_residents_of_the_area_as_denominator(tmp_path):
    rows = [at(WEST)] * 3 + [at(MIDDLE, lsoa_code="E01000002", lsoa_name="x")] * 3
    result = same(rows, tmp_path, unit="lsoa", measure="rate")
    found = {s.lsoa_code: (s.residents, s.rate) for s in result.hotspots}
    assert found["E01000001"] == (1474, 2.04)
    assert result.hotspots[0].rate > result.hotspots[1].rate
    assert "per 1,000 residents" in result.hotspots[0].reason


WEIGHTS = """# name: A published index
# version: 2020
# source: A university
crime_type,weight
burglary,20
Robbery,100.5
"""


def test_harm_needs_published_weights_and_says_which(tmp_path):
    path = tmp_path / "weights.csv"
    path.write_text(WEIGHTS, "utf-8")
    rows = [at(WEST)] * 3 + [at(EAST, crime_type="robbery"), at(EAST, crime_type="drugs")]
    result = same(rows, tmp_path, measure="harm", harm_weights=path)
    assert [(s.id, s.harm) for s in result.hotspots] == [
        ("cell-250:532500:181000", 100.5),
        ("cell-250:532000:181000", 60.0),
    ]
    assert result.harm_source == "A published index, version 2020 (A university)"
    assert "These types have no weight in the file and add no harm: drugs." in result.notes


def test_flagged_months_are_never_called_a_fall(tmp_path):
    rows = [at(WEST, month=m) for m in months(12) for _ in range(8 if m < "2019-09" else 0)]
    rows += [at(WEST, month=m) for m in months(12)]
    for number, lake in enumerate(both(rows, tmp_path)):
        assert ask(lake, to="2019-12").hotspots[0].trend == "falling"
        gaps = [
            {
                "force": "city-of-london",
                "month": m,
                "crime_type": "all",
                "observed": 1,
                "expected": 9.0,
            }
            for m in months(12)[8:]
        ]
        fill(lake, pa.Table.from_pylist(gaps), "gaps", f"g{number}")
        flagged = ask(lake, to="2019-12")
        assert flagged.incomplete_months == tuple(months(12)[8:])
        assert flagged.hotspots[0].trend != "falling"
        assert flagged.periods == 8


def test_a_month_missing_in_the_middle_is_said(tmp_path):
    rows = [at(WEST), at(WEST, month="2019-03")]
    result = same(rows, tmp_path, to="2019-03")
    assert result.missing_months == ("2019-02",)
    assert result.months == ("2019-01", "2019-03")
    assert any("does not hold 2019-02" in note for note in result.notes)


def test_a_question_with_no_answer_explains_itself(tmp_path):
    rows = [at(WEST), at(WEST, month="2019-02", crime_type="robbery"), {"month": "2019-03"}]
    empty = same(rows, tmp_path, crime_type="robbery")
    assert (empty.incidents, empty.hotspots) == (0, ())
    assert empty.notes[0].startswith("No such incident")
    nowhere = same(rows, tmp_path / "n", from_="2019-03", to="2019-03")
    assert nowhere.notes[0].startswith("None of these incidents has a place")


@pytest.mark.parametrize("by", ["day", "hour", "address"])
def test_month_only_snapped_records_support_no_finer_claim(tmp_path, by):
    for lake in both([at(WEST)] * 3, tmp_path):
        with pytest.raises(RefusedError) as refused:
            ask(lake, by=by)
        assert "Of 3 incidents, 3" in refused.value.why


def test_records_with_a_minute_give_the_busiest_hours_in_london_time(tmp_path):
    when = datetime(2019, 7, 1, 22, 15, tzinfo=UTC)
    rows = [at(WEST, month="2019-07", occurred_from=when, time_precision="minute")]
    hours = same(rows, tmp_path, from_="2019-07", to="2019-07", by="hour")
    assert hours.hotspots[0].busiest == (("23:00 to 00:00", 1),)
    days = same(rows, tmp_path / "d", from_="2019-07", to="2019-07", by="day")
    assert days.hotspots[0].busiest == (("Monday", 1),)


@pytest.mark.parametrize(
    ("given", "kind", "words"),
    [
        ({"force": "kent"}, InputError, "city-of-london"),
        ({"to": "2019-09"}, InputError, "The data holds 2019-01 to 2019-02."),
        ({"from_": "2018-01"}, InputError, "2018-01"),
        ({"crime_type": "piracy"}, InputError, "burglary"),
        ({"measure": "rate"}, RefusedError, "small areas"),
        ({"measure": "harm"}, RefusedError, "weights"),
        ({"from_": "2019-02"}, InputError, "wrong way round"),
        ({"from_": "January"}, InputError, "YYYY-MM"),
        ({"unit": "street"}, InputError, "cell-100"),
        ({"top": 0}, InputError, "outside its limits"),
    ],
)
def test_a_question_that_cannot_be_answered_says_why(tmp_path, given, kind, words):
    lake, _ = both([at(WEST), at(WEST, month="2019-02")], tmp_path)
    with pytest.raises(kind) as raised:
        ask(lake, **given)
    assert isinstance(raised.value, PeelianError)
    assert words in str(raised.value)


def test_practice_does_not_read_operational_records(tmp_path):
    for lake in both([at(WEST, classification="operational")], tmp_path):
        with pytest.raises(NotAllowedError):
            ask(lake)


def test_the_result_says_what_it_rests_on(tmp_path):
    result = same([at(WEST)], tmp_path)
    header = result.header()
    assert header["time_precision"] == "month"
    assert header["place_precision"] == "snapped"
    assert header["marking"] == Session().marking
    assert header["classification"] == "open"
    assert header["generated_from_batches"] == ["b1"]
    assert header["attribution"][0].endswith("Source: data.police.uk")
