"""An evidence packet works its release out again where there is nothing but Python, and names what was tampered with."""

import hashlib
import json
import subprocess
import sys

import pytest

from measures.packs.recompute.__main__ import CHECKS
from measures.packs.recompute.book import Book, whole
from tests.measures.packs.made import made, unpacked

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def packet(marlhaven_town, django_db_blocker, tmp_path_factory):
    """The folder of release 8's packet, as whoever was given it unpacks it."""
    from django.test import Client

    client = Client()
    client.force_login(
        marlhaven_town.person("mairead"), backend="allauth.account.auth_backends.AuthenticationBackend"
    )
    return unpacked(made(client, "evidence"), tmp_path_factory.mktemp("packet"))


def run(folder):
    return subprocess.run(
        [sys.executable, "-S", "-B", "-m", "recompute"], cwd=folder, env={}, capture_output=True, text=True
    )


def test_a_packet_holds_in_an_empty_environment(packet):
    said = run(packet)
    assert (said.returncode, said.stderr) == (0, ""), said.stdout
    print(said.stdout)
