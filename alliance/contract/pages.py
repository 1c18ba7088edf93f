"""The gate of every page and every endpoint inside an alliance: it loads the viewer, and loading is the check."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import Serializer
from rest_framework.views import APIView

from alliance.contract import access
from alliance.door.access import Viewer
from alliance.door.action import Done
from alliance.door.api import Nothing, answered, asked, caller, documented, refused, shown, valid
from alliance.door.outputs import told
from alliance.door.refusals import Refused

Form = type[Serializer[Any]]
Endpoint = Callable[..., Response]


def enter(request: HttpRequest | Request, slug: str) -> Viewer:
    """The signed-in person inside the alliance `slug`, noted on the request; NotFound for anybody else."""
    person = request.user.pk
    viewer = access.enter(person if isinstance(person, UUID) else UUID(int=0), slug)
    page: Any = getattr(request, "_request", request)  # the API wraps the page's request
    page.viewer = viewer
    return viewer


def reads(query: Callable[..., Any], summary: str, *, ask: Form | None = None) -> Endpoint:
    """The `get` of an endpoint: enter, then answer what `query(viewer, …)` returns, a refusal too.

    The query takes what the address names, and what `ask` reads behind its question mark, by keyword.
    """

    @documented(ok=told(query), summary=summary, parameters=[ask] if ask else ())
    def get(self: APIView, request: Request, slug: str, **named: Any) -> Response:
        viewer = enter(request, slug)
        answer = query(viewer, **named, **asked(ask or Nothing, request))
        return refused(answer) if isinstance(answer, Refused) else Response(shown(answer))

    return get


def does(
    act: Callable[..., Done | Refused], summary: str, *, show: Callable[..., Any], send: Form | None = None,
    on: Callable[..., dict[str, Any]] = lambda viewer, **named: named,
) -> Endpoint:  # fmt: skip
    """The `post` of an endpoint: enter, read the body as `send`, call `act`, and answer what it made or why not.

    `on(viewer, **named)` finds what the address names, as the action's arguments (or there is a 404); `show(viewer,
    ref, **named)` queries what is answered.
    """

    @documented(ok=told(show), send=send, wrote=True, summary=summary)
    def post(self: APIView, request: Request, slug: str, **named: Any) -> Response:
        viewer, sent = enter(request, slug), valid(send or Nothing, request)
        answer = act(caller(request, viewer), **on(viewer, **named), **sent)
        return answered(answer, lambda ref: show(viewer, ref, **named))

    return post
