"""Looks for pieces of a file wherever this system could have put them; `places` says where each was found."""

import base64
import binascii
import hashlib
import io
import os
import subprocess
from functools import cache
from pathlib import Path

import openpyxl
import xlsxwriter
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.cache import cache as kept
from django.db import connection

PIECE = 48  # bytes of a file that nothing else holds


def needles(data, keys):
    """Every row key, pieces of the file, and its plain hashes (which a small sheet could be found again by)."""
    cut = (data[at : at + PIECE] for at in range(64, len(data) - PIECE, 197))
    pieces = [piece for piece in cut if piece not in everybodys()]
    hashes = [hashlib.new(name, data).hexdigest().encode() for name in ("sha256", "sha1", "md5")]
    return [*(key.encode() for key in keys), *pieces, *hashes]


@cache
def everybodys():
    """Bytes that every workbook of one maker has, those in a board pack too: blank workbooks of both makers."""
    ours, theirs = io.BytesIO(), io.BytesIO()
    with xlsxwriter.Workbook(ours) as book:
        book.add_worksheet()
    openpyxl.Workbook().save(theirs)
    return ours.getvalue() + theirs.getvalue()


def places(wanted, logged=""):
    """Where any of these is found: (kind of place, which)."""
    return [
        *(("table", name) for name, held in _tables() if _in(wanted, held)),
        *(("session", each.pk) for each in Session.objects.all() if _in(wanted, repr(each.get_decoded()).encode())),
        *(("cache", str(key)) for key, held in _cached() if _in(wanted, held)),
        *(("file", str(path)) for path in _files() if _in(wanted, _read(path))),
        *([("log", "")] if _in(wanted, logged.encode()) else []),
    ]  # fmt: skip


def _in(wanted, held):
    return any(needle in held for needle in wanted)


def _tables():
    """Every table of the database, whole, with what is packed in its texts unpacked as well."""
    with connection.cursor() as cursor:
        for name in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(name)}")
            for row in cursor.fetchall():
                yield name, b"\0".join(map(_bytes, row))


def _bytes(value):
    if isinstance(value, memoryview | bytes):
        return bytes(value)
    text = str(value).encode()
    return text + b"\0" + _unpacked(text)


def _unpacked(text):
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return b""


def _cached():
    """What the cache in use holds, where it is kept in this process and not in a table."""
    return [(key, held) for key, held in getattr(kept, "_cache", {}).items()]


def _read(path):
    """What a file holds; one that a database took away meanwhile holds nothing. SQLite's own are read by another process:
    to open and close them here would drop the locks that this one holds on them."""
    if path.name.startswith(Path(str(connection.settings_dict["NAME"])).name):
        return subprocess.run(["cat", path], capture_output=True, check=False).stdout
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return b""


def _files():
    """This run's own folder with its temporary files and its database, and every folder that settings name; not what
    other tests wrote for themselves, nor what a browser of theirs took home: workbooks of one maker share many bytes."""
    run, tests = Path(os.environ["TMPDIR"]).parent, Path(os.environ["PYTEST_DEBUG_TEMPROOT"])
    folders = {
        *(inside for inside in run.iterdir() if inside != tests),
        *map(Path, (settings.STATE_DIR, settings.KEYS_DIR, settings.PAPERS_DIR, settings.EMAIL_FILE_PATH)),
    }
    found = {path for folder in folders if folder.exists() for path in folder.rglob("*") if path.is_file()}
    return sorted(path for path in found if "static" not in path.parts and "/playwright-" not in str(path))
