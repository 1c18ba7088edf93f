"""The core is one Django app; its rooms are folders."""

from django.apps import AppConfig

from alliance.ledger import types
from alliance.wings import registry


class AllianceConfig(AppConfig):
    """Labelled `alliance`, which is also the project package."""

    name = "alliance"
    verbose_name = "Alliance"

    def ready(self) -> None:
        """Make every wing's event types known to the ledger."""
        for wing in registry.wings():
            types.register(*wing.events)
