"""Trends: a table of series in, tests and alerts out; and what it does with bad tables."""

from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest

from peelian.assure.session import Session
from peelian.assure.workspace import Workspace
from peelian.engine.memory import MemoryLake
from peelian.ground.errors import InputError, NotAllowedError, PeelianError, RefusedError
from peelian.insight.trends.model import Parameters, Result
from peelian.insight.trends.service import analyse_frame, run, trends
from tests.incident_rows import fill, incidents
from tests.trend_series import months, table, world, write

LABELS = months("2021-01", 37)


def steady(last: float, mean: float = 6.0, seed: int = 1) -> list[float]:
    return [*np.random.default_rng(seed).poisson(mean, 36).astype(float), last]


def ask(frame, **given) -> Result:
    usual = {"method": "police", "period": "month", "from_": LABELS[-1]}
    return analyse_frame(frame, **{**usual, **given})


def read(path: Path, **given) -> Result:
    usual = {"method": "police", "period": "month"}
    parameters = Parameters(series=path, **{**usual, **given})
    return run(Workspace(lake=MemoryLake()), parameters)


def test_a_rise_is_called_and_told_in_a_plain_sentence():
    family = {f"E{i}|burglary": steady(6.0, seed=i) for i in range(30)}
    result = ask(table({**family, "E99|burglary": steady(30.0)}, LABELS))
    assert [alert.series for alert in result.alerts] == ["E99|burglary"]
    alert = result.alerts[0]
    assert alert.observed == 30.0
    assert 5.0 < alert.expected < 8.0
    assert alert.upper < 20.0
    assert alert.sentence.startswith("Burglary in E99: 30 recorded in January 2024, about ")
    assert "31 series were tested" in alert.sentence


def test_each_test_has_its_row():
    rows = trends(table({"a": steady(6.0)}, LABELS), from_=LABELS[-2])
    assert rows.column_names == [
        "series",
        "period",
        "observed",
        "expected",
        "upper",
        "alarm",
        "p_value",
        "overdispersion",
        "series_tested",
    ]
    assert rows["period"].to_pylist() == LABELS[-2:]
    assert rows["series_tested"].to_pylist() == [1, 1]


def test_any_frame_comes_back_as_its_own_kind():
    import pandas as pd
    import polars as pl

    made = table({"a": steady(6.0)}, LABELS)
    assert isinstance(trends(made.to_pandas(), from_=LABELS[-1]), pd.DataFrame)
    assert isinstance(trends(pl.from_arrow(made), from_=LABELS[-1]), pl.DataFrame)


def test_weeks_cross_years_as_the_calendar_does():
    labels = [f"2020-W{w:02d}" for w in range(1, 54)] + [f"2021-W{w:02d}" for w in range(1, 9)]
    result = ask(table({"a": [5.0] * 61}, labels), period="week", from_="2021-W07", frequency=52)
    assert result.periods == ("2021-W07", "2021-W08")
    assert not np.isnan(result.expected).any()


def test_exposure_scales_what_is_expected():
    made = table({"a": [*[10.0] * 36, 20.0]}, LABELS, exposure=[*[1.0] * 36, 2.0])
    assert ask(made).expected[0, 0] == pytest.approx(20.0, rel=0.05)


def test_asked_for_false_discoveries_fewer_are_called():
    counts, _, _, names = world(np.random.default_rng(3), 100, 8)
    made = table(dict(zip(names, counts, strict=True)), months("2021-01", 36))
    called = ask(made, from_="2023-12", fdr=0.1).alarm.sum()
    assert called <= ask(made, from_="2023-12").alarm.sum()


# --- bad input: a clear answer or refusal, never a silent zero ---


def refused(rows, tmp_path: Path, *, header="series,period,count", **given) -> PeelianError:
    with pytest.raises(PeelianError) as caught:
        read(write(tmp_path / "s.csv", rows, header), **given)
    return caught.value


def test_an_empty_area_is_refused(tmp_path):
    assert "has no rows" in refused([], tmp_path).why


def test_an_empty_file_is_refused(tmp_path):
    (tmp_path / "s.csv").write_text("")
    with pytest.raises(InputError):
        read(tmp_path / "s.csv")


def test_one_incident_is_too_short(tmp_path):
    problem = refused([("a", "2024-01", 1)], tmp_path)
    assert isinstance(problem, RefusedError)
    assert "needs 12 earlier periods" in problem.why


