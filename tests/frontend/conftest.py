"""A tiny server that shows the style guide under the content policy of the real one."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string

from frontend import build, styleguide

POLICY = "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:"
KINDS = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
PLACES = ("Home", "Decisions", "Risks", "Measures", "Meetings", "Agreement", "People")


def furnished() -> dict[str, object]:
    """The style guide's context as the real pages would fill the layout."""
    nav = [{"label": label, "url": f"#{label}", "current": label == "Decisions"} for label in PLACES]
    return styleguide.context() | {
        "alliance_name": "Northmere Recovery Alliance", "person_name": "Asha Example", "site_nav": nav,
    }  # fmt: skip


class Handler(BaseHTTPRequestHandler):
    """Answers with rendered templates and with static files."""

    def do_GET(self) -> None:
        body, kind = self.answer(self.path.partition("?")[0])
        self.send_response(200 if body else 404)
        self.send_header("Content-Security-Policy", POLICY)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.end_headers()
        self.wfile.write(body)

    def answer(self, path: str) -> tuple[bytes, str]:
        if path.startswith("/static/"):
            name = path.removeprefix("/static/")
            found = finders.find(name) or build.BUILT / name
            return Path(str(found)).read_bytes(), KINDS[Path(name).suffix]
        return render_to_string(f"{path.strip('/')}.html", furnished()).encode(), "text/html"

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="session")
def site() -> Iterator[str]:
    """The address of the little server."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()
    thread.join()
