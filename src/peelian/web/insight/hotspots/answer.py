"""A result of hot spots in the words and figures of its page."""

from dataclasses import dataclass
from typing import Any, Final

from django.core.paginator import Paginator

from peelian.web.insight.hotspots.chart import concentration
from peelian.web.insight.hotspots.question import period
from peelian.web.shades import shades

_COLUMNS: Final = {"count": "Incidents", "rate": "Per 1,000 residents", "harm": "Harm"}
_RANKED: Final = {
    "count": "number of incidents",
    "rate": "incidents per 1,000 residents",
    "harm": "harm",
}

_NUMBERED: Final = 100  # hot spots with their rank on the map; more could not be read
LISTED: Final = 100  # rows on one page of the list


@dataclass(frozen=True, slots=True)
class Row:
    """One hot spot of the list."""

    rank: int
    name: str
    reason: str
    level: int
    value: str
    last_year: str


def shown(result: Any, page: str = "") -> dict[str, Any]:
    """Everything the page shows of a result, with one page of the list."""
    values, decimals = measured(result)
    levels, legend = shades(values, decimals)
    rows = [
        Row(
            rank=spot.rank,
            name=spot.name,
            reason=spot.reason,
            level=level,
            value=f"{value:,.{decimals}f}",
            last_year="\N{EN DASH}"
            if spot.last_year_count is None
            else f"{spot.last_year_count:,}",
        )
        for spot, level, value in zip(result.hotspots, levels, values, strict=True)
    ]
    return {
        "result": result,
        "listed": Paginator(rows, LISTED).get_page(page),
        "legend": legend,
        "legend_words": _COLUMNS[result.measure],
        "column": _COLUMNS[result.measure],
        "ranked_by": _RANKED[result.measure],
        "chart": concentration(result.concentration.curve),
        "figures": _figures(result),
        "period_words": period(result.from_, result.to),
    }


def features(result: Any) -> dict[str, Any]:
    """The hot spots as the map reads them."""
    levels, _ = shades(*measured(result))
    return {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "properties": {
                    "id": spot.rank,
                    "rank": spot.rank,
                    **({"number": spot.rank} if spot.rank <= _NUMBERED else {}),
                    "level": level,
                    "title": f"{spot.rank}. {spot.name}",
                    "text": spot.reason,
                },
                "geometry": dict(spot.geometry),
            }
            for spot, level in zip(result.hotspots, levels, strict=True)
        ],
    }


def measured(result: Any) -> tuple[list[float], int]:
    """What the list is ranked by, and with how many decimals it is shown."""
    if result.measure == "rate":
        return [spot.rate or 0.0 for spot in result.hotspots], 1
    if result.measure == "harm":
        return [spot.harm or 0.0 for spot in result.hotspots], 0
    return [float(spot.count) for spot in result.hotspots], 0


def _figures(result: Any) -> dict[str, str]:
    before = result.last_year_incidents
    change, words = "Not known", "change on a year before: those months are not held"
    if before:
        change = f"{(result.incidents - before) / before:+.1%}".replace("-", "\N{MINUS SIGN}")
        words = f"against {before:,} in the same months a year before"
    located = result.incidents - result.without_place - result.outside_force
    share = result.concentration.share_of_places_for_50
    return {
        "change": change,
        "change_words": words,
        "half": f"{share:.1%}",
        "located": f"{located / result.incidents:.0%}" if result.incidents else "0%",
    }