def test_future_dates_are_refused(tmp_path):
    rows = [("a", m, 3) for m in months("2090-01", 30)]
    assert "lie in the future" in refused(rows, tmp_path).why


def test_a_category_that_vanishes_is_named_and_not_called_a_fall():
    made = table({"E1|robbery": steady(0.0, 20.0), "E2|robbery": steady(20.0, 20.0)}, LABELS)
    result = ask(made)
    assert not result.alarm.any()
    assert result.vanished[0].startswith("Robbery in E1: none recorded in January 2024, about ")
    assert "missing file" in result.vanished[0]


def test_a_single_enormous_count_is_called_when_tested_and_forgotten_afterwards():
    huge = ask(table({"a": steady(50_000.0)}, LABELS))
    assert huge.alarm.all()
    past = steady(6.0)
    past[20] = 50_000.0
    after = ask(table({"a": past}, LABELS))
    assert 4.0 < after.expected[0, 0] < 9.0
    assert not after.alarm.any()


@pytest.mark.parametrize("method", ["farrington", "noufaily"])
def test_farrington_survives_an_enormous_count(method):
    labels = months("2010-01", 84)
    past = list(np.random.default_rng(1).poisson(6.0, 84).astype(float))
    past[60] = 50_000.0
    result = ask(table({"a": past}, labels), method=method, from_=labels[-1])
    assert np.isfinite(result.expected).all()


def test_a_missing_month_is_not_a_zero():
    values = steady(6.0)
    values[10] = np.nan
    result = ask(table({"a": values, "b": steady(6.0, seed=2)}, LABELS))
    assert "1 earlier periods have no row and were left out" in result.notes[0]
    last = ask(table({"a": steady(np.nan), "b": steady(6.0)}, LABELS))
    assert np.isnan(last.observed[0, 0])
    assert np.isnan(last.p_value[0, 0])
    assert last.series_tested.tolist() == [1]
    assert "which is not a zero" in last.notes[0]


def test_incomplete_beats_fall():
    made = table({"a": steady(0.0, 20.0), "b": steady(20.0, 20.0)}, LABELS)
    flags = [
        "1" if (s, p) == ("a", LABELS[-1]) else "0"
        for s, p in zip(made["series"].to_pylist(), made["period"].to_pylist(), strict=True)
    ]
    result = ask(made.append_column("incomplete", [flags]))
    assert result.incomplete.tolist() == [[True], [False]]
    assert result.vanished == ()
    assert np.isnan(result.p_value[0, 0])
    assert "marked incomplete" in result.notes[-1]


@pytest.mark.parametrize(
    ("count", "words"),
    [("-1", "are negative"), ("1.5", "are not whole"), ("", "are empty"), ("1e12", "are larger")],
)
def test_impossible_counts_are_refused_with_their_line(tmp_path, count, words):
    rows = [("a", m, 3) for m in months("2021-01", 30)] + [("a", "2023-07", count)]
    problem = refused(rows, tmp_path)
    assert words in problem.why
    assert "line 32" in problem.why


def test_words_for_counts_are_refused(tmp_path):
    assert "not a number" in refused([("a", "2024-01", "many")], tmp_path).why


def test_two_rows_for_one_period_are_refused(tmp_path):
    rows = [("a", m, 3) for m in months("2021-01", 30)] + [("a", "2021-05", 4)]
    assert "more than one row" in refused(rows, tmp_path).why


def test_a_series_shorter_than_its_baseline_is_left_out_and_said():
    made = table({"old": steady(6.0), "new": [np.nan] * 33 + [5.0, 5.0, 5.0, 5.0]}, LABELS)
    result = ask(made)
    assert result.series_tested.tolist() == [1]
    assert result.notes[0].startswith("1 of 2 series were not tested")
    with pytest.raises(RefusedError, match="farrington needs 263 earlier periods"):
        ask(made, method="farrington", period="month", frequency=52)


def test_a_period_outside_the_data_is_refused():
    with pytest.raises(InputError, match="run from 2021-01 to 2024-01"):
        ask(table({"a": steady(6.0)}, LABELS), from_="2025-01")


@pytest.mark.parametrize("period", ["2024-13", "2024-W07", "last week", "24-01"])
def test_periods_that_are_not_months_are_refused(tmp_path, period):
    assert "is not a month" in refused([("a", period, 1)], tmp_path).why


def test_a_missing_column_is_named(tmp_path):
    assert (
        "lacks the column count"
        in refused([("a", "2024-01")], tmp_path, header="series,period").why
    )


