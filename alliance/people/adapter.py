"""How django-allauth behaves here: nobody signs up alone; an account begins with an invitation or a founding link."""

from typing import Any
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.http import HttpRequest


class AccountAdapter(DefaultAccountAdapter):
    """Closed to strangers; its letters lead to the address that people type, whatever host name was asked for them."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never: an invitation makes the account."""
        return False

    def get_reset_password_from_key_url(self, key: str) -> str:
        """Where a new password is chosen."""
        return _ours(super().get_reset_password_from_key_url(key))

    def get_email_confirmation_url(self, request: HttpRequest, emailconfirmation: Any) -> str:
        """Where an e-mail address is confirmed."""
        return _ours(super().get_email_confirmation_url(request, emailconfirmation))

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """A letter, with our address under it."""
        super().send_mail(template_prefix, email, context | {"site": settings.SITE_ADDRESS})


def _ours(address: str) -> str:
    return f"{settings.SITE_ADDRESS}{urlsplit(address).path}"
