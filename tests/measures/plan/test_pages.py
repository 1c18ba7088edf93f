"""The plan can be settled from nothing through its pages, and through the API the same."""

import pytest

from measures.plan.queries import plan

pytestmark = pytest.mark.django_db
FROM = {"valid_from_day": "1", "valid_from_month": "4", "valid_from_year": "2026"}
STARTS = {"starts_on_day": "1", "starts_on_month": "4", "starts_on_year": "2026"}
FIRST = {"first_day": "1", "first_month": "4", "first_year": "2026"}
LATER = {"valid_from_day": "1", "valid_from_month": "7", "valid_from_year": "2026"}
DAY = "2026-04-01"


def sign_in(client, cast, part="manager"):
    client.force_login(cast.people[part], backend="allauth.account.auth_backends.AuthenticationBackend")
    return f"/a/{cast.slug}/measures/plan/", f"/api/v1/alliances/{cast.slug}/measures/plan"


def steps(cast):
    """Every form of the plan, filled in an order that works from nothing."""
    yield "instrument", {"instrument": "ons4_happy", "scale": "metric"} | FROM
    yield "measure", {"wording": "Somebody to count on", "kind": "proportion"} | FROM
    yield "version", {"code": "M-02", "counts_as": "those who answered by post too"} | LATER
    yield "cohort", {"name": "Adults"}
    yield "breakdown", {"name": "Age band", "categories": "Under 25\n25 and over (all)\nNot stated"}
    yield "quarters", {"count": "4"} | FIRST
    yield "supplier", {"org": str(cast.orgs["HOM"]), "name": "Threshold"} | STARTS
    yield "view", {"name": "Young", "partners": ["HOM"], "cohorts": ["adults"], "split": "age-band=under-25"}


def test_a_whole_plan_is_settled_through_the_pages(client, cast):
    pages, _ = sign_in(client, cast)
    for what, filled in steps(cast):
        assert client.get(f"{pages}{what}/").status_code == 200
        answer = client.post(f"{pages}{what}/", filled | {"once": f"key-{what}"})
        assert (answer.status_code, answer.headers.get("Location")) == (302, pages), (
            what,
            answer.content.decode(),
        )
    held = plan(cast.viewer("homes"))
    assert [each.ref for each in held.measures] == ["M-01/1", "M-02/1", "M-02/2"]
    assert [name for _, name in held.breakdowns[0].categories] == [
        "Under 25",
        "25 and over (all)",
        "Not stated",
    ]
    assert (held.views[-1].dimension, held.views[-1].category) == ("age-band", "under-25")
    told = client.get(pages).content.decode()
    assert all(words in told for words in ("Happiness yesterday", "Threshold Homes", "2026/27 Q4", "Young"))


def test_a_refused_instrument_is_told_on_the_form_with_what_is_open(client, cast):
    pages, _ = sign_in(client, cast)
    filled = {"instrument": "eq5d5l", "scale": "metric", "once": "one"} | FROM
    answer = client.post(f"{pages}instrument/", filled)
    assert answer.status_code == 409
    assert "EuroQol" in answer.content.decode()
    assert "ONS4" in answer.content.decode()


def test_a_double_click_adds_once(client, cast):
    pages, _ = sign_in(client, cast)
    filled = {"wording": "Somebody to count on", "kind": "proportion", "once": "same"} | FROM
    assert [client.post(f"{pages}measure/", filled).status_code for _ in range(2)] == [302, 302]
    assert len(plan(cast.viewer("homes")).measures) == 1


def test_the_api_settles_the_same_plan(client, cast):
    _, api = sign_in(client, cast)
    sent = (
        ("instruments", {"instrument": "swemwbs", "valid_from": DAY}, "M-01"),
        ("measures", {"wording": "Somebody", "kind": "proportion", "valid_from": DAY}, "M-02"),
        ("versions", {"code": "M-02", "valid_from": "2026-07-01"}, "M-02/2"),
        ("cohorts", {"name": "Adults"}, "adults"),
        (
            "breakdowns",
            {"name": "Age", "categories": [{"code": "a", "name": "A"}, {"code": "b", "name": "B"}]},
            "age",
        ),
        ("quarters", {"first": DAY, "count": 2}, "2026/27 Q2"),
        ("suppliers", {"org": str(cast.orgs["KIN"]), "starts_on": DAY}, "KIN"),
        ("views", {"name": "Kin alone", "partners": ["KIN"]}, "kin-alone"),
    )
    for path, body, ref in sent:
        answer = client.post(f"{api}/{path}", body, content_type="application/json")
        assert (answer.status_code, answer.json()) == (201, {"ref": ref})
    held = client.get(api).json()
    assert [each["code"] for each in held["views"]] == ["alliance", "KIN", "kin-alone"]
    assert [each["version"] for each in held["measures"]] == [1, 1, 2]


def test_the_api_refuses_as_the_pages_do(client, cast):
    _, api = sign_in(client, cast, "homes")
    answer = client.post(f"{api}/cohorts", {"name": "Adults"}, content_type="application/json")
    assert (answer.status_code, answer.json()["code"]) == (403, "not_allowed")
    answer = client.post(f"{api}/quarters", {"first": "soon"}, content_type="application/json")
    assert (answer.status_code, set(answer.json()["fields"])) == (422, {"first", "count"})
