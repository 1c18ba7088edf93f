"""One wing, one Django app; its rooms are folders."""

from django.apps import AppConfig
from django.core.checks import register

from measures.uploads.keeping.machine import entities_are_not_expanded


class MeasuresConfig(AppConfig):
    """The measures wing."""

    name = "measures"

    def ready(self) -> None:
        """Have the machine looked at before files are read on it."""
        register(entities_are_not_expanded)
