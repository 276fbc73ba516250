"""Whatever the incidents, the counts add up, order does not matter and a plain loop agrees."""

import math
from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from peelian.assure.workspace import Workspace
from peelian.engine.memory import MemoryLake
from peelian.insight.hotspots.model import Parameters, Result
from peelian.insight.hotspots.service import run
from tests.incident_rows import fill, incidents

WEST, SOUTH = 531_600, 180_800  # inside the City of London, with room for the squares below
spots = st.tuples(
    st.integers(0, 16).map(lambda i: WEST + 62.5 * i),
    st.integers(0, 8).map(lambda i: SOUTH + 62.5 * i),
)
row = st.fixed_dictionaries(
    {
        "place": st.one_of(st.none(), spots),
        "month": st.sampled_from(["2018-01", "2018-02", "2019-01", "2019-02"]),
        "crime_type": st.sampled_from(["burglary", "robbery"]),
    }
)
anything = st.lists(row, min_size=1, max_size=40)
few = settings(max_examples=40, deadline=None)


def ask(rows, **given_) -> Result:
    table = incidents(
        [
            {
                "month": r["month"],
                "crime_type": r["crime_type"],
                "easting": r["place"][0] if r["place"] else None,
                "northing": r["place"][1] if r["place"] else None,
            }
            for r in [*rows, *ENDS]
        ]
    )
    usual = {"force": "city-of-london", "from_": "2019-01", "to": "2019-02", "top": 1000}
    return run(Workspace(lake=fill(MemoryLake(), table)), Parameters(**{**usual, **given_}))


ENDS = [
    {"place": None, "month": m, "crime_type": "burglary"}
    for m in ("2018-01", "2018-02", "2019-01", "2019-02")
]


@few
@given(anything, st.sampled_from([100, 250]))
def test_a_plain_loop_agrees(rows, size):
    result = ask(rows, unit=f"cell-{size}", crime_type="burglary")
    expected, before = Counter(), Counter()
    for r in rows:
        if r["place"] is None or r["crime_type"] != "burglary":
            continue
        west, south = (math.floor(x / size) * size for x in r["place"])
        (expected if r["month"] > "2019" else before)[f"cell-{size}:{west}:{south}"] += 1
    assert {s.id: s.count for s in result.hotspots} == expected
    assert {s.id: s.last_year_count for s in result.hotspots} == {i: before[i] for i in expected}


@few
@given(anything, st.sampled_from(["cell-100", "cell-250", "snap-point", "lsoa"]))
def test_every_incident_is_accounted_for(rows, unit):
    result = ask(rows, unit=unit)
    mapped = sum(s.count for s in result.hotspots)
    assert mapped + result.without_place + result.outside_force == result.incidents
    assert result.incidents == sum(r["month"] > "2019" for r in [*rows, *ENDS])
    if mapped:
        assert math.isclose(sum(s.share_of_total for s in result.hotspots), 1, abs_tol=1e-3)


@few
@given(anything, st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(rows, random):
    shuffled = list(rows)
    random.shuffle(shuffled)
    assert ask(shuffled) == ask(rows)


@few
@given(anything)
def test_figures_keep_within_their_bounds(rows):
    held = ask(rows).concentration
    assert -1e-9 <= held.gini <= 1
    assert held.places_for_25 <= held.places_for_50 <= held.places_with_crime <= held.places
    shares = [y for _, y in held.curve]
    assert shares == sorted(shares)
