"""The fictional force in the browser: look at it, and turn the truth on and off."""

from peelian.web.sample.force.views import URLS

__all__ = ["URLS"]
