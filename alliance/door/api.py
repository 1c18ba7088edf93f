"""How the API answers: one mapping of every yes and no, the same for all rooms, and documented once."""

import dataclasses
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from itertools import chain
from typing import Any, TypeVar

from django.core.paginator import Page
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework import serializers, status
from rest_framework.exceptions import NotAuthenticated, ValidationError
from rest_framework.exceptions import NotFound as ApiNotFound
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import exception_handler

from alliance.door.access import Caller, Viewer
from alliance.door.action import Done
from alliance.door.refusals import NotFound, Refused
from frontend.plain import for_xml

F = TypeVar("F", bound=Callable[..., Any])


class Problem(serializers.Serializer[Any]):
    """Every no: a stable code, a sentence, and for a malformed request the fields."""

    code = serializers.CharField()
    sentence = serializers.CharField()
    fields = serializers.DictField(required=False, help_text="By field, what is wrong with it.")  # type: ignore[assignment]  # a field; the metaclass takes it away


NOES = {
    400: "The body is not JSON.", 401: "Not signed in.", 403: "Denied.", 404: "Not there, or not for you to see.",
    405: "No such verb here.", 409: "Refused by a rule.", 415: "Send JSON.", 422: "Malformed: see the fields.",
}  # fmt: skip
REFUSALS = {code: OpenApiResponse(Problem, text) for code, text in NOES.items()}
KEY = OpenApiParameter(
    "Idempotency-Key",
    str,
    OpenApiParameter.HEADER,
    description="The same key with the same request is done once.",
)


def documented(
    *,
    ok: Any,
    send: Any = None,
    wrote: bool = False,
    summary: str,
    parameters: Sequence[Any] = (),
    media: str = "",
) -> Callable[[F], F]:
    """Document an endpoint: its input, its answer (of another kind than JSON: `media`), and the noes that all share."""
    yes: Any = (200, media) if media else 200
    good: dict[Any, Any] = {yes: ok, 201: ok} if wrote else {yes: ok}
    return extend_schema(
        request=send,
        responses=good | REFUSALS,
        summary=summary,
        parameters=[*parameters, *([KEY] if wrote else [])],
    )


def caller(request: Request, viewer: Viewer) -> Caller:
    """Who asks, with the request's Idempotency-Key."""
    return Caller(viewer.alliance, viewer.person, request.headers.get("Idempotency-Key") or None)


UNSEEN = "It holds a sign that is not seen, and that no document can hold. Take it out: it often comes with what is pasted."


class Nothing(serializers.Serializer[Any]):
    """No field at all."""


class Paged(serializers.Serializer[Any]):
    """Which page of a list; a query takes it as `number`."""

    page = serializers.IntegerField(source="number", default=1, min_value=1, max_value=10_000_000)


def valid(form: type[serializers.Serializer[Any]], request: Request) -> dict[str, Any]:
    """The request's data as `form` reads it; a 422 that names the fields where it does not fit, and whatever stands behind
    the address's question mark: what is written comes in the body."""
    if astray := sorted(request.query_params):
        raise ValidationError(
            {name: ["Nothing is read from the address here. Send it in the body."] for name in astray}
        )
    return _filled(form, request.data)


def asked(form: type[serializers.Serializer[Any]], request: Request) -> dict[str, Any]:
    """What stands behind the address's question mark, read likewise."""
    return _filled(form, request.query_params)


def _filled(form: type[serializers.Serializer[Any]], data: Any) -> dict[str, Any]:
    if strange := _strange(_reader(form), data):
        raise ValidationError({name: ["There is no such field here. Look up its name."] for name in strange})
    if (
        unseen := [name for name, value in data.items() if _unseen(value)]
        if isinstance(data, Mapping)
        else []
    ):
        raise ValidationError({name: [UNSEEN] for name in unseen})
    try:
        return dict(_reader(form).run_validation(data))
    except ValidationError:
        form(data=data).is_valid(raise_exception=True)  # words a body of null better
        raise


def _unseen(value: Any) -> bool:
    """Whether a text, or one within, holds a sign that no document can hold."""
    if isinstance(value, Mapping | list):
        return any(map(_unseen, chain(value, value.values()) if isinstance(value, Mapping) else value))
    return isinstance(value, str) and for_xml(value) != value


def _strange(reader: Any, data: Any) -> list[str]:
    """What no field reads, nested ones included: a name spelled wrongly would otherwise be dropped in silence."""
    inner = getattr(reader, "child", None)
    if inner is not None and isinstance(data, list):
        return sorted({name for each in data for name in _strange(inner, each)})
    if not isinstance(reader, serializers.Serializer) or not isinstance(data, Mapping):
        return []
    known: Mapping[str, Any] = reader.fields
    nested = (_strange(known[name], value) for name, value in data.items() if name in known)
    return sorted({*(data.keys() - known.keys()), *chain.from_iterable(nested)})


@cache
def _reader(form: type[serializers.Serializer[Any]]) -> serializers.Serializer[Any]:
    """One that reads for every request: reading keeps nothing, and each new one would copy all its fields."""
    return form()


def answered(answer: Done | Refused, show: Callable[[str], Any]) -> Response:
    """201 with what `show(ref)` gives; 200 where the same request was done before; else the refusal."""
    if isinstance(answer, Refused):
        return refused(answer)
    code = status.HTTP_200_OK if answer.replayed else status.HTTP_201_CREATED
    return Response(shown(show(answer.ref)), status=code)


def refused(answer: Refused) -> Response:
    """A refusal as the API says it."""
    return Response({"code": answer.code, "sentence": answer.sentence}, status=answer.status)


def shown(value: Any) -> Any:
    """Frozen dataclasses as plain JSON values, their fields in the order of declaration; a page with its counts."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {item.name: shown(getattr(value, item.name)) for item in dataclasses.fields(value)}
    if isinstance(value, Page):
        counts = {"count": value.paginator.count, "page": value.number, "pages": value.paginator.num_pages}
        return counts | {"results": shown(value.object_list)}
    if isinstance(value, Mapping):
        return {str(key): shown(item) for key, item in value.items()}
    if isinstance(value, list | tuple | frozenset | set):
        return [shown(item) for item in value]
    return value


def answer_exception(error: Exception, context: Mapping[str, Any]) -> Response | None:
    """DRF's one error handler: unseen is 404, malformed is 422, and each answer has a code and a sentence."""
    if isinstance(error, NotFound):
        error = ApiNotFound("There is nothing here, or nothing for you to see.")
    if isinstance(error, NotAuthenticated):
        error = NotAuthenticated("Sign in, or send a token: make one on your account page.")
    response = exception_handler(error, dict(context))
    if response is None:
        return None
    if isinstance(error, ValidationError):
        fields = error.detail if isinstance(error.detail, dict) else {"request": error.detail}
        sentence = "Some fields cannot be read. See what each one says."
        response.data = {"code": "malformed", "sentence": sentence, "fields": fields}
        response.status_code = status.HTTP_422_UNPROCESSABLE_ENTITY
    else:
        detail = response.data.get("detail", "") if isinstance(response.data, dict) else ""
        response.data = {"code": getattr(detail, "code", "refused"), "sentence": str(detail)}
    return response
