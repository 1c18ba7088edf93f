"""The papers of a draft follow it when it is put to the vote; one for named people stays theirs."""

from datetime import date

import pytest
from django.test import Client

from alliance.decisions.actions import open_proposal
from alliance.decisions.asked import Asked
from alliance.decisions.drafting.drafts import begin_draft, share_draft
from alliance.door.action import Done
from alliance.door.refusals import NotFound, Refused
from alliance.ledger import queries as ledger
from alliance.papers.actions import remove_paper
from alliance.papers.models import Paper
from tests.alliance.papers.test_papers import attach, seen
from tests.cast import Cast, clock_at


def drafted(cast: Cast) -> int:
    """The Kinfolk Centre's draft, with an open paper, a confidential one, and one that was removed."""
    draft = begin_draft(cast.viewer("kin"), matter="vision", title="Calls", text="We call.")
    attach(cast, ref=f"DR-{draft}", title="Open")
    attach(cast, ref=f"DR-{draft}", title="For one", readers=(cast.people["icb"].id,))
    with clock_at(hours=3):
        gone = Paper.objects.get(title="Open")
        attach(cast, ref=f"DR-{draft}", title="Gone")
        remove_paper(cast.caller("kin"), paper=Paper.objects.get(title="Gone").id, reason="Wrong one")
    assert gone.ref == f"DR-{draft}"
    return draft


def opens(cast: Cast, part: str, org: str, draft: int) -> Done | Refused:
    asked = Asked(cast.orgs[org], "vision", "Calls", "We call.", review_on=date(2026, 9, 1), draft=draft)
    with clock_at(hours=4):
        return open_proposal(cast.caller(part), asked=asked)


def test_the_papers_of_a_draft_follow_it_when_it_opens(cast: Cast) -> None:
    draft = drafted(cast)
    assert opens(cast, "kin", "KIN", draft) == Done("D-001")
    assert {line.title for line in seen(cast, "icb", "D-001")} == {"Open", "For one"}
    assert [line.title for line in seen(cast, "council", "D-001")] == ["Open"]
    assert [line.title for line in seen(cast, "kin", f"DR-{draft}")] == ["Gone"]
    moved = ledger.events(cast.alliance, types=["paper.moved"])
    assert [(one.body["was"], one.body["ref"]) for one in moved] == [(f"DR-{draft}", "D-001")] * 2


@pytest.mark.parametrize("way", ["page", "api"])
def test_page_and_api_take_the_papers_of_the_draft_they_began_with(cast: Cast, way: str) -> None:
    draft, client = drafted(cast), Client()
    client.force_login(cast.people["kin"])
    said = {"org": str(cast.orgs["KIN"]), "title": "Calls", "text": "We call."}
    days = {"review_on_day": "1", "review_on_month": "9", "review_on_year": "2026"}
    with clock_at(hours=4):
        if way == "page":
            client.post(f"/a/{cast.slug}/decisions/new/?matter=vision&draft={draft}", said | days)
        else:
            sent = said | {"matter": "vision", "review_on": "2026-09-01", "draft": draft}
            client.post(f"/api/v1/alliances/{cast.slug}/decisions", sent, "application/json")
    assert [line.title for line in seen(cast, "council", "D-001")] == ["Open"]


def test_papers_stay_with_a_draft_that_another_may_only_read(cast: Cast) -> None:
    draft = drafted(cast)
    with pytest.raises(NotFound):
        opens(cast, "homes", "HOM", draft)
    share_draft(cast.viewer("kin"), draft, cast.people["homes"].id)
    assert opens(cast, "homes", "HOM", draft) == Done("D-001")
    assert seen(cast, "homes", "D-001") == []


def test_a_draft_on_which_two_people_write_is_opened_once(cast: Cast) -> None:
    draft = drafted(cast)
    share_draft(cast.viewer("kin"), draft, cast.people["homes"].id, writes=True)
    assert opens(cast, "kin", "KIN", draft) == Done("D-001")
    again = opens(cast, "homes", "HOM", draft)
    assert isinstance(again, Refused)
    assert (again.code, "D-001" in again.sentence) == ("opened_already", True)
    assert len(ledger.events(cast.alliance, types=["proposal.opened"])) == 1
