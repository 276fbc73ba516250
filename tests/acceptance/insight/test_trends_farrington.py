"""Farrington in both settings against what R surveillance 1.20.3 computed for 168 weekly series."""

import csv
import gzip
import json
from pathlib import Path

import numpy as np
import pytest

from peelian.cli import main

FIELDS = ("expected", "upper", "alarm", "phi", "pvalue")
OURS = ("expected", "upper", "alarm", "overdispersion", "p_value")


@pytest.mark.parametrize("method", ["farrington", "noufaily"])
def test_every_alarm_and_expected_value(method, shared_data: Path, tmp_path, capsys):
    source, out = shared_data / "trends" / "golden_series_long.csv.gz", tmp_path / "alarms.csv"
    command = ["insight", "trends", str(source), "--method", method, "--period", "index"]
    more = ["--frequency", "52", "--from", "576", "--out", str(out), "--json", "--quiet"]
    assert main([*command, *more]) == 0
    printed = json.loads(capsys.readouterr().out)
    header, *lines = out.read_text("utf-8").splitlines()
    assert header == (
        "series,period,observed,expected,upper,alarm,p_value,overdispersion,series_tested"
    )
    mine = {tuple(row[:2]): row for row in csv.reader(lines)}
    names = header.split(",")
    with gzip.open(shared_data / "trends" / f"golden_r_{method}.csv.gz", "rt") as file:
        gold = list(csv.DictReader(file))
    assert len(gold) == len(mine) == 168 * 49 == printed["tests"]
    for field, ours in zip(FIELDS, OURS, strict=True):
        theirs = np.array([float(row[field]) for row in gold])
        got = np.array([float(mine[row["series"], row["week"]][names.index(ours)]) for row in gold])
        away = np.abs(theirs - got)
        if field == "alarm":
            assert away.sum() == 0
        elif field in ("upper", "pvalue") and method == "farrington":
            known = np.array([float(row["expected"]) > 1e-6 for row in gold])
            assert away[known].max() < 1e-9  # series without a case have no spread to bound
        else:
            assert away.max() < 1e-9
