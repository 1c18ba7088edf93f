"""The link in a letter, and the letter itself."""

from functools import partial
from uuid import UUID

from django.conf import settings
from django.core import signing
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse

from alliance.invitations.words import INVITED_AS
from alliance.people.models import Invitation
from frontend.plain import one_line

SALT = "alliance.invitation"
NOBODY = UUID(int=0)


def link_of(invitation: UUID) -> str:
    """The signed word that stands in the link; when it expires, the invitation itself says."""
    return signing.dumps(invitation.hex, salt=SALT)


def read_link(link: str) -> UUID | None:
    """The invitation that a link names; None where we did not write it."""
    try:
        return UUID(signing.loads(link, salt=SALT))
    except (signing.BadSignature, ValueError, TypeError):
        return None


def address_of(invitation: UUID) -> str:
    """The whole address to follow."""
    return f"{settings.SITE_ADDRESS}{reverse('invitation', args=[link_of(invitation)])}"


def post(invitation: Invitation, alliance: str, place: str) -> None:
    """Send the letter once everything is committed; `alliance` and `place` are names."""
    context = {
        "invitation": invitation, "alliance": alliance, "place": place, "address": address_of(invitation.id),
        "role": INVITED_AS[invitation.role],
    }  # fmt: skip
    body = render_to_string("alliance/invitations/letter.txt", context)
    letter = EmailMessage(f"You are invited to {one_line(alliance)}", body, to=[invitation.email])
    transaction.on_commit(partial(letter.send, fail_silently=False), robust=True)
