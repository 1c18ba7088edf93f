"""The invented alliance reads together: its four notes beside a dip, its stories, and a slot where one was taken back."""

import re
from html import unescape

import pytest

from alliance.people.models import Person
from tests.told import WRITTEN, marlhaven

pytestmark = [pytest.mark.django_db, pytest.mark.once]
BASE = "/a/marlhaven/measures/"


@pytest.fixture
def mairead(client, db):
    marlhaven(WRITTEN)
    client.force_login(
        Person.objects.get(email="mairead@marlhaven.example"),
        backend="allauth.account.auth_backends.AuthenticationBackend",
    )
    return client


def page(client, address):
    answer = client.get(address)
    assert answer.status_code == 200, answer
    return unescape(answer.content.decode())


def test_the_invented_alliance_reads_together_one_click_from_each_chart(mairead):
    html = page(mairead, f"{BASE}M-02/?view=e-01-partners")
    (link,) = re.findall(rf'href="({BASE}M-02/notes/[?][^"]*)"', html)
    assert page(mairead, link).count("Not heard yet.") == 4
    html = page(mairead, f"{BASE}M-03/")
    assert "I would not call it settled." in html
    assert "it disagrees with the figure" in html
    assert "There are notes on 2025/26 Q3." in html
    notes = page(mairead, f"{BASE}M-03/notes/")
    places = [
        notes.index(words)
        for words in ("The cold snap", "Evictions bunched", "A dip after", "You are counting doors")
    ]
    assert places == sorted(places)
    assert 'id="S-03"' in notes
    assert (
        f'You are counting doors, not homes. See <a class="al-keep" href="{BASE}M-03/notes/?view=alliance&period=2025%2F26+Q3#S-03">S-03</a>'
        in notes
    )
    left = page(mairead, f"{BASE}M-04/notes/")
    assert '<span class="al-keep">S-05</span> was told here, and taken back by its teller.' in left
    told = "".join(page(mairead, f"{BASE}{code}/notes/") for code in ("M-01", "M-02", "M-04"))
    assert "He said he only wanted to know someone was there." in told
    assert not re.search("sister|sea fishing", told + page(mairead, BASE))
