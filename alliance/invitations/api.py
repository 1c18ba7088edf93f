"""Invitations for programs. Accepting one takes a person, a link and a page."""

from typing import Any
from uuid import UUID

from rest_framework import serializers as field
from rest_framework.views import APIView

from alliance.contract.pages import does, reads
from alliance.door.access import Viewer
from alliance.invitations import actions, queries

AS = ["representative", "deputy", "colleague", "data_lead", "observer", "facilitator", "manager"]


class InvitationIn(field.Serializer[Any]):
    """Whom to invite; `org` null for the alliance's own team."""

    email = field.EmailField(max_length=254)
    name = field.CharField(max_length=120)
    org = field.UUIDField(allow_null=True)
    role = field.ChoiceField(AS)
    reason = field.CharField(
        default="",
        allow_blank=True,
        max_length=2000,
        help_text="Needed where the manager fills an empty seat.",
    )


def _letters(viewer: Viewer) -> list[queries.InvitationLine]:
    return queries.invitations(viewer).lines


def _letter(viewer: Viewer, ref: str, **named: UUID) -> queries.InvitationLine:
    return queries.invitation(viewer, UUID(ref))


class Invitations(APIView):
    """Who is invited."""

    get = reads(_letters, "Every invitation that you may see, the newest first")
    post = does(actions.invite, "Invite somebody by e-mail", send=InvitationIn, show=_letter)


class InvitationEnd(APIView):
    """The end of an invitation."""

    post = does(actions.withdraw, "Withdraw an invitation: its link ends", show=_letter)
