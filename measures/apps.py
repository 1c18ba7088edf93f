"""One wing, one Django app; its rooms are folders."""

from django.apps import AppConfig


class MeasuresConfig(AppConfig):
    """The measures wing."""

    name = "measures"
