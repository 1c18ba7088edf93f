"""Licences for programs: the same queries and the same action as the pages."""

from dataclasses import dataclass
from typing import Any

from rest_framework import serializers
from rest_framework.views import APIView

from alliance.contract.pages import does, reads
from alliance.door.access import Viewer
from measures.licences import queries
from measures.licences.actions import note_licence


class LicenceIn(serializers.Serializer[Any]):
    """A licence that is held; without `org` it is the whole alliance's."""

    instrument = serializers.CharField(max_length=40)
    reference = serializers.CharField(max_length=120)
    org = serializers.UUIDField(required=False, allow_null=True)
    until = serializers.DateField(required=False, allow_null=True)


@dataclass(frozen=True, slots=True)
class Noted:
    """What was noted: its id."""

    ref: str


def _noted(viewer: Viewer, ref: str) -> Noted:
    return Noted(ref)


class Licences(APIView):
    """What owners allow."""

    get = reads(queries.licences, "The licences that are held, and until when")
    post = does(note_licence, "Note that a licence is held", send=LicenceIn, show=_noted)
