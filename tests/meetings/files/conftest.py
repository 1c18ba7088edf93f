"""The mail server of the notices' tests, for letters that carry calendar entries."""

from tests.alliance.notices.conftest import mail_server

__all__ = ["mail_server"]
