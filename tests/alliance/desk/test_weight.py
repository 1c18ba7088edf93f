"""A body that is too heavy is read past in small pieces, kept nowhere, and answered in a sentence."""

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import RequestFactory

from alliance.desk.middleware import weight
from alliance.desk.middleware.weight import RefuseHeavyBodies

HUNDRED_MB = 100_000_000


class Body:
    """A stream that notes how it is read."""

    def __init__(self):
        self.asked = []

    def read(self, size):
        self.asked.append(size)
        return bytes(size)


def sent(path, length):
    request = RequestFactory().post(path)
    request.META |= {"CONTENT_LENGTH": str(length), "wsgi.input": Body()}
    return request


def reached(request):
    raise AssertionError("a view was reached")


@pytest.mark.parametrize("path", ["/a/x/uploads/2026-27-q1/", "/api/v1/alliances/x/uploads"])
def test_a_hundred_megabytes_are_read_past_and_refused(path):
    request = sent(path, HUNDRED_MB)
    answer = RefuseHeavyBodies(reached)(request)
    assert answer.status_code == 413
    assert "larger than 10 MB" in answer.content.decode()
    body = request.META["wsgi.input"]
    assert max(body.asked) <= 1 << 16
    assert sum(body.asked) == HUNDRED_MB


def test_no_more_is_read_past_than_its_bound():
    request = sent("/a/x/", 10**12)
    assert RefuseHeavyBodies(reached)(request).status_code == 413
    assert sum(request.META["wsgi.input"].asked) == weight.PAST


@pytest.mark.parametrize("length", ["", "0", "10000000", "many"])
def test_what_fits_goes_on_unread(length):
    request = sent("/a/x/", length)
    assert RefuseHeavyBodies(lambda request: HttpResponse("on"))(request).content == b"on"
    assert request.META["wsgi.input"].asked == []


def test_it_stands_before_whatever_reads_a_body():
    names = settings.MIDDLEWARE
    assert names.index("alliance.desk.middleware.weight.RefuseHeavyBodies") < names.index(
        "django.middleware.csrf.CsrfViewMiddleware"
    )
    assert settings.FILE_UPLOAD_HANDLERS == ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
