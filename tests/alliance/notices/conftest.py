"""A mail server of this machine, set as ours."""

from collections.abc import Iterator

import pytest
from pytest_django import Settings

from tests.alliance.notices.mail_server import MailServer, serving


@pytest.fixture
def mail_server(settings: Settings) -> Iterator[MailServer]:
    """Letters really go over a socket."""
    with serving() as server:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_TLS = "127.0.0.1", server.port, False
        settings.EMAIL_TIMEOUT = 5
        yield server
