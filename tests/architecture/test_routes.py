"""Every route asks who is there, unless it is listed here with its reason."""

import re
from uuid import UUID

import pytest
from django.urls import URLPattern, URLResolver, get_resolver
from django.views.static import serve
from rest_framework.permissions import AllowAny

OPEN = {
    "invitation": "the signed link in a letter lets in whoever was invited",
    "notices_stop": "the signed link in a letter ends that kind of letter, and nothing else",
    "calendar_feed": "the address itself is the key: a calendar program cannot sign in",
    "found": "the signed one-time link lets in whoever founds an alliance",
    "healthz": "tells a supervisor that the process answers",
    "public_decisions": "what an alliance has published is for everybody",
    "public_decision": "one decision that an alliance has published, without people's names",
    "public_file": "the same, for spreadsheets",
    "ticket": "the anonymous door: a ticket is the only proof, and who asks is never looked at",
    "ticket_change": "likewise, to take back what was written",
    "ticket_proof": "says what the anonymous door stores, for everybody to check",
    "readyz": "tells a supervisor that the database answers",
}
# Signing in, up and out, resetting a password: allauth's own, which decide for themselves
OPEN_PREFIXES = ("account_", "mfa_", "socialaccount_")
VALUES = {"uuid": str(UUID(int=0)), "int": "1", "slug": "marlhaven", "str": "x", "path": "x"}


def routes(patterns=None, path="/", namespace=""):
    """Path (with values filled in), name and view of each route."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        here = path + filled(pattern.pattern)
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from routes(pattern.url_patterns, here, inner)
        elif isinstance(pattern, URLPattern):
            yield here, f"{namespace}{pattern.name}", pattern.callback


def filled(pattern):
    text = re.sub(r"<(?:(\w+):)?\w+>", lambda match: VALUES.get(match[1] or "str", "x"), str(pattern))
    text = re.sub(r"\(\?P<\w+>.*?\)(?=[/$]|$)|\(\?P<\w+>[^)]*\)", "1", text)
    return re.sub(r"\\Z|[\^$?\\]", "", text)


def is_open(name):
    return name.split(":")[-1] in OPEN or name.startswith(OPEN_PREFIXES)


def ungated(found):
    for path, name, view in found:
        api = getattr(view, "cls", None)
        if is_open(name):
            continue
        if api and hasattr(api, "permission_classes"):
            if not api.permission_classes or AllowAny in api.permission_classes:
                yield f"{path} ({name}): the API lets everybody in"
        elif not getattr(view, "login_required", True):
            yield f"{path} ({name}): needs no sign-in; list it with its reason or gate it"


def test_every_route_asks_who_is_there():
    found = list(ungated(routes()))
    assert not found, "\n".join(["", *found])


def test_every_open_route_still_exists():
    assert set(OPEN) <= {name.split(":")[-1] for _, name, _ in routes()}


def test_a_planted_open_route_is_caught():
    def view(request):
        return None

    view.login_required = False
    assert list(ungated([("/x/", "x", view)]))

    class Api:
        permission_classes = [AllowAny]

    view.cls = Api
    assert list(ungated([("/x/", "x", view)]))


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_stranger_gets_nothing_from_any_route(client, method):
    """By asking, not by reading: signed out, each answers with the sign-in page, 401, 403, 404 or 405."""
    answers = {}
    for path, name, view in routes():
        if not is_open(name) and view is not serve:
            response = getattr(client, method)(path)
            signin = response.status_code == 302 and "/accounts/login/" in response["Location"]
            if not (signin or response.status_code in {401, 403, 404, 405}):
                answers[f"{path} ({name})"] = response.status_code
    assert answers == {}
