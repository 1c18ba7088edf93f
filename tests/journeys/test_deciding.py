"""Two partners carry a decision: each in a browser of their own; the page, the API and the log agree."""

from datetime import UTC, datetime
from uuid import uuid4

from django.test import Client
from rest_framework.test import APIClient

from alliance.contract import rulebook, writes
from alliance.door import clock
from alliance.door.action import Act, found_alliance
from alliance.ledger.verify import verify
from tests.cast import PersonFactory

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
START = datetime(2026, 5, 4, 9, tzinfo=UTC)
SLUG = "twobridges"


def two_partners(people):
    alliance, orgs = uuid4(), []

    def write(act: Act) -> str:
        act.log(
            "alliance.founded", {"alliance": str(alliance), "slug": SLUG, "zone": "Europe/London", "simulated": False},
            name="Two Bridges",
        )  # fmt: skip
        writes.write_rulebook(act, rulebook.DEFAULTS)
        for code, side, person in (("CIT", "commissioner", people[0]), ("RIV", "provider", people[1])):
            org = writes.write_member(
                act, code=code, name=f"{code} partner", membership="member", side=side, kind="charity"
            )
            writes.write_person(act, person.id, org)
            writes.write_mandate(act, org, person.id, "representative")
            orgs.append(org)
        return str(alliance)

    with clock.simulated(START):
        found_alliance(alliance, origin="twobridges.example/log", simulated=False, by=None, write=write)
    return alliance, orgs


def browser(person, kind=Client):
    client = kind()
    client.force_login(person, backend=BACKEND)
    return client


def test_two_people_carry_a_unanimous_decision(db):
    people = [PersonFactory(), PersonFactory()]
    alliance, orgs = two_partners(people)
    one, two = map(browser, people)
    home = f"/a/{SLUG}/decisions/"
    with clock.simulated(START.replace(hour=10)):
        proposed = one.post(
            f"{home}new/?matter=vision",
            {"org": orgs[0], "title": "Share one waiting list", "text": "We keep one list.", "venue": "written",
             "review_on_day": "2", "review_on_month": "11", "review_on_year": "2026", "once": str(uuid4())},
        )  # fmt: skip
        assert proposed.status_code == 302
        for client, org in ((one, orgs[0]), (two, orgs[1])):
            assert "Your vote is missing" in client.get(f"{home}1/").content.decode()
            voted = client.post(
                f"{home}1/vote/", {"org": org, "revision": 1, "position": "agree", "once": str(uuid4())}
            )
            assert voted.status_code == 302
        page = two.get(f"{home}1/").content.decode()
        assert "That was the last vote: carried." in page
        said = browser(people[0], APIClient).get(f"/api/v1/alliances/{SLUG}/decisions/1").json()
    assert "Both members who may vote agreed." in page
    assert (said["state"], said["sum"], said["eligible"]) == (
        "carried",
        "Both members who may vote agreed.",
        2,
    )
    assert verify(alliance, deep=True).whole
