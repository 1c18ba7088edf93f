"""The rounding key is made once, kept from other eyes, and never made again behind a published figure."""

from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest

from measures.plan import keys


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.KEYS_DIR = tmp_path / "keys"
    return settings.KEYS_DIR


@pytest.mark.django_db
def test_the_key_is_made_at_first_need_and_stays(folder):
    alliance = uuid4()
    key = keys.alliance_key(alliance)
    assert len(key) == 32
    assert keys.alliance_key(alliance) == key
    (path,) = folder.iterdir()
    assert (path.stat().st_mode & 0o777, folder.stat().st_mode & 0o777) == (0o600, 0o700)


def test_two_alliances_have_two_keys():
    assert keys.place(uuid4(), b"a" * 32) != keys.place(uuid4(), b"b" * 32)


def test_whoever_comes_second_gets_the_key_of_the_first(folder):
    alliance = uuid4()
    with ThreadPoolExecutor(8) as pool:
        held = set(pool.map(lambda at: keys.place(alliance, bytes([at]) * 32), range(8)))
    assert len(held) == 1
    assert len(list(folder.iterdir())) == 1
