"""Rounds, escalation, treatments, matrix and appetite for programs and on pages; and the hunt for a sealed view."""

import re
from typing import Any

import pytest
from django.db import transaction

from risks.register.models import Appetite, MatrixVersion, Risk
from risks.scoring.models import PartnerView
from tests.attack.test_sealed_hunt import VARIES, stored
from tests.attack.test_strangers import addresses
from tests.attack.world import World, stocked
from tests.cast import PersonFactory, clock_at, done
from tests.risks.register.stage import accepted, carried, joint, live, naming, scored_alone, view

pytestmark = pytest.mark.once

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
API, PAGE = "/api/v1/alliances/stonebridge/risks", "/a/stonebridge/risks"
MARK = "Zebrafinch"
READ = re.compile(
    r"/risks(/|/2/?|/2/rounds.*|/map/?|/overdue/?|/2/(escalation|treatments))?$|/log|search|entries"
)
BANDS = [
    {"name": "Low", "low": 1, "high": 8},
    {"name": "Mid", "low": 9, "high": 14},
    {"name": "Top", "low": 15, "high": 25},
]


@pytest.fixture
def clients(client, cast):
    def sign_in(part: str):
        client.force_login(cast.people[part], backend=BACKEND)
        return client

    with clock_at(hours=1):
        yield sign_in


def post(client: Any, path: str, body: dict[str, Any]) -> Any:
    return client.post(f"{API}{path}", body, content_type="application/json")


def test_K14_a_view_is_a_404_by_page_and_api_until_all_are_in(clients, cast) -> None:
    risk = joint(cast)
    scored_alone(cast, risk)
    done(view(cast, risk, "HOM", 5, 2, words=MARK))
    path = f"/1/rounds/1/views/{cast.orgs['HOM']}"
    for part in ("homes", "council", "manager", "observer", "stranger"):
        assert clients(part).get(f"{API}{path}").status_code == 404
    shown = clients("council").get(f"{API}/1/rounds/1").json()
    assert (shown["inside"], shown["expected"], shown["views"]) == (1, 2, [])
    body = {"org": str(cast.orgs["COU"]), "likelihood": 2, "consequence": 2}
    assert post(clients("council"), "/1/views", body | {"product": 4}).status_code == 422
    assert post(clients("council"), "/1/views", body).json()[0]["spread_likelihood"] == 3
    assert clients("observer").get(f"{API}{path}").json()["words"] == MARK
    text = clients("observer").get(f"{PAGE}/1/rounds/1/").content.decode()
    assert text.index("How far apart we are") < text.index("What each partner saw") < text.index(MARK)


def test_every_verb_of_a_program_is_answered(clients, cast) -> None:
    risk = live(cast)
    decision, council = naming(cast), clients("council")
    for path, body in (
        ("/1/rounds", {"due_on": "2026-04-01", "reason": "A new winter"}), ("/1/escalation", {"reason": "It worsens"}),
        ("/1/outcomes", {"outcome": "live", "decision": decision, "reason": "We go on"}),
        ("/1/treatments", {"verb": "treat", "what": "Ten beds", "due_on": "2026-04-01", "pain_to": str(cast.orgs["COU"])}),
        ("/matrix", {"likelihood": list("abcde"), "consequence": list("abcde"), "bands": BANDS, "decision": decision}),
        ("/appetite", {"domain": "lives", "level": "open", "limit": 12, "decision": decision}),
        ("/1/words", {"kind": "threat", "cause": "Cold", "event": "Beds", "effect": "Harm", "must_be_true": "Enough", "domain": "lives",
                      "proximity": "now", "velocity": "days", "reason": "It is near"}),
    ):  # fmt: skip
        answer = post(council, path, body)
        assert answer.status_code == 201, (path, answer.json())
    one = council.get(f"{API}/1/treatments").json()[0]
    for path, body in (
        ("consents", {}),
        ("decisions", {"decision": decision}),
        ("moves", {"verb": "done", "reason": "Paid"}),
    ):
        assert post(council, f"/1/treatments/{one['id']}/{path}", body).status_code == 201
    assert council.get(f"{API}/1/treatments").json()[0]["state"] == "done"
    assert (MatrixVersion.objects.count(), Appetite.objects.count()) == (2, 1)
    assert council.get(f"{API}/1").json()["velocity_words"] == "Within days"
    for path in ("/overdue", "/score-again", "/matrix", "/appetite", "/1/escalation", "/1/rounds"):
        assert council.get(f"{API}{path}").status_code == 200
    assert risk.number == 1


