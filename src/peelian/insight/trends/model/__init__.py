"""What trends is asked and what it answers."""

from peelian.insight.trends.model.parameters import Method, Parameters, Period, Unit
from peelian.insight.trends.model.result import Alert, Result

__all__ = ["Alert", "Method", "Parameters", "Period", "Result", "Unit"]
