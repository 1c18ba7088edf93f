"""One wing, one Django app; its rooms are folders."""

from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    """The meetings wing."""

    name = "meetings"
