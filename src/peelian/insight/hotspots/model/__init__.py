"""What hot spots is asked and what it answers."""

from peelian.insight.hotspots.model.parameters import By, Measure, Parameters, Unit
from peelian.insight.hotspots.model.result import Concentration, Hotspot, Result

__all__ = ["By", "Concentration", "Hotspot", "Measure", "Parameters", "Result", "Unit"]
