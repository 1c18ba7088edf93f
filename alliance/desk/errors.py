"""What is shown when something is not there, not allowed, not readable or broken: a page, or JSON under /api/."""

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect, JsonResponse
from django.shortcuts import render
from django.urls import is_valid_path

API = "/api/"


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400"""
    return _answer(request, 400, "bad_request", "The request cannot be read.")


def denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403"""
    return _answer(request, 403, "denied", "This is not yours to see or to do.")


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404; but an address of the API with a slash too many leads to the one without, with what was sent."""
    if request.path.startswith(API) and request.path.endswith("/") and is_valid_path(request.path_info[:-1]):
        path, mark, asked = request.get_full_path().partition("?")
        return HttpResponsePermanentRedirect(f"{path[:-1]}{mark}{asked}", preserve_request=True)
    return _answer(request, 404, "not_found", "There is nothing here, or nothing for you to see.")


def broken(request: HttpRequest) -> HttpResponse:
    """500"""
    return _answer(request, 500, "broken", "Something broke on our side, and nothing was changed.")


def _answer(request: HttpRequest, status: int, code: str, sentence: str) -> HttpResponse:
    if request.path.startswith(API):
        return JsonResponse({"code": code, "sentence": sentence}, status=status)
    return render(request, f"{status}.html", status=status)
