"""Risks for programs: the same answers as the pages."""

from collections.abc import Iterator
from typing import Any

import pytest

from alliance.door.outputs import answer
from risks.register import api
from risks.register.models import Holder, Risk, ScoreEntry
from risks.register.shapes import RiskPage
from tests.cast import Cast, clock_at
from tests.risks.register.stage import joint, live, naming, owner_like, raised

BASE = "/api/v1/alliances/stonebridge/risks"
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture(autouse=True)
def _on_the_day():
    with clock_at(hours=1):
        yield


@pytest.fixture
def send(client, cast: Cast):
    def post(part: str, path: str, body: dict[str, Any], key: str | None = None):
        client.force_login(cast.people[part], backend=BACKEND)
        headers = {"Idempotency-Key": key} if key else {}
        return client.post(f"{BASE}{path}", body, content_type="application/json", headers=headers)

    return post


@pytest.fixture
def ask(client, cast: Cast):
    def get(part: str, path: str):
        client.force_login(cast.people[part], backend=BACKEND)
        return client.get(f"{BASE}{path}")

    return get


def risk_body(cast: Cast, **more: Any) -> dict[str, Any]:
    return {
        "kind": "threat", "cause": "The grant ends", "event": "Too few beds", "effect": "People sleep outside",
        "must_be_true": "We know by October", "domain": "lives", "proximity": "now", "review_on": "2026-06-02",
        "holders": [{"org": str(cast.orgs[code]), "role": f"Head at {code}"} for code in ("COU", "HOM")],
    } | more  # fmt: skip


SCORE = {"likelihood": 4, "consequence": 4, "reason": "Seen", "decision": "D-001"}


def test_a_risk_is_raised_agreed_to_and_scored(send, ask, cast: Cast) -> None:
    made = send("council", "", risk_body(cast))
    assert (made.status_code, made.json()["risk"]["ref"]) == (201, "R-01")
    assert made.json()["risk"]["missing"] == "Waiting for partners to agree"
    due = {"due_on": "2026-04-01"}
    assert send("council", "/1/rounds", due).json()["code"] == "not_joint"
    assert send("homes", "/1/agreements", {"org": str(cast.orgs["HOM"])}).status_code == 201
    assert send("council", "/1/scores", SCORE | {"decision": naming(cast)}).json()["code"] == "sealed"
    assert send("council", "/1/rounds", due).json()[0]["expected"] == 2
    for part, org in (("council", "COU"), ("homes", "HOM")):
        given = {"org": str(cast.orgs[org]), "likelihood": 4, "consequence": 4}
        assert send(part, "/1/views", given).status_code == 201
    scored = send("homes", "/1/scores", SCORE)
    assert scored.json()["risk"]["score"] == {
        "likelihood": 4, "consequence": 4, "product": 16, "band": "Extreme", "level": 3, "words": "Extreme",
    }  # fmt: skip
    assert ask("kin_data", "/1").json()["entries"][0]["reason"] == "Seen"
    assert ask("kin_data", "").json()["results"][0]["held_by"] == ["Stonebridge Council", "Threshold Homes"]


def test_the_same_key_is_done_once(send, cast: Cast) -> None:
    answers = [send("council", "", risk_body(cast), key="k") for _ in range(2)]
    assert [answer.status_code for answer in answers] == [201, 200]
    assert Risk.objects.count() == 1
    assert send("council", "", risk_body(cast, event="Another"), key="k").status_code == 422


@pytest.mark.parametrize(
    "product", [7, 11, 13, 14, 17, 18, 19, 21, 22, 23, 24], ids=lambda value: f"K7-{value}"
)
@pytest.mark.parametrize("name", ["score", "product"])
def test_a_product_is_never_sent(send, cast: Cast, product: int, name: str) -> None:
    live(cast)
    for body in ({name: product, "reason": "Seen", "decision": "D-001"}, SCORE | {name: product}):
        answer = send("council", "/1/scores", body)
        assert answer.status_code == 422
        assert list(answer.json()["fields"]) == [name]
    assert ScoreEntry.objects.count() == 1


