"""The core is one Django app; its rooms are folders."""

import gc

from django.apps import AppConfig

from alliance.ledger import types
from alliance.wings import registry

# Objects made between two looks for garbage: a page makes tens of thousands, and Python's 700 took a tenth of its time
GARBAGE = (50_000, 20, 20)


class AllianceConfig(AppConfig):
    """Labelled `alliance`, which is also the project package."""

    name = "alliance"
    verbose_name = "Alliance"

    def ready(self) -> None:
        """Make every wing's event types known to the ledger, and look for garbage rarely."""
        gc.set_threshold(*GARBAGE)
        for wing in registry.wings():
            types.register(*wing.events)
