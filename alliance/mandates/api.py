"""Mandates for programs: the same queries and actions as the pages."""

from typing import Any
from uuid import UUID

from rest_framework import serializers as field
from rest_framework.views import APIView

from alliance.contract import queries
from alliance.contract.pages import does, reads
from alliance.door.access import Viewer
from alliance.mandates import actions


class MandateIn(field.Serializer[Any]):
    """Whom to give whose ballot."""

    org = field.UUIDField()
    person = field.UUIDField()
    role = field.ChoiceField(["representative", "deputy"])
    until = field.DateTimeField(required=False, allow_null=True)
    reason = field.CharField(
        default="",
        allow_blank=True,
        max_length=2000,
        help_text="Needed where the manager fills an empty seat.",
    )
    decision = field.IntegerField(
        default=None, allow_null=True, min_value=1, max_value=999_999,
        help_text="The carried decision behind a change of deputy, where the rule-book asks for one.",
    )  # fmt: skip


class EndIn(field.Serializer[Any]):
    """Whether it is known that nobody speaks for the organisation then."""

    leave_empty = field.BooleanField(default=False)


def _mandate(viewer: Viewer, ref: str, **named: UUID) -> queries.MandateLine:
    return queries.mandate(viewer, UUID(ref))


class Mandates(APIView):
    """Who casts whose ballot."""

    get = reads(queries.mandates, "Every mandate, those in force first")
    post = does(actions.grant_mandate, "Grant a mandate", send=MandateIn, show=_mandate)


class MandateEnd(APIView):
    """The end of a mandate."""

    post = does(
        actions.end_mandate, "End a mandate; what was voted with it stands", send=EndIn, show=_mandate
    )
