"""Drafts: read by whom they are shared with, changed by several without overwriting, thrown away when asked twice."""

import re
from datetime import date

import pytest
from rest_framework.test import APIClient

from alliance.decisions import actions
from alliance.decisions.asked import Asked
from alliance.decisions.drafting import drafts
from alliance.decisions.forms.fields import WAYS, Concerning, linked
from alliance.decisions.models import Draft
from alliance.door.refusals import NotFound, Refused
from tests.alliance.decisions.acting import act, all_vote, code, number, opened, vote
from tests.alliance.decisions.test_pages import at_home
from tests.cast import Cast, clock_at

WORDS = {"matter": "practice", "title": "Calls", "text": "Weekly"}


def begun(cast: Cast) -> int:
    return drafts.begin_draft(cast.viewer("kin"), **WORDS)


def test_a_draft_is_read_by_whom_it_is_shared_with_and_by_no_superuser(cast: Cast) -> None:
    kin, icb, manager = cast.viewer("kin"), cast.viewer("icb"), cast.viewer("manager")
    cast.people["manager"].is_superuser = True
    cast.people["manager"].save()
    made = begun(cast)
    assert drafts.drafts(icb) == drafts.drafts(manager) == []
    assert drafts.share_draft(kin, made, cast.people["icb"].id) is None
    assert [(one.title, one.writes) for one in drafts.drafts(icb)] == [("Calls", False)]
    assert drafts.drafts(manager) == []
    with pytest.raises(NotFound):
        drafts.share_draft(icb, made, cast.people["council"].id)
    assert isinstance(drafts.share_draft(kin, made, cast.people["stranger"].id), Refused)
    drafts.unshare_draft(kin, made, cast.people["icb"].id)
    assert drafts.drafts(icb) == []


def test_who_may_only_read_changes_nothing_and_who_may_write_does(cast: Cast) -> None:
    kin, icb, made = cast.viewer("kin"), cast.viewer("icb"), begun(cast)
    drafts.share_draft(kin, made, cast.people["icb"].id)
    assert drafts.save_draft(icb, made, version=1, title="Mine").code == "read_only"
    drafts.share_draft(kin, made, cast.people["icb"].id, writes=True)
    assert drafts.save_draft(icb, made, version=1, title="Ours") is None
    found = drafts.draft(kin, made)
    assert (found.title, found.text, found.version, found.changed_by) == (
        "Ours",
        "Weekly",
        2,
        "Cleo Commissioner",
    )
    with pytest.raises(NotFound):
        drafts.discard_draft(icb, made)


def test_two_who_change_it_at_once_see_both_and_nothing_is_lost_unseen(cast: Cast) -> None:
    made = begun(cast)
    drafts.share_draft(cast.viewer("kin"), made, cast.people["icb"].id, writes=True)
    url, kin = f"/a/{cast.slug}/decisions/drafts/{made}/", at_home(cast, "kin")
    with clock_at(hours=1):
        assert 'name="version" value="1"' in kin.get(url).content.decode()
        at_home(cast, "icb").post(url, WORDS | {"text": "Theirs", "version": "1"})
        late = kin.post(url, WORDS | {"text": "Mine", "version": "1"})
    shown = late.content.decode()
    assert (late.status_code, Draft.objects.get().text) == (409, "Theirs")
    assert "Cleo Commissioner changed this draft at" in shown
    assert "Theirs" in shown
    assert "Mine</textarea>" in shown
    assert 'name="version" value="2"' in shown
    with clock_at(hours=2):
        assert kin.post(url, WORDS | {"text": "Mine", "version": "2"}).status_code == 302
    assert Draft.objects.get().text == "Mine"


def test_it_is_thrown_away_only_once_confirmed(cast: Cast) -> None:
    made, kin = begun(cast), at_home(cast, "kin")
    url = f"/a/{cast.slug}/decisions/drafts/{made}/discard/"
    with clock_at(hours=1):
        assert "cannot be brought back" in kin.get(url).content.decode()
        assert Draft.objects.count() == 1
        assert at_home(cast, "icb").post(url).status_code == 404
        assert kin.post(url).status_code == 302
    assert Draft.objects.count() == 0


