"""The peers as a Django app, known to the bench alone."""

from django.apps import AppConfig


class PeersConfig(AppConfig):
    """Labelled `bench_peers`."""

    name = "tests.bench.peers"
    label = "bench_peers"
    default_auto_field = "django.db.models.BigAutoField"
