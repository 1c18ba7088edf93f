"""The desks of Marlhaven's data leads, for response sheets."""

from tests.measures.uploads.desks.conftest import kindling, lantern, town

__all__ = ["kindling", "lantern", "town"]
