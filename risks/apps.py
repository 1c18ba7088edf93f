"""One wing, one Django app; its rooms are folders."""

from django.apps import AppConfig


class RisksConfig(AppConfig):
    """The risks wing."""

    name = "risks"
