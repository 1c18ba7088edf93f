"""Terms of gain and pain: put into force by a decision, shown with the sum worked through, reached by nothing else."""

from typing import Any

import pytest
from django.apps import apps

from alliance.decisions.models import Proposal
from alliance.door.action import Done
from alliance.door.refusals import NotFound, Refused
from alliance.ledger import queries as ledger
from risks.shares import actions, queries
from risks.shares.models import ShareTerms
from risks.shares.sums import Part
from tests.alliance.decisions import acting
from tests.cast import Cast, build, clock_at, done

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
API = "/api/v1/alliances/stonebridge/risks/shares"
PAGE = "/a/stonebridge/risks/shares/"


@pytest.fixture(autouse=True)
def _on_the_day():
    with clock_at(hours=3):
        yield


def decided(cast: Cast, matter: str = "commercial_framework") -> int:
    number = acting.opened(cast, matter=matter)
    acting.all_vote(cast, number)
    return number


def adopt(cast: Cast, decision: int, *, by: str = "manager", **wish: Any) -> Done | Refused:
    parts = [Part(str(cast.orgs["KIN"]), 4_000, 1_000_000), Part(str(cast.orgs["HOM"]), 6_000, 3_000_000)]
    given = {"target": 100_000_000, "owner_bp": 5_000, "cap_bp": 1_000, "parts": parts} | wish
    return actions.adopt_terms(cast.caller(by), decision=decision, **given)


def code(answer: object) -> str:
    assert isinstance(answer, Refused), answer
    return answer.code


def test_terms_are_versioned_by_decision_and_stand_in_contract_order(cast: Cast) -> None:
    assert done(adopt(cast, decided(cast))) == "1"
    found = queries.shares(cast.viewer("kin"))
    assert (found.agreed, found.terms.decision, found.terms.number) == (True, "D-001", 1)
    assert found.terms.owners == ["Stonebridge Council", "Four Rivers ICB"]
    assert [part.name for part in found.terms.parts] == ["Threshold Homes", "Kinfolk Centre"]
    assert [event.body["decision"] for event in ledger.events(cast.alliance, types=["shares.adopted"])] == [
        "D-001"
    ]
    for row in found.examples:
        assert sum(one.pence for one in row.amounts) == row.counted


def test_a_decision_is_used_once_and_for_what_it_decided(cast: Cast) -> None:
    framework, target, other = decided(cast), decided(cast, "target_cost"), decided(cast, "vision")
    assert code(adopt(cast, other)) == "wrong_matter"
    assert code(adopt(cast, target)) == "target_only"  # nothing is in force whose target it could move
    done(adopt(cast, framework))
    assert code(adopt(cast, framework, target=1)) == "used"
    assert code(adopt(cast, target)) == "nothing_new"
    assert code(adopt(cast, target, target=90_000_000, cap_bp=2_000)) == "target_only"
    assert done(adopt(cast, target, target=90_000_000)) == "2"
    assert [one.target for one in queries.shares(cast.viewer("kin")).versions] == [90_000_000, 100_000_000]


def test_K40_terms_whose_shares_are_not_one_whole_are_refused_at_the_door(cast: Cast) -> None:
    number = decided(cast)
    assert code(adopt(cast, number, parts=[Part(str(cast.orgs["KIN"]), 9_999, 0)])) == "bp"
    assert code(adopt(cast, number, parts=[Part(str(cast.orgs["KIN"]), 10_000.0, 0)])) == "bp"
    assert code(adopt(cast, number, owner_bp=-1)) == "owner_bp"
    assert code(adopt(cast, number, parts=[Part(str(cast.orgs["COU"]), 10_000, 0)])) == "org"
    assert code(adopt(cast, number, parts=[Part(str(cast.orgs["KIN"]), 5_000, 0)] * 2)) == "org"
    assert code(adopt(cast, number, by="homes")) == "not_allowed"
    with pytest.raises(NotFound):
        adopt(cast, 99)
    assert not ShareTerms.objects.exists()
    assert Proposal.objects.get(alliance_id=cast.alliance, number=number).used_at is None


