"""What a patrol plan is made from and what it holds."""

from peelian.patrol.plan.model.parameters import MODES, Parameters
from peelian.patrol.plan.model.plan import (
    NO_HOURS,
    NOT_GROUNDS,
    WAITING,
    Area,
    Break,
    Decision,
    Edit,
    Plan,
    Rules,
    Source,
    Station,
    Visit,
)

__all__ = [
    "MODES",
    "NOT_GROUNDS",
    "NO_HOURS",
    "WAITING",
    "Area",
    "Break",
    "Decision",
    "Edit",
    "Parameters",
    "Plan",
    "Rules",
    "Source",
    "Station",
    "Visit",
]
