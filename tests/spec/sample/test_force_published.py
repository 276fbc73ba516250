"""The published form: exactly the columns and layout of data.police.uk, and the hub reads it."""

import csv
import zipfile

import peelian


def header(path):
    with path.open(newline="", encoding="utf-8") as file:
        return next(csv.reader(file))


def test_the_layout_is_an_archive(published):
    months = sorted(p.name for p in published.root.iterdir() if p.is_dir())
    assert (months[0], months[-1], len(months)) == ("2023-01", "2025-12", 36)
    names = sorted(p.name for p in (published.root / "2024-02").iterdir())
    kinds = ("outcomes", "stop-and-search", "street")
    assert names == [f"2024-02-averlund-{kind}.csv" for kind in kinds]


def test_the_columns_are_those_of_real_files(published, shared_data):
    folder = shared_data / "police_uk"
    with zipfile.ZipFile(folder / "avon-and-somerset_street_2023-01_2024-06.zip") as archive:
        street = archive.read(archive.namelist()[0]).decode().splitlines()[0].split(",")
    with zipfile.ZipFile(folder / "city-of-london_street+sas_2018-04_2019-12.zip") as archive:
        stops = archive.read("2018-05/2018-05-city-of-london-stop-and-search.csv")
    outcomes = header(folder / "format_samples" / "2023-06-avon-and-somerset-outcomes.SAMPLE.csv")
    month = published.root / "2024-02"
    assert header(month / "2024-02-averlund-street.csv") == street
    assert header(month / "2024-02-averlund-outcomes.csv") == outcomes
    assert header(month / "2024-02-averlund-stop-and-search.csv") == (
        stops.decode().splitlines()[0].split(",")
    )


def test_it_is_snapped_and_monthly(published):
    places, rows, blank = set(), 0, 0
    with (published.root / "2024-02" / "2024-02-averlund-street.csv").open() as file:
        for row in csv.DictReader(file):
            rows += 1
            blank += not row["Longitude"]
            assert row["Month"] == "2024-02"
            assert row["Location"].startswith("On or near ") or not row["Longitude"]
            assert bool(row["Crime ID"]) != (row["Crime type"] == "Anti-social behaviour")
            places.add((row["Longitude"], row["Latitude"]))
    assert len(places) < 0.75 * rows
    assert 0.02 < blank / rows < 0.1


def test_the_main_job_reads_it_as_a_real_force(published, tmp_path):
    written = 0
    for path in published.root.glob("*/*-street.csv"):
        with path.open(newline="") as file:
            written += sum(1 for _ in csv.DictReader(file))
    with peelian.open() as desk:
        desk.hub.ingest(paths=(published.root,))
        count = desk.workspace.lake.read("incidents").aggregate("count(*)").fetchall()[0][0]
    assert count == written
