"""Deadlocks for programs: the same as the pages."""

from typing import Any
from uuid import UUID

from rest_framework import serializers as field
from rest_framework.views import APIView

from alliance.contract.pages import does, reads
from alliance.deadlock import actions, queries
from alliance.deadlock.shapes import CasePage
from alliance.door.access import Viewer


class NoteIn(field.Serializer[Any]):
    """What is noted: `org` for what would change an objection, `helper` for who helps."""

    kind = field.ChoiceField(["change", "said", "helper"])
    text = field.CharField(default="", allow_blank=True, max_length=20_000)
    helper = field.CharField(default="", allow_blank=True, max_length=200)
    org = field.UUIDField(default=None, allow_null=True)


def _on(viewer: Viewer, number: int, **more: UUID) -> dict[str, Any]:
    return {"deadlock": queries.case(viewer, number).case.number, **more}


def _case(viewer: Viewer, ref: str, number: int = 0, **more: UUID) -> CasePage:
    return queries.case(viewer, number)


class Deadlocks(APIView):
    """The list."""

    get = reads(queries.cases, "Every deadlock there is or was, those that run first")


class Deadlock(APIView):
    """One of them."""

    get = reads(queries.case, "One deadlock, by the number of the proposal that opened it")


class Notes(APIView):
    """Notes."""

    post = does(
        actions.note,
        "Note what would change an objection, what was said, or who helps",
        on=_on,
        send=NoteIn,
        show=_case,
    )
