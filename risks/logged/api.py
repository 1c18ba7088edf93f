"""Assumptions, issues and dependencies for programs: the same queries and actions as the pages."""

from typing import Any

from rest_framework import serializers
from rest_framework.views import APIView

from alliance.contract.pages import does, reads
from alliance.door.access import Viewer
from alliance.door.api import Paged
from risks.logged import actions, queries
from risks.logged.shapes import LoggedPage
from risks.logged.words import CHOICES
from risks.register.api import ReasonIn


class LoggedIn(Paged):
    """Which entries to list."""

    kind = serializers.ChoiceField(CHOICES, default="", allow_blank=True)
    state = serializers.ChoiceField(["open", "closed", "all"], default="open")


class LoggedNoteIn(serializers.Serializer[Any]):
    """An entry in plain words."""

    kind = serializers.ChoiceField(CHOICES)
    words = serializers.CharField(max_length=200)
    more = serializers.CharField(max_length=2000, default="", allow_blank=True)
    review_on = serializers.DateField()


class LoggedLookIn(ReasonIn):
    """Why it stands, and when it is looked at next."""

    review_on = serializers.DateField()


class LoggedLinkIn(serializers.Serializer[Any]):
    """What it hangs together with."""

    ref = serializers.CharField(max_length=12)


def _on(viewer: Viewer, letters: str, number: int) -> dict[str, Any]:
    return {"logged": queries.entry(viewer, letters, number).entry.id}


def _entry(viewer: Viewer, ref: str, **named: Any) -> LoggedPage:
    letters, _, number = ref.partition("-")
    return queries.entry(viewer, letters, int(number))


class LoggedEntries(APIView):
    """All entries."""

    get = reads(queries.logged, "Assumptions, issues and dependencies, the nearest day first", ask=LoggedIn)
    post = does(actions.note, "Note an assumption, an issue or a dependency", send=LoggedNoteIn, show=_entry)


class LoggedEntry(APIView):
    """What it says, what it hangs together with, and its history."""

    get = reads(queries.entry, "One assumption, issue or dependency")


class LoggedReviews(APIView):
    """With the day of the next look."""

    post = does(actions.review, "Say why an entry still stands", on=_on, send=LoggedLookIn, show=_entry)


class LoggedCloses(APIView):
    """Its page stays."""

    post = does(actions.close, "Close an entry and say what came of it", on=_on, send=ReasonIn, show=_entry)


class LoggedReopens(APIView):
    """Under the same number."""

    post = does(actions.reopen, "Open a closed entry again", on=_on, send=LoggedLookIn, show=_entry)


class LoggedLinks(APIView):
    """To a risk, a decision, another entry."""

    post = does(actions.link, "Link an entry by a reference", on=_on, send=LoggedLinkIn, show=_entry)
