"""The page of trends: alerts, where they are, what lies behind them, what was done about them."""

from peelian.web.insight.trends.views import URLS

__all__ = ["URLS"]
