"""An item is put to the vote, carried over and called again through the pages and the API."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from alliance.decisions.actions import cast_vote, close_early
from alliance.decisions.drafting import drafts
from alliance.decisions.models import Proposal
from alliance.decisions.queries import proposing
from alliance.door.action import Done, must
from meetings.meetings import actions, queries
from meetings.meetings.models import AgendaItem, Meeting
from tests.cast import Cast, clock_at
from tests.meetings.meetings.test_pages import API, PAGE, signed_in
from tests.meetings.meetings.test_votes import ballots
from tests.meetings.stage import DAY, FOUR, MORNING, announced, put_to_vote, under_way

WORDS = {"matter": "practice", "title": "Winter beds", "text": "We open twenty beds."}
REVIEW = {"review_on_day": "1", "review_on_month": "9", "review_on_year": "2026"}


def voting(cast: Cast, client: Client, item: UUID, **more: str) -> str:
    form = WORDS | REVIEW | {"org": str(cast.orgs["COU"])} | more
    return client.post(f"{PAGE}1/agenda/{item}/vote/", form)


def test_an_item_is_put_to_the_vote_on_its_page_and_shows_beside_it(cast: Cast) -> None:
    meeting = under_way(cast, items=("Winter",))
    item = AgendaItem.objects.get()
    council, kin = signed_in(cast, "council"), signed_in(cast, "kin")
    with clock_at(hours=MORNING, minutes=5):
        asked = council.get(f"{PAGE}1/agenda/{item.id}/vote/").content.decode()
        unsaid = voting(cast, council, item.id, text="")
        done = voting(cast, council, item.id)
        again = voting(cast, council, item.id)
        seen = kin.get(f"{PAGE}1/").content.decode()
    assert 'value="Winter"' in asked
    assert "Everyone must agree" not in asked.partition("<form")[0]
    assert (unsaid.status_code, done.status_code, again.status_code) == (422, 302, 409)
    assert done.headers["Location"] == f"{PAGE}1/#agenda"
    assert "D-001 Winter beds" in seen
    assert "/a/stonebridge/decisions/1/vote/" in seen
    assert Meeting.objects.get(id=meeting).items.get().votes.count() == 1


def test_the_form_begins_with_a_draft_or_with_the_words_that_were_adjourned(cast: Cast) -> None:
    meeting = under_way(cast, items=("Winter",))
    item = AgendaItem.objects.get()
    council = signed_in(cast, "council")
    with clock_at(hours=MORNING, minutes=5):
        mine = drafts.begin_draft(cast.viewer("council"), matter="practice", title="From a draft", text="So.")
        drafted = council.get(f"{PAGE}1/agenda/{item.id}/vote/?draft={mine}").content.decode()
        hidden = signed_in(cast, "kin").get(f"{PAGE}1/agenda/{item.id}/vote/?draft={mine}")
        put_to_vote(cast, meeting, item.id, title="Beds for all")
        actions.record_departure(cast.caller("kin"), meeting=meeting, org=cast.orgs["KIN"])
        adjourned = council.get(f"{PAGE}1/agenda/{item.id}/vote/").content.decode()
    assert 'value="From a draft"' in drafted
    assert hidden.status_code == 404
    assert 'value="Beds for all"' in adjourned


def test_the_api_takes_up_puts_to_the_vote_and_shows_the_roll_call(cast: Cast) -> None:
    under_way(cast, items=("Winter",))
    item = AgendaItem.objects.get().id
    lead, council = signed_in(cast, "facilitator"), signed_in(cast, "council")
    body = WORDS | {"org": str(cast.orgs["COU"]), "review_on": "2026-09-01"}
    with clock_at(hours=MORNING, minutes=5):
        now = lead.post(f"{API}1/agenda/{item}/now/", {}, "application/json").json()
        made = council.post(
            f"{API}1/agenda/{item}/vote/", body, "application/json", headers={"Idempotency-Key": "k"}
        )
        same = council.post(
            f"{API}1/agenda/{item}/vote/", body, "application/json", headers={"Idempotency-Key": "k"}
        )
        wrong = council.post(f"{API}1/agenda/{item}/vote/", body | {"matter": "nothing"}, "application/json")
        page = council.get(f"{API}1/").json()
    assert now["items"][0]["now"] is True
    assert (made.status_code, same.status_code, wrong.status_code) == (201, 200, 409)
    assert [voice["position"] for voice in page["items"][0]["votes"][0]["voices"]] == ["silent"] * 4
    assert Proposal.objects.count() == 1


def carried_twice(cast: Cast) -> None:
    """Two meetings at which one item lacked the quorum, all through the API."""
    lead = signed_in(cast, "facilitator")
    for number, days in ((1, 0), (2, 14)):
        with clock_at(days=days, hours=1):
            announced(cast, day=DAY + timedelta(days=days))
            if number == 1:
                lead.post(f"{API}1/agenda/", {"text": "Winter"}, "application/json")
            else:
                offered = lead.get(f"{API}2/").json()["suggestions"]
                lead.post(
                    f"{API}2/agenda/suggested/", {"carried": [offered[0]["carried"]]}, "application/json"
                )
        with clock_at(days=days, hours=MORNING):
            lead.post(f"{API}{number}/open/", {}, "application/json")
            lead.post(f"{API}{number}/close/", {}, "application/json")


@pytest.mark.parametrize("row", [pytest.param(62, id="row-62")])
def test_what_lacked_the_quorum_twice_is_called_again_on_its_page_and_by_the_api(
    cast: Cast, row: int
) -> None:
    carried_twice(cast)
    lead = signed_in(cast, "facilitator")
    form = {"title": "Again", "begins": "10:00", "ends": "12:00", "place": "Hall"}
    early = {"day_day": "30", "day_month": "3", "day_year": "2026"}
    body = form | {"day": "2026-04-08"}
    with clock_at(days=23):
        seen = lead.get(f"{PAGE}2/").content.decode()
        asked = lead.get(f"{PAGE}2/again/").content.decode()
        soon = lead.post(f"{PAGE}2/again/", form | early)
        made = lead.post(f"{API}2/again/", body, "application/json")
        twice = lead.post(f"{PAGE}2/again/", form | early | {"day_day": "29", "day_month": "4"})
        third = lead.get(f"{PAGE}3/").content.decode()
    assert "The quorum was missing twice" in seen
    assert "at least 14 days on. 2 of 4 members are enough there" in asked
    assert (soon.status_code, made.status_code, twice.status_code) == (422, 201, 409)
    assert made.json()["adjourned_from"]["ref"] == "MT-002"
    assert "Lacked the quorum at MT-002" in third


def test_suggestions_come_with_one_click_each_or_all_at_once(cast: Cast) -> None:
    carried_twice(cast)
    kin = signed_in(cast, "kin")
    with clock_at(days=30):
        announced(cast, day=DAY + timedelta(days=60))
        offered = queries.meeting(cast.viewer("kin"), 3).suggestions
        done = kin.post(f"{PAGE}3/agenda/suggested/", {"refs": "", "carried": str(offered[0].carried)})
        nothing = kin.post(f"{PAGE}3/agenda/suggested/", {"refs": "", "carried": ""})
        odd = kin.post(f"{PAGE}3/agenda/suggested/", {"carried": "tuesday"})
        unseen = kin.post(f"{PAGE}3/agenda/suggested/", {"carried": str(UUID(int=1))})
    assert [(one.kind, one.title) for one in offered] == [("undecided", "Winter")]
    assert (done.status_code, nothing.status_code, odd.status_code, unseen.status_code) == (
        302,
        409,
        422,
        404,
    )


def test_decisions_to_look_at_again_are_offered_before_their_day(cast: Cast) -> None:
    meeting = under_way(cast, items=("Winter",))
    with clock_at(hours=MORNING, minutes=5):
        put_to_vote(cast, meeting, AgendaItem.objects.get().id)
        ballots(cast, ("council", "icb", "homes", "kin"), 1)
        assert close_early(cast.caller("council"), proposal=1) == Done("D-001")
        for day in (DAY + timedelta(days=20), DAY + timedelta(days=180)):
            announced(cast, day=day)
        soon, late = (queries.meeting(cast.viewer("kin"), number).suggestions for number in (2, 3))
    assert (soon, [(one.kind, one.ref, one.why) for one in late]) == (
        [],
        [("look", "D-001", "to be looked at again by 1 September 2026")],
    )


def test_votes_of_twenty_items_cost_as_many_queries_as_of_two(cast: Cast) -> None:
    meeting, counts = under_way(cast, items=tuple(f"Item {n}" for n in range(20))), []
    ids = list(AgendaItem.objects.order_by("position").values_list("id", flat=True))
    for first, last in ((0, 2), (2, 20)):
        with clock_at(hours=MORNING, minutes=5 + first):
            for item in ids[first:last]:
                assert isinstance(put_to_vote(cast, meeting, item), Done)
            viewer = cast.viewer("kin")
            with CaptureQueriesContext(connection) as seen:
                queries.meeting(viewer, 1)
        counts.append(len(seen))
    assert counts[0] == counts[1] <= 28


def test_who_comes_by_video_is_shown_so(cast: Cast) -> None:
    under_way(cast, here=FOUR[:3])
    kin = signed_in(cast, "kin")
    with clock_at(hours=MORNING, minutes=5):
        here = {"org": str(cast.orgs["KIN"]), "how": "remote"}
        assert kin.post(f"{PAGE}1/here/", here | {"how": "by owl"}).status_code == 422
        assert kin.post(f"{PAGE}1/here/", here).status_code == 302
        assert "10:05 until now, by video or phone" in kin.get(f"{PAGE}1/").content.decode()


def test_an_item_that_ended_without_agreement_is_offered_as_the_next_round_of_its_issue(cast: Cast) -> None:
    meeting = under_way(cast, items=("Winter",))
    item = AgendaItem.objects.get()
    council = signed_in(cast, "council")
    with clock_at(hours=MORNING, minutes=5):
        fresh = council.get(f"{PAGE}1/agenda/{item.id}/vote/").content.decode()
        put_to_vote(cast, meeting, item.id, matter="vision")
        ballots(cast, ("council",), 1, "abstain")
        ballots(cast, ("icb", "homes", "kin"), 1)
        close_early(cast.caller("council"), proposal=1)
        offered = council.get(f"{PAGE}1/agenda/{item.id}/vote/").content.decode()
        made = voting(cast, council, item.id, matter="vision", concerns="1")
    assert "Yes, D-001: Put it to the vote again" not in fresh
    assert "Yes, D-001: Put it to the vote again" in offered
    assert made.status_code == 302
    assert Proposal.objects.get(number=2).renews == Proposal.objects.get(number=1)


RESERVED = {
    "matter": "reserved", "category": "emergency", "legal_basis": "Homelessness duty", "consequence_title": "What it costs",
    "consequence_text": "We share it.",
}  # fmt: skip


@pytest.mark.parametrize("way", ["page", "api"])
def test_what_one_member_decides_and_a_rule_book_are_put_to_the_vote_at_a_meeting_too(
    cast: Cast, way: str
) -> None:
    under_way(cast, items=("Beds tonight", "How we decide"))
    first, second = AgendaItem.objects.order_by("position")
    council, mine = signed_in(cast, "council"), {"org": str(cast.orgs["COU"]), "owner": str(cast.orgs["COU"])}
    with clock_at(hours=MORNING, minutes=5):
        asked = council.get(f"{PAGE}1/agenda/{first.id}/vote/").content.decode()
        pages = {
            matter: council.get(f"{PAGE}1/agenda/{second.id}/vote/?matter={matter}")
            for matter in ("reserved", "rule_book")
        }
        if way == "page":
            ends = {"expires_on_day": "20", "expires_on_month": "3", "expires_on_year": "2026"}
            form = WORDS | REVIEW | RESERVED | mine | ends
            made = council.post(f"{PAGE}1/agenda/{first.id}/vote/?matter=reserved", form)
            shown = pages["rule_book"].context["form"]
            settings = {field.name: field.initial for field in shown if field.initial} | {"written_days": 20}
            book = council.post(
                f"{PAGE}1/agenda/{second.id}/vote/?matter=rule_book", settings | REVIEW | {"org": mine["org"]}
            )
        else:
            sent = WORDS | RESERVED | mine | {"review_on": "2026-09-01", "expires_on": "2026-03-20"}
            made = council.post(f"{API}1/agenda/{first.id}/vote/", sent, "application/json")
            now = proposing(cast.viewer("council")).settings
            sent = WORDS | {"matter": "rule_book", "org": mine["org"], "review_on": "2026-09-01"}
            book = council.post(
                f"{API}1/agenda/{second.id}/vote/",
                sent | {"settings": {**now, "written_days": 20}},
                "application/json",
            )
        must(
            cast_vote(
                cast.caller("council"),
                proposal=1,
                org=cast.orgs["COU"],
                revision=1,
                position="agree",
                reason="Frost.",
            )
        )
    assert {made.status_code, book.status_code} == {302 if way == "page" else 201}
    assert '<a href="?matter=reserved">' in asked
    assert all("closes_on" not in page.content.decode() for page in pages.values())
    use, rules, forced = Proposal.objects.order_by("number")
    assert (use.venue, use.owner_id, use.expires_on) == ("meeting", cast.orgs["COU"], date(2026, 3, 20))
    assert (rules.venue, rules.matter, forced.consequence_of) == ("meeting", "rule_book", use)


@pytest.mark.parametrize("way", ["page", "api"])
def test_a_draft_put_to_the_vote_in_a_meeting_keeps_the_decision_it_is_about(cast: Cast, way: str) -> None:
    meeting = under_way(cast, items=("Winter", "An end to it"))
    first, second = AgendaItem.objects.order_by("position")
    council = signed_in(cast, "council")
    with clock_at(hours=MORNING, minutes=5):
        put_to_vote(cast, meeting, first.id)
        ballots(cast, ("council", "icb", "homes", "kin"), 1)
        close_early(cast.caller("council"), proposal=1)
        about = {"concerns": 1, "how": "ends", "title": "End the beds", "text": "We end them."}
        draft = drafts.begin_draft(cast.viewer("council"), matter="practice", **about)
        if way == "page":
            form = WORDS | REVIEW | {"org": str(cast.orgs["COU"]), "concerns": "1"}
            made = council.post(f"{PAGE}1/agenda/{second.id}/vote/?draft={draft}", form)
        else:
            sent = WORDS | {
                "org": str(cast.orgs["COU"]),
                "review_on": "2026-09-01",
                "draft": draft,
                "concerns": 1,
            }
            made = council.post(
                f"{API}1/agenda/{second.id}/vote/", sent | {"how": "ends"}, "application/json"
            )
    assert made.status_code == (302 if way == "page" else 201), made.content
    assert Proposal.objects.get(number=2).reverses == Proposal.objects.get(number=1)
