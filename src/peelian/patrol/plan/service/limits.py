"""What the callsigns can do in the shift, and what to say when they cannot do what was asked."""

import math
from dataclasses import dataclass

import numpy as np

from peelian.ground.errors import InputError
from peelian.patrol.plan.kernel.dose import most_visits
from peelian.patrol.plan.kernel.schedule import Ints
from peelian.patrol.plan.model import Area, Parameters

USUAL_AREAS = 20  # the default most areas for up to eight callsigns
LONG_SHIFT = 240  # minutes; shorter shifts have no break


@dataclass(frozen=True, slots=True)
class Capacity:
    """Visits within reach of the callsigns on duty."""

    pause: int  # minutes of break for each callsign
    planned: int  # visits within the share of the shift that is planned
    at_most: int  # visits that could be made at the very most
    an_area: int  # most visits to one area


def capacity(parameters: Parameters, travel: Ints) -> Capacity:
    """Estimate the visits that fit, from visit length and the travel between near areas.

    Args:
        parameters: the request.
        travel: (n, n) minutes between areas.
    """
    shift = parameters.minutes
    pause = parameters.break_minutes if shift >= LONG_SHIFT else 0
    usual, least = _near(travel)
    mean = (parameters.minutes_min + parameters.minutes_max) / 2
    busy = (shift - pause) * parameters.share
    return Capacity(
        pause=pause,
        planned=parameters.units * max(1, math.floor(busy / (mean + usual))),
        at_most=parameters.units
        * math.floor((shift - pause + least) / (parameters.minutes_min + least)),
        an_area=most_visits(shift, parameters.minutes_max, parameters.apart_minutes),
    )


def _near(travel: Ints) -> tuple[float, int]:
    """Usual and least travel between one area and the next, minutes."""
    if len(travel) < 2:  # noqa: PLR2004 - one area has no neighbour
        return 1.0, 0
    ranked = np.sort(travel, axis=1)
    return float(np.median(ranked[:, min(3, len(travel) - 1)])), int(ranked[:, 1].min())


def within_distance(
    areas: tuple[Area, ...], parameters: Parameters, at: tuple[float, float], travel_there: Ints
) -> list[int]:
    """Indexes of the areas near enough, and reachable there and back within the shift.

    Args:
        areas: candidates, neediest first.
        parameters: the request.
        at: easting and northing everything is measured from.
        travel_there: (n,) minutes from there to each area.
    """
    x = np.array([area.easting for area in areas]) - at[0]
    y = np.array([area.northing for area in areas]) - at[1]
    most = parameters.max_distance_km
    near = np.hypot(x, y) <= (np.inf if most is None else most * 1000)
    if not near.any():
        raise InputError(
            "No plan meets these limits.",
            f"No hot spot lies within {most:g} km, the farthest area allowed.",
            "Allow a longer distance, or start from another station.",
        )
    if parameters.station_at is not None:
        near &= 2 * travel_there + parameters.minutes_min <= parameters.minutes
        if not near.any():
            raise InputError(
                "No plan meets these limits.",
                "No hot spot can be reached from the station and left again within the shift.",
                "Give a longer shift, a faster way to travel, or a nearer station.",
            )
    return [int(i) for i in np.flatnonzero(near)]


def how_many(parameters: Parameters, found: int, able: Capacity) -> int:
    """How many areas to plan for.

    Raises:
        InputError: when as many as asked for cannot all get their fewest visits.
    """
    least = parameters.visits_min
    if least > able.an_area:
        raise InputError(
            "No plan meets these limits.",
            f"Each area must get {least} visits, but with {parameters.apart_minutes} minutes "
            f"between visits only {able.an_area} fit into the shift.",
            "Ask for fewer visits to each area, less time between them, or a longer shift.",
        )
    if parameters.areas is not None:
        wanted = min(parameters.areas, found)
        if wanted * least > able.at_most:
            raise too_many(parameters, wanted, able.at_most // least)
        return wanted
    usual = max(USUAL_AREAS, math.floor(2.5 * parameters.units))
    twice = max(least, min(2, able.an_area))
    return max(1, min(found, usual, able.planned // twice))


def too_many(parameters: Parameters, wanted: int, able: int) -> InputError:
    """The error for more areas than the callsigns can serve."""
    return InputError(
        "No plan meets these limits.",
        f"{wanted} patrol areas with at least {parameters.visits_min} "
        f"visit{'s' if parameters.visits_min > 1 else ''} each are too many for "
        f"{parameters.units} callsign{'s' if parameters.units > 1 else ''} in "
        f"{parameters.hours:g} hours; about {able} can be served.",
        "Ask for fewer areas, or give more callsigns, more hours or shorter visits.",
    )
