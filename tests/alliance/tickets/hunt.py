"""The author hunt: who the person is, and what of them is found where."""

import json
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from tempfile import gettempdir
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.urls import path

from alliance.tickets import actions
from alliance.tickets.sealed import spelling
from alliance.tickets.sealed.slips import digest_of
from alliance.urls import urlpatterns as ours
from tests.cast import Cast

AGENT, ADDRESS, TEXT = "Marked-Browser/7.7", "203.0.113.77", "Zebrafinch quollbeam okapistone"
INSTANT = re.compile(
    r"20\d\d-\d\d-\d\d[ T]\d\d:\d\d|\b1[789]\d{8}(?:\.\d+)?\b"
)  # in words, or in seconds since 1970


def desk(request: HttpRequest, window: UUID) -> HttpResponse:
    """The least that a room does: it notes on the seat that a ticket was taken, then takes one and shows it."""
    if request.method != "POST":
        token = f'<input type="hidden" name="csrfmiddlewaretoken" value="{get_token(request)}">'
        return HttpResponse(f'<form method="post">{token}<button>Take my ticket</button></form>')
    request.session["taken"] = str(window)
    request.session.save()
    return HttpResponse(f'<code id="secret">{actions.take(window)}</code>')


urlpatterns = [*ours, path("desk/<uuid:window>/", desk)]


@dataclass
class Census:
    """Everything found at one time: entries by place, and secrets in the raw bytes of files."""

    entries: dict[str, list[str]]
    raw: dict[str, list[str]]

    def new_since(self, before: "Census") -> dict[str, list[str]]:
        """What was not there before."""
        new = {
            place: [*set(found) - set(before.entries.get(place, []))] for place, found in self.entries.items()
        }
        return {place: found for place, found in new.items() if found}


@dataclass
class Hunt:
    """Where to look, whom for, and what for."""

    cast: Cast
    folders: list[Path]
    ticket: str = ""

    def census(self) -> Census:
        """Look through everything, from another process."""
        asked = {
            "folders": [str(one) for one in self.folders],
            "heap": "",
            "secrets": self.secrets(),
        } | self._base()
        script = Path(__file__).with_name("hunter.py")
        done = subprocess.run(
            [sys.executable, str(script)], input=json.dumps(asked), capture_output=True, text=True, check=True
        )
        return Census(**json.loads(done.stdout))

    def secrets(self) -> dict[str, str]:
        """By name, as hex, what may lie in no file at all: the text, and the ticket in each of its shapes."""
        shapes = {"text": TEXT.encode(), "half a text": TEXT.split()[1].encode()}
        if ticket := spelling.ticket_bytes(self.ticket):
            letters = self.ticket.encode()
            shapes |= {"ticket": letters, "its letters": letters.replace(b"-", b""), "its bytes": ticket,
                       "its hash": digest_of(ticket), "its hash in hex": digest_of(ticket).hex().encode()}  # fmt: skip
        return {name: value.hex() for name, value in shapes.items()}

    def marks(self) -> dict[str, str]:
        """By name, whatever tells this person."""
        person = self.cast.people["homes"]
        return {"id": str(person.id), "id in hex": person.id.hex, "e-mail": person.email, "name": person.name,
                "browser": AGENT, "address": ADDRESS, "organisation": str(self.cast.orgs["HOM"])}  # fmt: skip

    def traces(self, new: dict[str, list[str]]) -> list[tuple[str, str]]:
        """In entries that are new: what tells the person, the instant, or the secret, as (place, what)."""
        told = self.marks() | {
            name: bytes.fromhex(value).decode("latin-1") for name, value in self.secrets().items()
        }
        told = {name: value for name, value in told.items() if name != "its hash in hex"}
        return [
            (place, what) for place, found in new.items() for entry in found
            for what in [*(name for name, mark in told.items() if mark in entry), *(["an instant"] if INSTANT.search(entry) else [])]
        ]  # fmt: skip

    def _base(self) -> dict[str, Any]:
        if connection.vendor == "sqlite":
            return {"sqlite": str(connection.settings_dict["NAME"])}
        with connection.cursor() as cursor:
            cursor.execute("SHOW data_directory")
            heap = Path(cursor.fetchone()[0]) / "base"
        known = connection.get_connection_params()
        wanted = {
            name: str(known[name])
            for name in ("dbname", "user", "password", "host", "port")
            if known.get(name)
        }
        return {"postgres": wanted, "heap": str(heap)}


def places() -> list[Path]:
    """The folders in which a server of ours leaves anything: its state, papers, keys, store, and temporary files."""
    named = [
        settings.STATE_DIR,
        settings.PAPERS_DIR,
        settings.KEYS_DIR,
        settings.TICKETS_DIR,
        settings.EMAIL_FILE_PATH,
    ]
    return [*{Path(one) for one in named if Path(one).exists()}, Path(gettempdir())]
