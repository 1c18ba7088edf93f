"""Drafts for programs: what their pages can do, with the same care that nobody overwrites unseen."""

from typing import Any
from uuid import UUID

from rest_framework import serializers as field
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from alliance.contract.pages import enter, reads
from alliance.decisions import queries
from alliance.decisions.drafting import drafts as drafting
from alliance.decisions.forms.fields import WAYS
from alliance.door.api import Nothing, documented, refused, shown, valid
from alliance.door.outputs import told
from alliance.door.refusals import Refused

Plain = field.Serializer[Any]
MOST = 1_000_000


class DraftIn(Plain):
    """A proposal that is still being written."""

    matter = field.CharField(default="practice", max_length=40)
    title = field.CharField(max_length=200)
    text = field.CharField(default="", allow_blank=True, max_length=20_000)
    expected_effect = field.CharField(default="", allow_blank=True, max_length=20_000)
    concerns = field.IntegerField(default=None, allow_null=True, min_value=1, max_value=MOST)
    how = field.ChoiceField(["", *WAYS, drafting.AMENDS], default="")


class ChangeIn(DraftIn):
    """New words, and the version that they began from."""

    version = field.IntegerField(min_value=1, max_value=MOST)


class ShareIn(Plain):
    """Who may read a draft, and whether they may change it too."""

    person = field.UUIDField()
    writes = field.BooleanField(default=False)


class LiftIn(Plain):
    """Whose objections are to be lifted."""

    lift = field.ListField(child=field.UUIDField(), help_text="Organisations that object to the words.")


class SuggestIn(Plain):
    """New words for a proposal whose vote runs."""

    title = field.CharField(max_length=200)
    text = field.CharField(max_length=20_000)
    expected_effect = field.CharField(default="", allow_blank=True, max_length=20_000)


class DraftedChange(APIView):
    """The words as they would read with an objection lifted."""

    get = reads(queries.drafted_change, "New words drafted from objections; nothing is sent", ask=LiftIn)


class Suggestions(APIView):
    """New words for somebody else's proposal."""

    @documented(
        ok=told(drafting.draft),
        send=SuggestIn,
        wrote=True,
        summary="Suggest new words to the member that proposes",
    )
    def post(self, request: Request, slug: str, number: int) -> Response:
        """Keep them as a draft that is shared with who may put them to the vote."""
        viewer, sent = enter(request, slug), valid(SuggestIn, request)
        made = drafting.suggest(viewer, number, **sent)
        if isinstance(made, Refused):
            return refused(made)
        return Response(shown(drafting.draft(viewer, made)), status=status.HTTP_201_CREATED)


class Drafts(APIView):
    """Drafts of one's own and those that were shared."""

    get = reads(drafting.drafts, "Your drafts, and those that were shared with you")

    @documented(ok=told(drafting.draft), send=DraftIn, wrote=True, summary="Begin a draft")
    def post(self, request: Request, slug: str) -> Response:
        """Keep a new draft."""
        viewer = enter(request, slug)
        made = drafting.begin_draft(viewer, **valid(DraftIn, request))
        return Response(shown(drafting.draft(viewer, made)), status=status.HTTP_201_CREATED)


class Draft(APIView):
    """One draft."""

    get = reads(drafting.draft, "One draft, its version and whom it is shared with")

    @documented(
        ok=told(drafting.draft), send=ChangeIn, summary="Change a draft, from the version you have read"
    )
    def put(self, request: Request, slug: str, draft: int) -> Response:
        """Change it; refused where somebody has changed it since."""
        viewer = enter(request, slug)
        if no := drafting.save_draft(viewer, draft, **valid(ChangeIn, request)):
            return refused(no)
        return Response(shown(drafting.draft(viewer, draft)))

    @documented(ok=told(drafting.drafts), summary="Throw your draft away; answers those that are left")
    def delete(self, request: Request, slug: str, draft: int) -> Response:
        """Throw it away."""
        viewer, _ = enter(request, slug), valid(Nothing, request)
        drafting.discard_draft(viewer, draft)
        return Response(shown(drafting.drafts(viewer)))


class Readers(APIView):
    """Whom a draft is shared with."""

    @documented(ok=told(drafting.draft), send=ShareIn, wrote=True, summary="Share your draft with a person")
    def post(self, request: Request, slug: str, draft: int) -> Response:
        """Let somebody read it, or change it too."""
        viewer, sent = enter(request, slug), valid(ShareIn, request)
        if no := drafting.share_draft(viewer, draft, sent["person"], writes=sent["writes"]):
            return refused(no)
        return Response(shown(drafting.draft(viewer, draft)), status=status.HTTP_201_CREATED)


class Reader(APIView):
    """One of them."""

    @documented(ok=told(drafting.draft), summary="Take your draft back from a person")
    def delete(self, request: Request, slug: str, draft: int, person: UUID) -> Response:
        """They can no longer read it."""
        viewer, _ = enter(request, slug), valid(Nothing, request)
        drafting.unshare_draft(viewer, draft, person)
        return Response(shown(drafting.draft(viewer, draft)))
