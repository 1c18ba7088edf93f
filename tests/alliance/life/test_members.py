"""Row 73 and a member's own notice: renamed under the same id, left, merged by a decision; votes show the names of their time."""

from datetime import timedelta

import pytest
from rest_framework.test import APIClient

from alliance.contract.models import Organisation
from alliance.decisions import queries
from alliance.decisions.using import usable
from alliance.door import clock
from alliance.door.action import Done
from alliance.door.rebuild import rebuild
from alliance.door.refusals import NotFound
from alliance.ledger import queries as ledger
from alliance.ledger.verify import verify
from alliance.life.actions import leave_alliance, merge_members, rename_member
from alliance.wings import registry
from tests.alliance.decisions.acting import act, all_vote, code, opened, row, settled, tail, vote
from tests.alliance.decisions.test_pages import at_home
from tests.cast import START, Cast

OLD, NEW = "Threshold Homes", "Threshold Housing"


def renamed(cast: Cast, by: str = "homes", org: str = "HOM", name: str = NEW, hours: float = 5):
    return act(cast, by, rename_member, hours=hours, org=cast.orgs[org], name=name)


def leaves(cast: Cast, by: str = "homes", org: str = "HOM", confirmed: bool = True, hours: float = 3):
    return act(cast, by, leave_alliance, hours=hours, org=cast.orgs[org], confirmed=confirmed)


def merged(cast: Cast, by: str = "manager", absorbed: str = "HOM", into: str = "KIN", decision: int = 1):
    return act(
        cast, by, merge_members, hours=4, decision=decision, absorbed=cast.orgs[absorbed], into=cast.orgs[into]
    )  # fmt: skip


def agreed(cast: Cast) -> None:
    opened(cast, matter="members", title="Homes and Kin become one")
    all_vote(cast, 1)


def names(cast: Cast, number: int, hours: float = 9) -> list[str]:
    with clock.simulated(START + timedelta(hours=hours)):
        return [
            seat.name
            for seat in queries.decision(cast.viewer("observer"), number).seats
            if seat.code == "HOM"
        ]


def same(cast: Cast) -> bool:
    return rebuild(cast.alliance, registry.projected(), check=True).identical and verify(cast.alliance).whole


def test_row_73_renamed_it_keeps_its_id_and_each_vote_shows_the_name_of_its_time(cast: Cast) -> None:
    opened(cast, org=cast.orgs["HOM"], by="homes")
    all_vote(cast, 1)
    assert isinstance(renamed(cast), Done)
    renamed(cast, name="Threshold", hours=6)
    opened(cast, title="After")
    assert Organisation.objects.get(id=cast.orgs["HOM"]).name == "Threshold"
    assert (names(cast, 1), names(cast, 2)) == ([f"{OLD} (now Threshold)"], ["Threshold"])
    with clock.simulated(START + timedelta(hours=9)):
        shown = queries.decision(cast.viewer("observer"), 1)
        html = at_home(cast, "observer").get(f"/a/{cast.slug}/agreement/").content.decode()
    assert shown.proposed_by == f"{OLD} (now Threshold)"
    assert f"Threshold was called {OLD} until" in html
    assert f"Threshold was called {NEW} until" in html
    assert same(cast)


def test_a_rename_while_a_vote_runs_shows_todays_name_until_it_closes(cast: Cast) -> None:
    opened(cast)
    renamed(cast)
    assert names(cast, 1) == [NEW]


RENAME_REFUSED = {
    "another member": ("not_your_organisation", 403, "kin", NEW), "the manager": ("not_your_organisation", 403, "manager", NEW),
    "no voter": ("not_your_organisation", 403, "homes_data", NEW), "no name": ("name", 422, "homes", "  "),
    "the same": ("name", 422, "homes", OLD),
}  # fmt: skip


@pytest.mark.parametrize("name", RENAME_REFUSED)
def test_a_member_names_itself(cast: Cast, name: str) -> None:
    wanted, status, by, new = RENAME_REFUSED[name]
    assert code(renamed(cast, by, name=new)) == (wanted, status)
    assert Organisation.objects.get(id=cast.orgs["HOM"]).name == OLD


def test_the_deputy_names_it_only_where_nobody_represents_and_the_manager_an_associate(cast: Cast) -> None:
    assert code(renamed(cast, "council_deputy", "COU"))[0] == "not_your_organisation"
    assert isinstance(renamed(cast, "manager", "VOX", "Voices"), Done)


def test_row_29_a_member_leaves_by_its_own_notice_and_its_open_ballot_is_void(cast: Cast) -> None:
    opened(cast)
    vote(cast, 1, "HOM", "disagree")
    all_vote(cast, 1, "COU", "ICB", "KIN")
    assert isinstance(leaves(cast), Done)
    assert tail(cast) == ["member.left"]
    assert settled(cast, 1) == ("carried", "unanimous")
    assert (row(cast, 1).eligible, row(cast, 1).left) == (3, 1)
    with pytest.raises(NotFound):
        cast.viewer("homes")
    with clock.simulated(START + timedelta(hours=9)):
        assert opened(cast, title="Without them") == 2
    assert str(cast.orgs["HOM"]) not in ledger.events(cast.alliance)[-1].body["electorate"]
    assert same(cast)