def test_K8_a_step_that_is_none_is_refused(send, cast: Cast) -> None:
    live(cast)
    for name in ("likelihood", "consequence"):
        answers = [
            send("council", "/1/scores", SCORE | {name: value}) for value in (0, 6, 2.5, "", None, "four")
        ]
        assert {answer.status_code for answer in answers} == {422}
    assert ScoreEntry.objects.count() == 1


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
@pytest.mark.parametrize("path", ["/1", "/1/scores", "/1/reviews"])
def test_K20_nothing_is_changed_or_deleted(client, cast: Cast, method: str, path: str) -> None:
    live(cast)
    client.force_login(cast.people["council"], backend=BACKEND)
    assert getattr(client, method)(f"{BASE}{path}", {}, content_type="application/json").status_code == 405


def test_K1_an_owner_is_refused_and_never_told(send, cast: Cast) -> None:
    owned = send("council", "", risk_body(cast, owner=str(cast.people["council"].id)))
    assert (owned.status_code, list(owned.json()["fields"])) == (422, ["owner"])
    made = send("council", "", risk_body(cast)).json()
    assert owner_like(keys(made)) == set()
    sent = {
        name
        for kind in (answer(RiskPage), *vars(api).values())
        if hasattr(kind, "_declared_fields")
        for name in kind._declared_fields
    }
    assert owner_like(sent) == set()


def keys(value: Any) -> Iterator[str]:
    for name, inner in value.items() if isinstance(value, dict) else []:
        yield name
        yield from keys(inner)
    for inner in value if isinstance(value, list) else []:
        yield from keys(inner)


def test_K5_holders_without_a_lead_role_are_refused(send, cast: Cast) -> None:
    answer = send("council", "", risk_body(cast, holders=[{"org": str(cast.orgs["COU"]), "role": ""}]))
    assert (answer.status_code, answer.json()["code"]) == (422, "no_role")


def test_K3_nobody_agrees_for_another(send, cast: Cast) -> None:
    raised(cast, "COU", "HOM")
    answer = send("council", "/1/agreements", {"org": str(cast.orgs["HOM"])})
    assert (answer.status_code, answer.json()["code"]) == (403, "no_mandate")


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/1/reviews", {"reason": "Still so"}),
        ("/1/moves", {"verb": "happen", "reason": "It began"}),
        ("/1/links", {"ref": "R-01", "side": "cause"}),
        ("/1/holders", {"role": "Centre manager"}),
        ("/1/releases", {"reason": "No room"}),
    ],
)
def test_each_verb_answers_with_the_risk(send, cast: Cast, path: str, body: dict[str, str]) -> None:
    joint(cast)
    live_risk = live(cast)
    org = {"/1/holders": "KIN", "/1/releases": "COU"}.get(path)
    body = body | ({"org": str(cast.orgs[org])} if org else {})
    answer = send("council", path.replace("/1", f"/{live_risk.number}"), body)
    assert (answer.status_code, answer.json()["risk"]["ref"]) == (201, "R-02")


def test_the_map_and_the_list_count_the_same(ask, cast: Cast) -> None:
    live(cast, 4, 3)
    [spec] = ask("observer", "/map").json()
    assert spec["cells"][1][2]["count"] == 1
    assert ask("observer", "?cell=4x3").json()["count"] == 1
    assert ask("observer", "?cell=3x4").json()["count"] == 0
    assert ask("observer", "?due=sometimes").status_code == 422


@pytest.mark.parametrize("path", ["", "/1", "/map"])
def test_K42_a_stranger_gets_a_404(ask, cast: Cast, path: str) -> None:
    live(cast)
    assert ask("stranger", path).status_code == 404


@pytest.mark.parametrize(
    "path",
    ["", "/1/scores", "/1/reviews", "/1/moves", "/1/holders", "/1/agreements", "/1/releases", "/1/links"],
)
def test_K42_a_stranger_writes_nothing(send, cast: Cast, path: str) -> None:
    live(cast)
    before = (Risk.objects.count(), ScoreEntry.objects.count(), Holder.objects.count())
    assert send("stranger", path, risk_body(cast) if not path else SCORE).status_code == 404
    assert (Risk.objects.count(), ScoreEntry.objects.count(), Holder.objects.count()) == before