@pytest.mark.parametrize("exposure", ["0", "-3", ""])
def test_exposure_must_be_positive(tmp_path, exposure):
    problem = refused(
        [("a", "2024-01", 1, exposure)], tmp_path, header="series,period,count,exposure"
    )
    assert "exposures are empty, zero or negative" in problem.why


def test_a_file_and_a_force_together_are_unclear(tmp_path):
    with pytest.raises(InputError, match="Both a file"):
        Parameters(series=tmp_path / "s.csv", force="durham")


def test_mostly_zero_series_keep_the_promised_rate_of_false_alarms():
    rng = np.random.default_rng(5)
    counts = rng.poisson(rng.gamma(0.3, 0.1, (4000, 1)), (4000, 36)).astype(float)
    made = table({f"a{i}": row for i, row in enumerate(counts)}, months("2021-01", 36))
    result = ask(made, from_="2023-12")
    assert 0.002 < result.alarm.mean() < 0.015
    assert np.isfinite(result.expected).all()
    assert (result.expected > 0).all()


# --- the lake ---


def burglaries(per_month: dict[str, int], area: str = "E01000001"):
    return [
        {"month": month, "crime_type": "burglary", "lsoa_code": area}
        for month, count in per_month.items()
        for _ in range(count)
    ]


def lake_of(rows):
    lake = MemoryLake()
    fill(lake, incidents(rows))
    return lake


def test_incidents_of_the_lake_become_series_by_area_and_type():
    labels = months("2018-01", 24)
    rows = burglaries({**dict.fromkeys(labels[:-1], 3), labels[-1]: 19})
    rows += burglaries(dict.fromkeys(labels, 2), "E01000002")
    result = run(Workspace(lake=lake_of(rows)), Parameters(force="city-of-london"))
    assert result.names == ("E01000001|burglary", "E01000002|burglary")
    assert result.periods == ("2019-12",)
    assert [a.series for a in result.alerts] == ["E01000001|burglary"]


def test_practice_may_not_read_operational_incidents():
    rows = [{**row, "classification": "operational"} for row in burglaries({"2019-01": 3})]
    with pytest.raises(NotAllowedError):
        run(Workspace(lake=lake_of(rows)), Parameters(force="city-of-london"))


def test_a_force_without_incidents_is_refused():
    lake = lake_of(burglaries({"2019-01": 3}))
    with pytest.raises(InputError, match="no incidents of this force"):
        run(Workspace(lake=lake, session=Session()), Parameters(force="durham"))


def test_two_weeks_together_can_be_too_many_when_neither_is():
    rng = np.random.default_rng(8)
    labels = [f"{year}-W{w:02d}" for year in range(2019, 2024) for w in range(1, 53)]
    values = rng.poisson(20.0, len(labels)).astype(float)
    values[-2:] = 32.0
    result = ask(table({"a": values}, labels), period="week", from_="2023-W52")
    assert result.observed[0, 0] <= result.upper[0, 0]
    assert result.alarm.all()
    assert "with the 32 of the period before it is too many" in result.alerts[0].sentence


def test_an_area_whose_boundary_moved_is_one_series():
    labels = months("2018-01", 24)
    rows = burglaries(dict.fromkeys(labels[:12], 4), "E01000010")  # split in 2021
    rows += burglaries(dict.fromkeys(labels[12:], 2), "E01034473")
    rows += burglaries(dict.fromkeys(labels[12:], 2), "E01034474")
    result = run(Workspace(lake=lake_of(rows)), Parameters(force="city-of-london"))
    assert len(result.names) == 1
    assert not result.alarm.any()
    assert result.vanished == ()


def test_a_known_change_of_recording_is_no_crime_wave():
    labels = months("2018-01", 24)
    rows = burglaries({**dict.fromkeys(labels[:-4], 1), **dict.fromkeys(labels[-4:], 12)})
    rows += [{**r, "crime_type": "robbery"} for r in burglaries(dict.fromkeys(labels, 3))]
    asked = Parameters(force="city-of-london", from_=labels[-4])
    assert run(Workspace(lake=lake_of(rows)), asked).alarm.any()
    changed = {"force_code": "city-of-london", "crime_type": "burglary", "month": labels[-4]}
    changes = [{**changed, "classification": "open"}]
    lake = fill(lake_of(rows), pa.Table.from_pylist(changes), "recording_changes", "b2")
    result = run(Workspace(lake=lake), asked)
    assert not result.alarm.any()
    assert any("Recording of burglary changed in 2019-09" in note for note in result.notes)
