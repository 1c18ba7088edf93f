"""Packs as a person gets them: asked for on a page, made by the worker, read back."""

import io
import zipfile

from alliance.jobs.tasks import run_job
from measures.packs.models import Pack

BASE = "/a/marlhaven/measures/"
API = "/api/v1/alliances/marlhaven/measures/"


def wish(client, kind, **asked):
    """Ask on the page; answers the address of the file's page."""
    answer = client.post(f"{BASE}packs/", {"kind": kind, **asked})
    assert answer.status_code == 302, answer
    return answer["Location"]


def work(address):
    """What the worker does with the file at this address."""
    run_job.func(str(Pack.objects.get(id=address.rstrip("/").rpartition("/")[2]).job))


def made(client, kind, **asked):
    """The bytes of a file that was asked for, made, and taken."""
    address = wish(client, kind, **asked)
    work(address)
    answer = client.get(f"{address}file")
    assert answer.status_code == 200, answer
    return answer.content


def unpacked(content, folder):
    """A zip's files under a folder."""
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        packed.extractall(folder)
    return folder


def texts(content):
    """All that stands in a packed file, as words."""
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return " ".join(packed.read(name).decode(errors="replace") for name in packed.namelist())
