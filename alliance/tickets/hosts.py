"""Whether the anonymous door has a host name of its own, to which a browser sends no cookie of the other pages."""

from urllib.parse import urlsplit

from django.conf import settings


def has_own_host() -> bool:
    """Whether its host name is another one than that of all other pages; a port of its own is not enough for cookies."""
    return own_host() != urlsplit(settings.SITE_ADDRESS).hostname


def own_host() -> str | None:
    """The host name at which tickets are spent."""
    return urlsplit(settings.TICKETS_ADDRESS).hostname