def test_programs_do_the_same(cast: Cast) -> None:
    kin, url = at_home(cast, "kin", APIClient), f"/api/v1/alliances/{cast.slug}/decisions/drafts"
    icb = str(cast.people["icb"].id)
    with clock_at(hours=1):
        made = kin.post(url, WORDS, format="json").json()
        one = f"{url}/{made['id']}"
        codes = [
            kin.put(one, WORDS | {"version": 1, "text": "Daily"}, format="json").status_code,
            kin.put(one, WORDS | {"version": 1}, format="json").status_code,
            kin.post(f"{one}/readers", {"person": icb}, format="json").status_code,
            at_home(cast, "icb", APIClient).get(one).status_code,
            kin.delete(f"{one}/readers/{icb}").status_code,
            at_home(cast, "icb", APIClient).get(one).status_code,
        ]
        assert kin.get(one).json()["text"] == "Daily"
        codes += [kin.delete(one).status_code, kin.get(one).status_code]
    assert codes == [200, 409, 201, 200, 200, 404, 200, 404]


def test_a_draft_opens_with_its_words_and_the_decision_it_is_about(cast: Cast) -> None:
    here = f"/a/{cast.slug}/decisions/new/?matter=practice"
    with clock_at(hours=1):
        first = at_home(cast, "kin").get(here).content.decode()
    opened(cast)
    all_vote(cast, 1)
    made = drafts.begin_draft(cast.viewer("kin"), **WORDS | {"concerns": 1, "how": "ends"})
    with clock_at(hours=3):
        shown = at_home(cast, "kin").get(f"{here}&draft={made}").content.decode()
    assert "Is it about an earlier decision?" not in first
    assert "Weekly</textarea>" in shown
    assert re.search(r'value="ends"[^>]* checked', shown)


def test_a_draft_that_was_opened_is_listed_no_longer_and_says_what_it_became(cast: Cast) -> None:
    draft = begun(cast)
    sent = {
        "org": str(cast.orgs["KIN"]), "title": "Weekly calls", "text": "We call.", "venue": "written", "closes_time": "17:00",
        "review_on_day": "1", "review_on_month": "9", "review_on_year": "2026",
    }  # fmt: skip
    with clock_at(hours=3):
        client, here = at_home(cast, "kin"), f"/a/{cast.slug}/decisions"
        refused = client.post(f"{here}/new/?matter=practice&draft={draft}", sent | {"title": ""})
        listed = [line.id for line in drafts.drafts(cast.viewer("kin"))]
        done = client.post(f"{here}/new/?matter=practice&draft={draft}", sent)
        shown = client.get(f"{here}/drafts/{draft}/").content.decode()
    assert (refused.status_code, listed, done.status_code) == (422, [draft], 302)
    assert [line.id for line in drafts.drafts(cast.viewer("kin"))] == []
    assert "opened for votes as" in shown
    assert f"{here}/1/" in shown


def test_a_title_that_asks_says_what_agreeing_means(cast: Cast) -> None:
    given = {
        "org": cast.orgs["KIN"],
        "matter": "vision",
        "review_on": date(2026, 9, 1),
        "title": "Shall we carry on?",
    }
    asks = Asked(text="A year ago we began.", **given)
    assert code(act(cast, "kin", actions.open_proposal, asked=asks)) == ("text", 422)
    says = Asked(text="A year ago we began.\nTo agree means: we carry on for a year.", **given)
    assert number(act(cast, "kin", actions.open_proposal, asked=says)) == 1
    with clock_at(hours=3):
        shown = at_home(cast, "council").get(f"/a/{cast.slug}/decisions/1/vote/").content.decode()
    assert shown.count("To agree means:") == 1
    assert '<p class="al-lead"><strong>If you agree:</strong> we carry on for a year.</p>' in shown


def test_a_vote_that_is_changed_begins_with_its_own_last_words_and_nobody_elses(cast: Cast) -> None:
    opened(cast)
    vote(cast, 1, "COU", "disagree", reason="We said so in May.")
    with clock_at(hours=3):
        mine = at_home(cast, "council").get(f"/a/{cast.slug}/decisions/1/vote/").content.decode()
        other = at_home(cast, "kin").get(f"/a/{cast.slug}/decisions/1/vote/").content.decode()
    for said in ("It costs us beds.", "Start in May.", "We said so in May."):
        assert said in mine
        assert said not in other


@pytest.mark.parametrize(
    ("how", "says"),
    [
        ("nonsense", "Choose one of the ways that are offered."),
        ("", "Say what it would do with that decision."),
    ],
)
def test_an_unknown_way_is_refused_in_words(how, says):
    form = Concerning({"concerns": "1", "how": how})
    form.choose_among([(1, "D-001")])
    assert form.errors == {"how": [says]}
    assert linked(1, how) == {}


def test_every_way_that_is_offered_leads_somewhere():
    assert all(linked(1, way) for way in WAYS)
