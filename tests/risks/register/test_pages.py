"""The pages of risks: they work without a script, say no in words, and show strangers nothing."""

from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from risks.register.models import Holder, Risk, ScoreEntry
from tests.cast import Cast, clock_at
from tests.risks.register.stage import live, many, naming, raised

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
FORM = {
    "kind": "threat", "event": "Too few beds in winter", "cause": "The grant ends", "effect": "People sleep outside",
    "must_be_true": "We know by October", "domain": "lives", "proximity": "now",
    "review_on_day": "2", "review_on_month": "6", "review_on_year": "2026",
}  # fmt: skip


@pytest.fixture(autouse=True)
def _on_the_day():
    with clock_at(hours=1):
        yield


@pytest.fixture
def enter(client, cast: Cast):
    def sign_in(part: str):
        client.force_login(cast.people[part], backend=BACKEND)
        return client

    return sign_in


def roles(cast: Cast, *codes: str) -> dict[str, str]:
    return {f"role_{cast.orgs[code]}": f"Head of service at {code}" for code in codes}


def test_a_risk_goes_from_raised_to_scored_by_two_partners(enter, cast: Cast) -> None:
    answer = enter("council").post(
        "/a/stonebridge/risks/raise/", FORM | roles(cast, "COU", "HOM"), follow=True
    )
    assert answer.redirect_chain == [("/a/stonebridge/risks/1/", 302)]
    assert "R-01 is raised." in answer.content.decode()
    assert "Waiting for partners to agree" in answer.content.decode()
    agree = f"/a/stonebridge/risks/1/agree/{cast.orgs['HOM']}/"
    assert "Head of service at HOM" in enter("homes").get(agree).content.decode()
    enter("homes").post(agree, {"role": "Support manager"})
    day = {"due_on_day": "2", "due_on_month": "4", "due_on_year": "2026"}
    assert (
        "1 of 2"
        not in enter("homes").post("/a/stonebridge/risks/1/rounds/new/", day, follow=True).content.decode()
    )
    for part, org in (("homes", "HOM"), ("council", "COU")):
        url = f"/a/stonebridge/risks/1/view/{cast.orgs[org]}/"
        answer = enter(part).post(url, {"likelihood": 4, "consequence": 4}, follow=True)
        assert ("1 of 2 in" in answer.content.decode()) is (part == "homes")
    answer = enter("homes").post(
        "/a/stonebridge/risks/1/score/",
        {"likelihood": 4, "consequence": 4, "reason": "Seen", "decision": naming(cast).lower()},
        follow=True,
    )
    assert "Likelihood 4 × consequence 4 = 16: Extreme" in answer.content.decode()
    assert "Led there by: Support manager" in answer.content.decode()


def test_a_double_click_makes_one_risk(enter, cast: Cast) -> None:
    form = FORM | roles(cast, "COU", "HOM") | {"once": str(uuid4())}
    answers = [enter("council").post("/a/stonebridge/risks/raise/", form) for _ in range(2)]
    assert [answer["Location"] for answer in answers] == ["/a/stonebridge/risks/1/"] * 2
    assert Risk.objects.count() == 1


def test_what_is_missing_is_said_beside_its_field_and_what_was_typed_stays(enter, cast: Cast) -> None:
    answer = enter("council").post("/a/stonebridge/risks/raise/", FORM | {"event": "", "cause": "Kept words"})
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "Please look again at 1 thing" in text
    assert "Kept words" in text


def test_a_refusal_is_told_on_the_form(enter, cast: Cast) -> None:
    form = FORM | {f"role_{cast.orgs['COU']}": "Ada Commissioner"}
    answer = enter("council").post("/a/stonebridge/risks/raise/", form)
    assert answer.status_code == 422
    assert "Write the title of the role, not the name of a person." in answer.content.decode()
    assert not Risk.objects.exists()


def test_K8_a_step_that_is_none_is_refused(enter, cast: Cast) -> None:
    risk, by = live(cast), enter("council")
    for value in ("0", "6", "2.5", ""):
        form = {"likelihood": value, "consequence": "3", "reason": "Seen", "decision": naming(cast)}
        assert by.post(f"/a/stonebridge/risks/{risk.number}/score/", form).status_code == 422
    assert ScoreEntry.objects.count() == 1


def test_K7_a_product_that_is_typed_changes_nothing(enter, cast: Cast) -> None:
    risk = live(cast)
    form = {
        "decision": naming(cast),
        "likelihood": "2",
        "consequence": "3",
        "reason": "Seen",
        "product": "17",
        "score": "17",
    }
    enter("council").post(f"/a/stonebridge/risks/{risk.number}/score/", form)
    assert {entry.product for entry in ScoreEntry.objects.all()} == {16, 6}
    form = enter("council").get(f"/a/stonebridge/risks/{risk.number}/score/").content.decode()
    assert 'name="product"' not in form
    assert 'name="likelihood"' in form


