"""Modules beside the pages import Django's models, which need settings."""

from peelian.web import wiring

wiring.set_up()
