"""Compare the fictional force with published data; write the realism page and its charts.

    python docs/scripts/make_realism.py [--shared ../shared/data]

Needs the real test data; only totals and shares of it reach the page.
"""

import argparse
import gzip
import json
import tempfile
from pathlib import Path

import duckdb
import numpy as np
import realism_figures as figures
from plain_charts import Chart, draw

from peelian.assure.workspace import Workspace
from peelian.engine.memory import MemoryLake
from peelian.sample.force.crime.types import TYPES
from peelian.sample.force.incidents.outcomes import OUTCOMES
from peelian.sample.force.model import Parameters
from peelian.sample.force.service import run

PAGE = figures.ROOT / "docs" / "explanation" / "how-realistic-is-the-fictional-force.md"
IMAGES = figures.ROOT / "docs" / "images"
SHARES = (0.01, 0.05, 0.10, 0.25, 0.50)
LABELS = [kind.label for kind in TYPES]
HOURS = [f"{h:02d}" for h in range(24)]
TOKENS = 200_000


def main() -> None:
    """Make the samples, compare, and write."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--shared", type=Path, default=figures.SHARED)
    shared = options.parse_args().shared
    with tempfile.TemporaryDirectory() as scratch:
        words = compared(shared, Path(scratch))
    PAGE.write_text(words, encoding="utf-8", newline="\n")


def compared(shared: Path, scratch: Path) -> str:
    """The page."""
    desk = Workspace(MemoryLake())
    run(desk, Parameters(out=scratch / "published", size="force", as_="police-uk"))
    tables = ("incidents", "people", "texts")
    run(desk, Parameters(out=scratch / "force", size="force", tables=tables))
    archive = shared / "police_uk" / "avon-and-somerset_street_2023-01_2024-06.zip"
    real = figures.street(figures.unpacked(archive, scratch / "real"))
    fiction = figures.street(scratch / "published")
    searched = shared / "police_uk" / "metropolitan_sas_2018-04_2018-09.zip"
    real_stops = figures.stops(figures.unpacked(searched, scratch / "stops"))
    fiction_stops = figures.stops(scratch / "published")
    parts = [
        INTRODUCTION,
        *_places(real, fiction),
        *_near_repeats(shared, scratch),
        *_times(shared, scratch, real_stops, fiction_stops),
        *_mixes(real, fiction),
        *_counts(real, fiction),
        *_stops(real_stops, fiction_stops, scratch),
        *_texts(shared, scratch),
        LIMITS,
    ]
    return "\n\n".join(parts) + "\n"


def _places(real: figures.Street, fiction: figures.Street) -> list[str]:
    a, b = figures.concentration(real, SHARES), figures.concentration(fiction, SHARES)
    rows = [
        (f"busiest {s:.0%} of places", _per(x), _per(y))
        for s, x, y in zip(SHARES, a, b, strict=True)
    ]
    apart = (figures.snapped_metres(real), figures.snapped_metres(fiction))
    rows.append(("metres between used points, median", f"{apart[0]:.0f}", f"{apart[1]:.0f}"))
    names = [f"{s:.0%}" for s in SHARES]
    _save("concentration", Chart("Share of located crime at the busiest places", names, _two(a, b)))
    told = (
        "The share of located crime at the busiest of those published points that have any crime."
    )
    return [
        f"## Concentration\n\n{told}",
        _table(("", "Avon and Somerset", "fiction"), rows),
        _image("concentration", "Both curves rise alike: a few places hold much of the crime."),
    ]


def _near_repeats(shared: Path, scratch: Path) -> list[str]:
    made_up = (
        "SELECT epoch(happened_at)/86400, easting, northing FROM '{}' "
        "WHERE true_type = 'burglary' AND year(happened_at) = 2024"
    )
    sql = ("SELECT epoch(t)/86400, x, y FROM '{}' WHERE year(t) = 2014", made_up)
    files = (
        shared / "forecasting" / "dc_burglary_2008_2015.parquet",
        scratch / "force" / "incidents" / "truth" / "incidents.parquet",
    )
    ratios = []
    for query, file in zip(sql, files, strict=True):
        found = duckdb.connect().sql(query.format(file.as_posix())).fetchnumpy()
        days, x, y = (np.asarray(v, dtype=np.float64) for v in found.values())
        ratios.append(figures.knox(np.c_[x, y], np.floor(days)))
    names = ("the same place", "to 100 m", "100 to 200 m", "200 to 300 m", "300 to 400 m")
    rows = [
        (name, *(f"{ratios[0][i, w]:.2f} / {ratios[1][i, w]:.2f}" for w in range(4)))
        for i, name in enumerate(names)
    ]
    one = _two(ratios[0][:, 0].tolist(), ratios[1][:, 0].tolist(), "Washington DC burglary 2014")
    _save(
        "near-repeats", Chart("Knox ratio within seven days", names, one, percent=False, bars=True)
    )
    told = (
        "Knox ratios of burglary: pairs that near in space and time, over what shuffled dates give "
        "(99 shuffles). Washington DC 2014 / fiction 2024."
    )
    return [
        f"## Near repeats\n\n{told}",
        _table(("distance", "week 1", "week 2", "week 3", "week 4"), rows),
        _image("near-repeats", "In both, repeats are most likely at the same place, then nearby."),
    ]


def _times(shared: Path, scratch: Path, real_stops: dict, fiction_stops: dict) -> list[str]:
    local = "SELECT timezone('Europe/London', {}) AS t FROM '{}'"
    base = scratch / "force" / "incidents"
    stats = shared / "stats19" / "gm_stats19_casualties_2019-2022.csv.gz"
    road_real = _times_of(
        "SELECT date::DATE + output_time::TIME AS t FROM "
        f"read_csv('{stats.as_posix()}', all_varchar = true)"
    )
    road = _times_of(local.format('"at"', base / "collisions.parquet"))
    pairs = {
        "stop-and-search": ("Metropolitan 2018", real_stops["local"], fiction_stops["local"]),
        "road collisions": ("Greater Manchester 2019-22", road_real, road),
    }
    found = ["## Times\n\nWhen things happen, in local time."]
    rows = []
    for what, (source, a, b) in pairs.items():
        name = f"hours-{what.replace(' ', '-')}"
        series = _two(figures.by_hour(a), figures.by_hour(b), source)
        _save(name, Chart(f"Hours of the day: {what}", HOURS, series))
        found.append(_image(name, f"The hours of {what} in both."))
        for measure, how in (
            ("hour", figures.by_hour),
            ("weekday", figures.by_weekday),
            ("month", figures.by_month),
        ):
            if what == "stop-and-search" and measure == "month":
                continue  # six months of real data hold no year
            rows.append((what, measure, source, f"{_apart(how(a), how(b)):.1%}"))
    burglary = _times_of(
        f"SELECT t FROM '{(shared / 'forecasting' / 'dc_burglary_2008_2015.parquet').as_posix()}'"
    )
    starts = _times_of(
        local.format("occurred_from", base / "incidents.parquet") + " WHERE crime_type = 'burglary'"
    )
    series = _two(figures.by_hour(burglary), figures.by_hour(starts), "Washington DC 2008-15")
    _save("hours-burglary", Chart("Hours of the day: burglary, as first reported", HOURS, series))
    apart = _apart(figures.by_hour(burglary), figures.by_hour(starts))
    rows.append(("burglary", "hour", "Washington DC 2008-15", f"{apart:.1%}"))
    told = "The share that would have to move for the profiles to agree:"
    return [
        *found,
        _image("hours-burglary", "Burglary by hour."),
        told,
        _table(("", "by", "beside", "moves"), rows),
    ]


def _mixes(real: figures.Street, fiction: figures.Street) -> list[str]:
    a, b = figures.mix(real.crime_type, LABELS), figures.mix(fiction.crime_type, LABELS)
    _save("types", Chart("Crime types", LABELS, _two(a, b), bars=True))
    ends = [name for name in OUTCOMES if name != "Under investigation"]
    closed = []
    for data in (real, fiction):
        done = (data.outcome != "") & (data.outcome != "Under investigation")
        closed.append(figures.mix(data.outcome[done], ends))
    types = [(n, _per(x), _per(y)) for n, x, y in zip(LABELS, a, b, strict=True)]
    outcomes = [(n, _per(x), _per(y)) for n, x, y in zip(ends, *closed, strict=True)]
    head = ("", "Avon and Somerset", "fiction")
    return [
        "## Crime types and outcomes",
        _table(head, types),
        _image("types", "Shares of crime types in both."),
        "Outcomes of crimes that are no longer under investigation:",
        _table(head, outcomes),
    ]


def _counts(real: figures.Street, fiction: figures.Street) -> list[str]:
    a, b = figures.overdispersion(real, LABELS), figures.overdispersion(fiction, LABELS)
    c, d = figures.without_place(real, LABELS), figures.without_place(fiction, LABELS)
    rows = [
        (name, f"{w:.1f}", f"{x:.1f}", _per(y), _per(z))
        for name, w, x, y, z in zip(LABELS, a, b, c, d, strict=True)
    ]
    head = ("", "varies, A&S", "varies, fiction", "no place, A&S", "no place, fiction")
    told = (
        "*Varies* is the variance of monthly counts around a straight line over their mean: 1 "
        "would be pure chance. The real series has 18 months, the fiction 36."
    )
    return [
        f"## Monthly counts, and crimes without a place\n\n{told}",
        _table(head, rows),
    ]


def _stops(real: dict, fiction: dict, scratch: Path) -> list[str]:
    groups = ["White", "Asian", "Black", "Other"]
    rows = []
    for name in groups:
        shares, nothing = [], []
        for data in (real, fiction):
            seen = data["seen"] == name
            shares.append(seen.sum() / (data["seen"] != "").sum())
            nothing.append(data["nothing"][seen].mean())
        rows.append((name, *map(_per, shares), *map(_per, nothing)))
    people = duckdb.connect().sql(
        "SELECT census_group, count(*) / sum(count(*)) OVER () FROM "
        f"'{(scratch / 'force' / 'people' / 'truth' / 'persons.parquet').as_posix()}' GROUP BY 1"
    )
    known = dict(people.fetchall())
    told = ", ".join(
        f"{name} {_per(known[name])}" for name in ("White", "Asian", "Black", "Mixed", "Other")
    )
    head = ("seen as", "stopped, Met", "stopped, fiction", "no action, Met", "no action, fiction")
    words = (
        "The populations differ, so shares are not expected to agree. People known to the "
        f"fictional force: {told}. That some groups are stopped more often and found with "
        "something less often was planted; see `people/truth/parameters.json`."
    )
    return [
        f"## Stop and search by group\n\n{words}",
        _table(head, rows),
    ]


def _texts(shared: Path, scratch: Path) -> list[str]:
    documents = scratch / "force" / "texts" / "documents.parquet"
    fiction = duckdb.connect().sql(f"SELECT text FROM '{documents.as_posix()}'").fetchall()
    with gzip.open(
        shared / "redaction" / "tab_entity_data_144.jsonl.gz", "rt", encoding="utf-8"
    ) as file:
        real = [json.loads(line)["text"] for line in file]
    a = figures.distinct(real, TOKENS)
    count = min(TOKENS, sum(len(t.split()) for t in real))
    b = figures.distinct([t for (t,) in fiction], count)
    one = [OPENING.format(i) for i in range(count // len(OPENING.split()))]
    c = figures.distinct(one, count)
    rows = [
        (f"{n} {'word' if n == 1 else 'words'}", _per(x), _per(y), _per(z))
        for n, x, y, z in zip(range(1, 5), a, b, c, strict=True)
    ]
    told = (
        f"How many runs of one to four words are different, in {count:,} words. Court judgments "
        "stand for free prose; one template filled in again and again for the worst case."
    )
    limits = (
        "So the texts are far from one template and short of free prose: a model trained on them "
        "learns our fragments sooner than police writing. Use them to test plumbing, offsets and "
        "recall of planted things, not to claim accuracy on real logs."
    )
    table = _table(("", "judgments", "fiction", "one template"), rows)
    return [f"## Texts\n\n{told}", table, limits]


OPENING = "Log {}: informant reports a male has stolen a phone from the address and made off."


def _times_of(sql: str) -> np.ndarray:
    return np.asarray(next(iter(duckdb.connect().sql(sql).fetchnumpy().values())))


def _apart(a: list[float], b: list[float]) -> float:
    return float(np.abs(np.array(a) - np.array(b)).sum() / 2)


def _two(
    a: list[float], b: list[float], name: str = "Avon and Somerset 2023-24"
) -> dict[str, list[float]]:
    return {name: list(a), "fiction": list(b)}


def _per(value: float) -> str:
    return f"{100 * value:.1f}%"


def _save(name: str, chart: Chart) -> None:
    IMAGES.mkdir(exist_ok=True)
    (IMAGES / f"fiction-{name}.svg").write_text(draw(chart), encoding="utf-8", newline="\n")


def _image(name: str, told: str) -> str:
    return f"![{told}](../images/fiction-{name}.svg)"


def _table(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    return "\n".join([*lines, *("| " + " | ".join(row) + " |" for row in rows)])


INTRODUCTION = """# How realistic is the fictional force?

<!-- Written by docs/scripts/make_realism.py from the sample and from published data. -->

`sample.force` (size `force`, seed 1) beside real data: street crime of Avon and Somerset, January
2023 to June 2024; stop and search of the Metropolitan Police, April to September 2018; road
casualties of Greater Manchester, 2019 to 2022; burglary in Washington DC. Real files are used for
these totals and shares only and never for making the sample.

It was set by hand to look like these. Agreement here is no evidence about crime; it says that a
tool meets shapes of the right kind."""
LIMITS = """## What is not like real data

- Streets form blocks with T-junctions; there are no rivers, railways or one-way streets, and the
  roads between settlements exist for patrols only: the map does not draw them.
- Places of one kind differ by one log-normal weight: no private estates, no seasonal resorts.
- All near repeats follow one exponential law; real ones differ by crime and place.
- Officers' patrols have no lunch-time errands and no broken radios beyond lost signal.
- People's networks are households and chance; there are no gangs and no shared offending.
- Differences between groups are the few that were planted.

*Contains public sector information licensed under the Open Government Licence v3.0. Source:
data.police.uk.*"""


if __name__ == "__main__":
    main()
