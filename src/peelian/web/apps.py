"""The Django application that holds the casework, the ledger and the people who sign in."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Peelian's only Django application."""

    name = "peelian.web"
    label = "web"
    verbose_name = "Peelian"
    default_auto_field = "django.db.models.BigAutoField"
