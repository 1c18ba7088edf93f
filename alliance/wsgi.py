"""Where a web server finds the application."""

import gc
import os
import re
from collections.abc import Iterable
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "alliance.settings")

CHARSET = re.compile(r";\s*charset\s*\*?\s*=[^;]*", re.IGNORECASE)


def in_utf8(inner: WSGIApplication) -> WSGIApplication:
    """Everything here is UTF-8; a request that names another codec, such as hex, would break before any view."""

    def outer(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        environ["CONTENT_TYPE"] = CHARSET.sub("", environ.get("CONTENT_TYPE") or "")
        return inner(environ, start_response)

    return outer


application = in_utf8(get_wsgi_application())
gc.freeze()  # what is loaded by now stays, so that no collection walks over it again
