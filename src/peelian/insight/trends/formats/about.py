"""What every saved document says about how it was made."""

from peelian.insight.trends.model import Result

METHODS = {
    "farrington": "Farrington and others 1996, each series by itself",
    "noufaily": "Noufaily and others 2013, each series by itself",
    "police": "pooled negative binomial: series of one crime type learn from each other",
}


def about(result: Result) -> list[tuple[str, str | float]]:
    """Pairs of what and value."""
    asked = result.parameters
    rule = (
        f"false discovery rate {asked.fdr:.0%}"
        if asked.fdr is not None
        else f"false alarm rate {asked.alpha:.1%} of series in each period"
    )
    pairs: list[tuple[str, str | float]] = [
        ("First period tested", result.periods[0]),
        ("Last period tested", result.periods[-1]),
        ("Series", len(result.names)),
        ("Series tested in the last period", int(result.series_tested[-1])),
        ("Alarms in the last period", int(result.alarm[:, -1].sum())),
        ("Expected by luck alone in the last period", _luck(result)),
        ("Method", METHODS[asked.method.value]),
        ("Rule", rule),
    ]
    pairs += [("Note", note) for note in result.notes]
    return pairs


def _luck(result: Result) -> str | float:
    asked = result.parameters
    if asked.fdr is not None:
        return f"{asked.fdr:.0%} of the alarms"
    return round(asked.alpha * float(result.series_tested[-1]), 1)