LEAVE_REFUSED = {
    "another member": ("not_your_organisation", 403, {"by": "kin"}), "the manager": ("not_your_organisation", 403, {"by": "manager"}),
    "not confirmed": ("confirm", 409, {"confirmed": False}),
}  # fmt: skip


@pytest.mark.parametrize("name", LEAVE_REFUSED)
def test_nobody_else_lets_a_member_go_and_it_is_confirmed(cast: Cast, name: str) -> None:
    wanted, status, given = LEAVE_REFUSED[name]
    assert code(leaves(cast, **given)) == (wanted, status)
    assert Organisation.objects.get(id=cast.orgs["HOM"]).left_at is None


def test_row_73_two_merge_by_decision_one_vote_from_then_both_open_ballots_void_base_unchanged(
    cast: Cast,
) -> None:
    agreed(cast)
    opened(cast, title="Open meanwhile")
    all_vote(cast, 2, "HOM", "ICB", hours=3)
    assert isinstance(merged(cast), Done)
    assert tail(cast, 2) == ["member.merged", "decision.used"]
    assert (row(cast, 1).life, row(cast, 1).used_for) == ("in_force", "member.merged")
    with clock.simulated(START + timedelta(hours=5)):
        shown = queries.decision(cast.viewer("observer"), 2)
    places = {seat.code: seat.position for seat in shown.seats}
    assert (places, shown.size, shown.eligible) == (
        {"COU": "silent", "ICB": "agree", "HOM": "left", "KIN": "silent"},
        4,
        3,
    )
    assert "Threshold Homes became part of Kinfolk Centre" in [one.title for one in shown.history][-1]
    all_vote(cast, 2, "COU", "KIN", hours=6)
    assert (row(cast, 2).result, row(cast, 2).eligible) == ("carried", 3)
    assert same(cast)


MERGE_REFUSED = {
    "a member": ("not_allowed", 403, {"by": "homes"}), "itself": ("into", 422, {"into": "HOM"}),
    "another kind of decision": ("wrong_matter", 409, {"decision": 2}),
    "one that is open": ("not_carried", 409, {"decision": 3}),
}  # fmt: skip


@pytest.mark.parametrize("name", MERGE_REFUSED)
def test_a_merger_rests_on_a_carried_decision_about_members(cast: Cast, name: str) -> None:
    wanted, status, given = MERGE_REFUSED[name]
    agreed(cast)
    opened(cast)
    all_vote(cast, 2)
    opened(cast, matter="members")
    assert code(merged(cast, **given)) == (wanted, status)
    assert usable(cast.alliance, 1, "members") is None


def test_a_merger_uses_its_decision_once_and_takes_members_alone(cast: Cast) -> None:
    agreed(cast)
    with pytest.raises(NotFound):
        merged(cast, into="VOX")
    merged(cast)
    assert code(merged(cast, absorbed="COU", into="ICB"))[0] == "used"


def test_pages_and_api_do_the_same(cast: Cast) -> None:
    agreed(cast)
    base, api = f"/a/{cast.slug}/agreement/", f"/api/v1/alliances/{cast.slug}/members"
    hom, kin = cast.orgs["HOM"], cast.orgs["KIN"]
    with clock.simulated(START + timedelta(hours=4)):
        homes, manager = at_home(cast, "homes"), at_home(cast, "manager")
        offered = homes.get(base).content.decode()
        asked = [homes.get(f"{base}members/{hom}/{what}/").status_code for what in ("name", "leave")]
        asked.append(manager.get(f"{base}members/merge/?decision=1").status_code)
        asked.append(homes.get(f"{base}members/{cast.alliance}/name/").status_code)
        done = homes.post(f"{base}members/{hom}/name/", {"name": NEW})
        told = at_home(cast, "kin", APIClient).post(f"{api}/{kin}/name", {"name": "Kin"}, format="json")
        unsure = homes.post(f"{base}members/{hom}/leave/", {"confirmed": ""})
        one = manager.post(f"{base}members/merge/", {"decision": 1, "absorbed": str(hom), "into": str(kin)})
        again = at_home(cast, "manager", APIClient).post(
            f"{api}/merge", {"decision": 1, "absorbed": str(kin), "into": str(cast.orgs["ICB"])}, format="json"
        )  # fmt: skip
        gone = at_home(cast, "icb", APIClient).post(
            f"{api}/{cast.orgs['ICB']}/leave", {"confirmed": True}, format="json"
        )
    assert "change its name" in offered
    assert "Make two members one" not in offered
    assert asked == [200, 200, 200, 404]
    assert (done.status_code, told.status_code, told.json()["name"], unsure.status_code) == (
        302,
        201,
        "Kin",
        409,
    )
    assert (one.status_code, again.status_code, gone.status_code) == (302, 409, 201)
    assert gone.json()["left_at"] is not None
    assert same(cast)


def test_a_member_leaves_on_its_own_page_and_stands_at_home_then(cast: Cast) -> None:
    with clock.simulated(START + timedelta(hours=4)):
        client = at_home(cast, "homes")
        done = client.post(f"/a/{cast.slug}/agreement/members/{cast.orgs['HOM']}/leave/", {"confirmed": "on"})
        assert (done.status_code, client.get(done["Location"]).status_code) == (302, 200)
