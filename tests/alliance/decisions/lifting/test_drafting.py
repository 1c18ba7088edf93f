"""One click drafts from an objection the words that would lift it; the difference is shown before anything is sent."""

from rest_framework.test import APIClient

from alliance.decisions import actions, queries
from alliance.decisions.drafting import drafts
from alliance.ledger import queries as ledger
from tests.alliance.decisions.acting import act, all_vote, opened, vote
from tests.alliance.decisions.test_pages import at_home, page_of
from tests.cast import Cast, clock_at

AT_THE_END = "We call each week.\n\nChanged so that Threshold Homes can agree:\n\nStart in May."
WHY = "Threshold Homes disagreed. The harm it sees: It costs us beds."


def objected(cast: Cast, *orgs: str) -> None:
    opened(cast)
    for org in orgs or ("HOM",):
        vote(cast, 1, org, "disagree")


def lift(cast: Cast, *orgs: str) -> str:
    return "?" + "&".join(f"lift={cast.orgs[org]}" for org in orgs)


def drafted(cast: Cast, part: str, *orgs: str):
    with clock_at(hours=6):
        return queries.drafted_change(cast.viewer(part), 1, lift=[cast.orgs[org] for org in orgs])


def test_the_smallest_change_stands_at_the_end_under_a_plain_sentence(cast: Cast) -> None:
    objected(cast)
    found = drafted(cast, "kin", "HOM")
    assert (found.text, found.reason, found.revision) == (AT_THE_END, WHY, 1)
    assert [piece.kind for piece in found.changes] == ["kept", "added"]


def test_several_objections_make_one_draft_and_one_that_is_none_makes_nothing(cast: Cast) -> None:
    objected(cast, "HOM", "ICB")
    found = drafted(cast, "kin", "HOM", "ICB", "COU")
    assert "Changed so that Four Rivers ICB and Threshold Homes can agree:" in found.text
    assert found.reason.count("disagreed") == 2
    assert drafted(cast, "kin", "COU").code == "no_objection"


def test_the_proposer_gets_the_form_filled_and_sees_what_would_change(cast: Cast) -> None:
    objected(cast)
    assert f"amend/{lift(cast, 'HOM')}" in page_of(cast, "kin", "1/")
    said = page_of(cast, "kin", f"1/amend/{lift(cast, 'HOM')}")
    assert "What would change" in said
    assert "<ins>" in said
    assert "Start in May.</textarea>" in said
    assert WHY in said
    assert "What would change" not in page_of(cast, "kin", "1/amend/").replace("Show what would change", "")


def test_looking_sends_nothing_and_sending_voids_the_votes(cast: Cast) -> None:
    objected(cast)
    client, before = at_home(cast, "kin"), ledger.events(cast.alliance)
    path = f"/a/{cast.slug}/decisions/1/amend/{lift(cast, 'HOM')}"
    typed = {"title": "Weekly calls", "text": f"{AT_THE_END} And in June.", "reason": WHY, "revision": 1}
    with clock_at(hours=6):
        looked = client.post(path, typed | {"look": "yes"})
        assert "And in June.</ins>" in looked.content.decode()
        assert ledger.events(cast.alliance) == before
        assert client.post(path, typed).status_code == 302
        page = queries.decision(cast.viewer("kin"), 1)
    assert (page.revision, page.objections, page.wordings[-1].reason) == (2, (), WHY)


def test_anybody_else_who_may_draft_suggests_it_to_the_proposing_member(cast: Cast) -> None:
    objected(cast)
    assert f"suggest/{lift(cast, 'HOM')}" in page_of(cast, "homes", "1/")
    assert "Draft the change" not in page_of(cast, "observer", "1/")
    path, typed = (
        f"/a/{cast.slug}/decisions/1/suggest/{lift(cast, 'HOM')}",
        {"title": "Calls", "text": AT_THE_END},
    )
    with clock_at(hours=6):
        assert at_home(cast, "homes").get(path).status_code == 200
        assert at_home(cast, "homes").post(path, typed).status_code == 302
        for part in ("observer", "kin"):
            assert at_home(cast, part).get(path).status_code == 404
        (made,) = drafts.drafts(cast.viewer("kin"))
        assert (made.text, made.how, made.concerns, made.writes) == (AT_THE_END, "amends", 1, True)
        assert drafts.drafts(cast.viewer("manager")) == []
        kin = at_home(cast, "kin")
        shown = kin.get(f"/a/{cast.slug}/decisions/drafts/{made.id}/").content.decode()
        assert f"/decisions/1/amend/?draft={made.id}" in shown
        kept = {"title": "Calls", "text": f"{AT_THE_END}\n\nAnd June.", "version": 1}
        assert kin.post(f"/a/{cast.slug}/decisions/drafts/{made.id}/", kept).status_code == 302
        begun = kin.get(f"/a/{cast.slug}/decisions/1/amend/?draft={made.id}").content.decode()
        assert drafts.draft(cast.viewer("kin"), made.id).how == "amends"
        assert (
            at_home(cast, "icb").get(f"/a/{cast.slug}/decisions/1/amend/?draft={made.id}").status_code == 404
        )
    assert "And June.</textarea>" in begun
    assert f"{WHY} Suggested by Dora Provider." in begun


def test_programs_draft_and_suggest_it_too(cast: Cast) -> None:
    objected(cast)
    base = f"/api/v1/alliances/{cast.slug}/decisions/1"
    with clock_at(hours=6):
        homes = at_home(cast, "homes", APIClient)
        found = homes.get(f"{base}/drafted-change{lift(cast, 'HOM')}").json()
        assert (found["text"], found["changes"][1]["kind"]) == (AT_THE_END, "added")
        assert homes.get(f"{base}/drafted-change{lift(cast, 'COU')}").json()["code"] == "no_objection"
        sent = {"title": found["title"], "text": found["text"]}
        made = homes.post(f"{base}/suggestions", sent, format="json")
        assert (made.status_code, made.json()["how"]) == (201, "amends")
        assert (
            at_home(cast, "observer", APIClient).post(f"{base}/suggestions", sent, format="json").status_code
            == 403
        )


def test_once_the_vote_has_ended_nothing_is_drafted_or_suggested(cast: Cast) -> None:
    objected(cast)
    act(cast, "kin", actions.withdraw_proposal, hours=3, proposal=1, reason="Another way.")
    assert drafted(cast, "kin", "HOM").code == "no_objection"
    with clock_at(hours=6):
        assert drafts.suggest(cast.viewer("homes"), 1, title="t", text="x").code == "closed"
    assert "Draft the change" not in page_of(cast, "homes", "1/")


def test_the_page_and_the_api_say_how_long_agreement_took(cast: Cast) -> None:
    objected(cast)
    act(cast, "kin", actions.amend_proposal, hours=50, proposal=1, revision=1, title="Calls", text=AT_THE_END)
    all_vote(cast, 1, revision=2, hours=100)
    with clock_at(hours=101):
        page = queries.decision(cast.viewer("observer"), 1)
        said = at_home(cast, "observer").get(page.url).content.decode()
        api = at_home(cast, "observer", APIClient).get(f"/api/v1/alliances/{cast.slug}/decisions/1").json()
    assert page.agreement.words == "4 days from the first objection to agreement"
    assert page.agreement.words in said
    assert api["agreement"]["first_objection"].startswith("2026-03-02T11:00:00")
