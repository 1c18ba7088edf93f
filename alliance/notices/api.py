"""Your notices for programs."""

from typing import Any
from uuid import UUID

from rest_framework import serializers as field
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from alliance.door.api import Nothing, asked, documented, refused, shown, valid
from alliance.door.outputs import told
from alliance.notices import actions, queries


class WishIn(field.Serializer[Any]):
    """What one alliance may send."""

    slug = field.SlugField()
    immediate = field.BooleanField()
    digest = field.ChoiceField(["daily", "weekly", "none"])


class ChoicesIn(field.Serializer[Any]):
    """When a digest comes, and what each alliance named may send; one that is not named stays as it was."""

    hour = field.TimeField()
    places = WishIn(many=True)


class Notices(APIView):
    """Your notices."""

    @documented(ok=told(queries.list_notices), summary="Your notices of the last 30 days, the newest first")
    def get(self, request: Request) -> Response:
        asked(Nothing, request)
        return Response(shown(queries.list_notices(_me(request))))

    @documented(ok=told(queries.list_notices), summary="Mark all your notices as seen")
    def post(self, request: Request) -> Response:
        valid(Nothing, request)
        actions.seen(_me(request))
        return Response(shown(queries.list_notices(_me(request))))


class NoticeChoices(APIView):
    """What you want to be told."""

    @documented(ok=told(queries.choices), summary="What you chose to be told, and when")
    def get(self, request: Request) -> Response:
        asked(Nothing, request)
        return Response(shown(queries.choices(_me(request))))

    @documented(ok=told(queries.choices), send=ChoicesIn, summary="Choose what you are told, and when")
    def post(self, request: Request) -> Response:
        sent = valid(ChoicesIn, request)
        wishes = {one["slug"]: actions.Wish(one["immediate"], one["digest"]) for one in sent["places"]}
        answer = actions.choose(_me(request), hour=sent["hour"], wishes=wishes)
        return refused(answer) if answer else Response(shown(queries.choices(_me(request))))


def _me(request: Request) -> UUID:
    person = request.user.pk
    return person if isinstance(person, UUID) else UUID(int=0)