def test_acceptance_and_its_end_by_program(clients, cast) -> None:
    risk = live(cast)
    done(accepted(cast, risk))
    answer = post(clients("council"), "/1/revocations", {"reason": "No longer"})
    assert (answer.status_code, answer.json()["risk"]["state"]) == (201, "live")
    body = {"decision": carried(cast), "until": "2026-05-31", "reason": "Again"}
    assert post(clients("council"), "/1/acceptances", body).status_code == 422


def test_the_pages_of_every_verb_open_and_are_done(clients, cast) -> None:
    live(cast)
    decision, council = naming(cast), clients("council")
    day = {"until_day": "31", "until_month": "5", "until_year": "2026"}
    words = {
        "event": "Beds",
        "cause": "Cold",
        "effect": "Harm",
        "must_be_true": "Enough",
        "domain": "lives",
        "proximity": "now",
    }
    for path, form in (
        ("1/change/", words | {"reason": "It is near"}), ("1/escalate/", {"reason": "It worsens"}),
        ("1/decide/", {"outcome": "live", "decision": decision, "reason": "On"}),
        ("appetite/set/", {"domain": "lives", "level": "open", "limit": "12", "decision": decision}),
        ("matrix/adopt/", {"likelihood": "a\nb", "consequence": "a\nb", "bands": "Low 1-2\nTop 4 - 4", "decision": decision}),
    ):  # fmt: skip
        assert council.get(f"{PAGE}/{path}").status_code == 200, path
        assert council.post(f"{PAGE}/{path}", form).status_code == 302, path
    assert (
        council.post(
            f"{PAGE}/matrix/adopt/", {"likelihood": "a\nb", "consequence": "a\nb", "bands": "Low"}
        ).status_code
        == 422
    )
    refused = council.post(f"{PAGE}/1/accept/", day | {"decision": "D-777", "reason": "So"})
    assert (refused.status_code, "carried and still hold" in refused.content.decode()) == (422, True)
    for path in ("1/", "overdue/", "appetite/", "matrix/"):
        assert council.get(f"{PAGE}/{path}").status_code == 200
    assert "Score again: the matrix has other steps now" in council.get(f"{PAGE}/1/").content.decode()


@pytest.fixture
def world(db, settings, tmp_path) -> World:
    """An alliance with something of every kind, one superuser, and a risk that is being scored."""
    settings.KEYS_DIR, settings.STATE_DIR = tmp_path / "keys", tmp_path / "state"
    made = stocked("stonebridge")
    made.cast.people["superuser"] = PersonFactory(is_staff=True, is_superuser=True, email="root@cast.example")
    with clock_at(hours=2):
        scored_alone(made.cast, joint(made.cast))
    return made


def seen(world: World, part: str) -> dict[str, str]:
    """By address, what this person sees of everything about risks, of home, the log, the search and the exports."""
    client = world.client(part)
    found = [path.replace("risks/1", "risks/2") for path in addresses(world.slug, world)]
    paths = [f"/a/{world.slug}/", "/", f"/a/{world.slug}/risks/?state=scoring", *filter(READ.search, found)]
    with clock_at(hours=3):
        return {path: VARIES.sub("*", client.get(path).content.decode(errors="replace")) for path in paths}


def test_K14_no_page_api_export_search_or_count_tells_what_a_sealed_view_says(world: World, caplog) -> None:
    caplog.set_level("DEBUG")
    risk = risk_of(world)
    worlds = []
    for cell in ((5, 5), (1, 2)):
        with clock_at(hours=2.5):
            done(view(world.cast, risk, "HOM", *cell, words=MARK))
        worlds.append({part: seen(world, part) for part in ("council", "superuser")})
    assert min(map(len, worlds[0].values())) > 15
    both = {
        (part, path)
        for part, told in worlds[0].items()
        for path in told
        if told[path] != worlds[1][part][path]
    }
    assert not {
        (part, path) for part, path in both if "log" not in path
    }  # the log tells that another was sealed, not more
    assert not [path for told in worlds[1].values() for path, text in told.items() if MARK in text]
    assert MARK not in stored()
    assert MARK not in caplog.text
    with clock_at(hours=2.5):
        done(view(world.cast, risk, "COU"))
    assert MARK in seen(world, "observer")[f"/a/{world.slug}/risks/2/rounds/1/"]


def test_K14_nobody_else_can_tell_which_partner_is_in(world: World) -> None:
    """With one of two in, everything reads the same for whoever speaks for neither, whichever it is."""
    risk, told = risk_of(world), []
    for org in ("COU", "HOM"):
        with transaction.atomic():
            with clock_at(hours=2.5):
                done(view(world.cast, risk, org, 3, 3))
            told.append({part: seen(world, part) for part in ("icb",)})
            transaction.set_rollback(True)
    assert told[0] == told[1]
    assert PartnerView.objects.count() == 0


def risk_of(world: World) -> Any:
    return Risk.objects.get(alliance_id=world.cast.alliance, number=2)