VERBS = {
    "review": {"reason": "It is still so"}, "happening": {"reason": "It began"}, "close": {"reason": "Gone", "decision": "d-001"},
    "link": {"ref": "d-001", "side": ""}, "escalate": {"reason": "We see it worsen"},
    "target": {"likelihood": "2", "consequence": "4", "reason": "With more beds", "decision": "d-001"},
    "rounds/new": {"due_on_day": "2", "due_on_month": "4", "due_on_year": "2026", "reason": "A new winter"},
    "treatments/new": {"verb": "treat", "what": "Open ten beds", "due_on_day": "2", "due_on_month": "4", "due_on_year": "2026"},
}  # fmt: skip


@pytest.mark.parametrize("verb", VERBS)
def test_each_verb_has_a_page_of_its_own(enter, cast: Cast, verb: str) -> None:
    url = f"/a/stonebridge/risks/{live(cast).number}/{verb}/"
    assert enter("council").get(url).status_code == 200
    assert enter("council").post(url, {}).status_code == 422
    assert enter("council").post(url, VERBS[verb]).status_code == 302


def test_without_scripts_the_words_of_a_score_are_only_looked_at(enter, cast: Cast) -> None:
    url = f"/a/stonebridge/risks/{live(cast).number}/score/"
    sent = VERBS["target"] | {"reason": "The duty worker failed to escalate", "nudge": "yes"}
    answer = enter("council").post(url, sent)
    assert (answer.status_code, ScoreEntry.objects.count()) == (200, 1)
    assert "What made this step hard?" in answer.content.decode()


def test_a_partner_can_be_asked_and_can_say_no(enter, cast: Cast) -> None:
    risk = live(cast)
    asked = enter("observer").post(
        f"/a/stonebridge/risks/{risk.number}/ask/", {"org": cast.orgs["KIN"], "role": "Centre manager"}
    )
    assert asked.status_code == 302
    release = f"/a/stonebridge/risks/{risk.number}/release/{cast.orgs['KIN']}/"
    assert enter("council").post(release, {"reason": "Too much"}).status_code == 403
    assert enter("kin").post(release, {"reason": "Too much"}).status_code == 302
    assert Holder.objects.get(org=cast.orgs["KIN"]).state == "declined"


def test_someone_inside_without_the_right_is_told_so(enter, cast: Cast) -> None:
    risk = live(cast)
    form = {"likelihood": 1, "consequence": 1, "reason": "I say so", "decision": "D-001"}
    answer = enter("kin_data").post(f"/a/stonebridge/risks/{risk.number}/score/", form)
    assert answer.status_code == 403
    assert "Your role does not let you enter an agreed score." in answer.content.decode()


@pytest.mark.parametrize(
    "path",
    [
        "",
        "map/",
        "raise/",
        "matrix/",
        "appetite/",
        "overdue/",
        "1/",
        "1/score/",
        "1/review/",
        "1/close/",
        "1/ask/",
        "1/link/",
        "1/rounds/1/",
    ],
)
def test_a_stranger_sees_nothing(enter, cast: Cast, path: str) -> None:
    live(cast)
    assert enter("stranger").get(f"/a/stonebridge/risks/{path}").status_code == 404


@pytest.mark.parametrize(
    "path", ["99/", "99999999999999999999/", "99/score/", "1/agree/00000000-0000-4000-8000-000000000001/"]
)
def test_what_is_not_there_is_a_404(enter, cast: Cast, path: str) -> None:
    live(cast)
    assert enter("council").get(f"/a/stonebridge/risks/{path}").status_code == 404


def test_the_list_is_filtered_by_its_address(enter, cast: Cast) -> None:
    live(cast)
    found = (
        enter("council")
        .get("/a/stonebridge/risks/?band=Extreme&state=live&cell=4x4&due=&page=1")
        .content.decode()
    )
    assert "Too few beds in winter" in found
    assert (
        "No risk fits these filters"
        in enter("council").get("/a/stonebridge/risks/?band=Low").content.decode()
    )
    assert enter("council").get("/a/stonebridge/risks/?holder=x&due=x&cell=x&page=x").status_code == 200


def test_an_empty_list_says_what_to_do_first(enter, cast: Cast) -> None:
    assert "No risk has been raised yet" in enter("council").get("/a/stonebridge/risks/").content.decode()
    assert "No threat has a score yet" in enter("council").get("/a/stonebridge/risks/map/").content.decode()


def test_words_that_look_like_markup_stay_words(enter, cast: Cast) -> None:
    enter("council").post(
        "/a/stonebridge/risks/raise/", FORM | roles(cast, "COU") | {"event": "<script>x</script>"}
    )
    for path in ("", "1/"):
        text = enter("council").get(f"/a/stonebridge/risks/{path}").content.decode()
        assert "<script>x" not in text
        assert "&lt;script&gt;x" in text


@pytest.mark.parametrize("count", [10, 1_000])
def test_the_list_page_costs_the_same_however_long(enter, cast: Cast, count: int) -> None:
    many(cast, count)
    client = enter("council")
    client.get("/a/stonebridge/risks/")
    with CaptureQueriesContext(connection) as context:
        client.get("/a/stonebridge/risks/")
    assert len(context) == 15


def test_K1_K43_a_page_names_no_person_of_a_partner(enter, cast: Cast) -> None:
    raised(cast, "COU", "HOM", by="homes_data")
    text = enter("council").get("/a/stonebridge/risks/1/").content.decode()
    assert "Evan Datalead" not in text
    assert "owner" not in text.lower()
