"""The page of hot spots: map, ranked list, concentration, downloads."""

from peelian.web.insight.hotspots.views import URLS

__all__ = ["URLS"]