def test_where_nothing_is_agreed_the_sum_is_explained_with_bodies_that_do_not_exist(
    client, cast: Cast
) -> None:
    client.force_login(cast.people["observer"], backend=BACKEND)
    text = client.get(PAGE).content.decode()
    assert "bodies that do not exist" in text
    assert "A housing association" in text
    assert "no review, no score and no measure" in text.lower()
    assert "nothing here pays, charges or stores a result" in text


def test_a_figure_is_tried_on_the_page_and_nothing_is_stored(client, cast: Cast) -> None:
    done(adopt(cast, decided(cast)))
    client.force_login(cast.people["observer"], backend=BACKEND)
    before = len(ledger.events(cast.alliance))
    text = client.get(PAGE, {"actual": "£1,080,000"}).content.decode()
    assert "If £1,080,000 were spent" in text
    text = text.replace("\N{WORD JOINER}", "")
    assert "(−£23,000) + (−£23,000) + (−£24,000) + (−£10,000) = −£80,000" in text
    assert "stop that at £34,000; the commissioners bear the other £6,000 as well" in text
    assert client.get(PAGE, {"actual": "a lot"}).status_code == 422
    assert len(ledger.events(cast.alliance)) == before


def test_the_manager_types_what_was_decided_in_pounds_and_per_cents(client, cast: Cast) -> None:
    decided(cast)
    client.force_login(cast.people["manager"], backend=BACKEND)
    form = {"decision": 1, "target": "1,000,000", "owner_bp": "50", "cap_bp": "12.5%"}
    form |= {f"share_{cast.orgs['HOM']}": "100", f"margin_{cast.orgs['HOM']}": "£30,000.50"}
    assert client.post(f"{PAGE}new/", form | {"cap_bp": "lots"}).status_code == 422
    assert "The new terms are in force." in client.post(f"{PAGE}new/", form, follow=True).content.decode()
    settings = ShareTerms.objects.get().settings
    assert (settings["target"], settings["cap_bp"]) == (100_000_000, 1_250)
    assert settings["parts"] == [{"org": str(cast.orgs["HOM"]), "bp": 10_000, "margin": 3_000_050}]
    client.force_login(cast.people["homes"], backend=BACKEND)
    assert client.get(f"{PAGE}new/").status_code == 404


def test_programs_get_the_same_sum_and_K40_send_no_float(client, cast: Cast) -> None:
    client.force_login(cast.people["manager"], backend=BACKEND)
    body = {
        "decision": decided(cast), "target": 100_000_000, "owner_bp": 5_000, "cap_bp": 1_000,
        "parts": [{"org": str(cast.orgs["HOM"]), "bp": 10_000, "margin": 3_000_000}],
    }  # fmt: skip

    def post(**more: Any) -> Any:
        return client.post(API, body | more, content_type="application/json")

    assert [post(owner_bp=wrong).status_code for wrong in (5_000.0, "5000", -1, True)] == [422] * 4
    made = post()
    assert (made.status_code, made.json()["terms"]["decision"]) == (201, "D-001")
    tried = client.get(f"{API}/tried?actual=94000000").json()
    assert [one["pence"] for one in tried["amounts"]] == [1_500_000, 1_500_000, 3_000_000]
    assert client.get(f"{API}/tried?actual=1.5").status_code == 422


def test_K42_terms_are_the_alliances_own(client, cast: Cast) -> None:
    done(adopt(cast, decided(cast)))
    elsewhere = build("elsewhere")
    client.force_login(elsewhere.people["manager"], backend=BACKEND)
    assert client.get(PAGE).status_code == client.get(API).status_code == 404
    assert not queries.shares(elsewhere.viewer("manager")).agreed


def test_no_review_score_or_measure_has_a_way_into_the_sum_nor_does_it_reach_them() -> None:
    leads = {field.related_model._meta.label for field in ShareTerms._meta.get_fields() if field.is_relation}
    assert leads == {"alliance.Alliance"}
    pointing = [
        model._meta.label for model in apps.get_models()
        if any(field.is_relation and field.related_model is ShareTerms for field in model._meta.local_fields)
    ]  # fmt: skip
    assert pointing == []
