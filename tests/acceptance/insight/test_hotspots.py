"""Hot spots on published files, against totals counted with Python's csv module alone."""

import math
from collections import Counter
from pathlib import Path

import numpy as np
import pytest
import shapely
from shapely.geometry import shape

from peelian.assure.workspace import Workspace
from peelian.engine.delta import DeltaLake
from peelian.ground.geography import to_grid
from peelian.ground.outlines import force_outline
from peelian.insight.hotspots.model import Parameters, Result
from peelian.insight.hotspots.service import run
from tests.incident_rows import as_incidents, fill, published

CITY = "city-of-london_street+sas_2018-04_2019-12.zip"
AVON = "avon-and-somerset_street_2023-01_2024-06.zip"


class Archive:
    """One force's published rows, and the lake they were put in."""

    def __init__(self, path: Path, force: str, folder: Path) -> None:
        self.force, self.rows = force, published(path, force)
        self.workspace = Workspace(lake=fill(DeltaLake(folder), as_incidents(self.rows, force)))

    def ask(self, first: str, last: str, **given) -> Result:
        return run(self.workspace, Parameters(self.force, first, last, **given))

    def squares(self, first: str, last: str, size: int) -> Counter[str]:
        """Count squares with a plain loop; the area test is Shapely's own distance."""
        inside = [r for r in self.rows if first <= r["Month"] <= last and r["Longitude"]]
        lon, lat = (np.array([float(r[c]) for r in inside]) for c in ("Longitude", "Latitude"))
        east, north = to_grid(lon, lat)
        outline = shapely.transform(
            shape(force_outline(self.force)),
            lambda xy: np.column_stack(to_grid(xy[:, 0], xy[:, 1])),
        )
        counted: Counter[str] = Counter()
        for x, y in zip(east.tolist(), north.tolist(), strict=True):
            if outline.distance(shapely.Point(x, y)) <= 500:
                counted[
                    f"cell-{size}:{math.floor(x / size) * size}:{math.floor(y / size) * size}"
                ] += 1
        return counted


@pytest.fixture(scope="module")
def city(shared_data, tmp_path_factory):
    folder = tmp_path_factory.mktemp("city")
    return Archive(shared_data / "police_uk" / CITY, "city-of-london", folder)


@pytest.mark.parametrize("size", [100, 250])
def test_city_of_london_squares_agree_with_a_plain_loop(city, size):
    result = city.ask("2019-01", "2019-12", unit=f"cell-{size}", top=1000)
    assert {s.id: s.count for s in result.hotspots} == city.squares("2019-01", "2019-12", size)


@pytest.mark.parametrize("unit", ["cell-250", "snap-point", "lsoa"])
def test_city_of_london_every_row_is_accounted_for(city, unit):
    result = city.ask("2018-04", "2019-12", unit=unit, top=1000)
    rows = city.rows
    blank = sum(not r["LSOA code" if unit == "lsoa" else "Longitude"] for r in rows)
    assert (result.incidents, result.without_place) == (16_590, blank) == (len(rows), 1_190)
    mapped = sum(s.count for s in result.hotspots)
    assert mapped + result.without_place + result.outside_force == len(rows)


def test_city_of_london_one_type_with_its_baseline(city):
    result = city.ask("2019-04", "2019-12", crime_type="burglary", top=1000)
    months = {
        year: sum(
            f"{year}-04" <= r["Month"] <= f"{year}-12" and r["Crime type"] == "Burglary"
            for r in city.rows
        )
        for year in (2018, 2019)
    }
    assert (result.incidents, result.last_year_incidents) == (months[2019], months[2018])
    assert result.hotspots[0].reason.startswith("15 burglaries in 9 months, ")


def test_city_of_london_no_hour_from_published_months(city):
    from peelian.ground.errors import RefusedError

    with pytest.raises(RefusedError, match="carry only the month"):
        city.ask("2019-01", "2019-12", by="hour")


@pytest.mark.slow
def test_avon_and_somerset(shared_data, tmp_path):
    avon = Archive(shared_data / "police_uk" / AVON, "avon-and-somerset", tmp_path)
    rows = avon.rows
    assert len(rows) == 261_809
    result = avon.ask("2023-01", "2024-06", top=1000)
    assert (result.incidents, result.without_place) == (
        261_809,
        sum(not r["Longitude"] for r in rows),
    )
    plain = avon.squares("2023-01", "2024-06", 250)
    assert result.concentration.places_with_crime == len(plain)
    assert {s.id: s.count for s in result.hotspots}.items() <= plain.items()
    assert result.outside_force == len(rows) - result.without_place - plain.total()
    areas = avon.ask("2023-01", "2024-06", unit="lsoa", top=1000)
    # No row is lost to the switch of LSOA codes within the series.
    lost = areas.without_place + areas.outside_force
    assert areas.concentration.places > 1000
    assert lost == result.without_place + result.outside_force
