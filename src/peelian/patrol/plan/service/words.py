"""What a reader has to be told about a plan."""

from peelian.patrol.plan.model import Parameters
from peelian.patrol.plan.service.limits import Capacity


def assumptions(parameters: Parameters, able: Capacity) -> tuple[str, ...]:
    """What was taken for granted, in the order a reader needs it."""
    travel = (
        f"Travel is the straight line \u00d7 {parameters.detour:g} at {parameters.speed:g} km/h "
        f"({parameters.mode}), rounded up to the minute."
    )
    ends = (
        "Callsigns start and end at the station."
        if parameters.station_at is not None
        else "No station was given: each callsign starts in its first area and ends there."
    )
    pause = (
        f"Each callsign has one break of {able.pause} minutes, taken where it is."
        if able.pause
        else "No break is planned."
    )
    free = (
        f"About {parameters.share:.0%} of the shift is planned; the rest is free for calls and "
        "what officers find."
    )
    return travel, ends, pause, free


def limits(parameters: Parameters, left_out: int, fewer: int) -> tuple[str, ...]:
    """What the plan cannot do or does not know.

    Args:
        parameters: the request.
        left_out: hot spots that are in no area of the plan.
        fewer: visits wanted that did not fit.
    """
    dose = (
        f"Visits of {parameters.minutes_min} to {parameters.minutes_max} minutes, "
        f"{parameters.apart_minutes} minutes apart: 10 to 15 minutes follows Koper (1995), but "
        "trials disagree about the best length and number, so the planner may change them."
    )
    words = [
        dose,
        "Hot spots show recorded crime in the past; they do not say where crime will be.",
        "Road distances, traffic and events are not known to this plan.",
    ]
    if left_out:
        words.append(
            f"{left_out} hot spot{'s are' if left_out > 1 else ' is'} in no area of this plan: "
            "less needy, too far, or more than the callsigns can serve."
        )
    if fewer:
        words.append(
            f"{fewer} visit{'s' if fewer > 1 else ''} that need would have called for did not fit "
            "into the shift."
        )
    return tuple(words)
