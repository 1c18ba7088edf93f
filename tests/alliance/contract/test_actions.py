"""Mandates, roles and objectives through the door."""

from datetime import timedelta
from uuid import UUID

import pytest

from alliance.contract import access, queries
from alliance.contract.actions import (
    end_role,
    give_role,
    grant_mandate,
    retire_objective,
    revoke_mandate,
    set_objective,
)
from alliance.contract.models import Mandate
from alliance.door.action import Done
from alliance.door.refusals import NotFound, Refused
from alliance.ledger.verify import verify
from tests.cast import START, Cast, build, clock_at


def grant(cast: Cast, by: str, part: str, code: str, role: str = "deputy") -> Done | Refused:
    return grant_mandate(cast.caller(by), org=cast.orgs[code], person=cast.people[part].id, role=role)


def said(answer: Done | Refused) -> str:
    return "done" if isinstance(answer, Done) else answer.code


@pytest.mark.parametrize(
    ("by", "answer"),
    [("homes", "done"), ("manager", "done"), ("kin", "not_your_organisation"), ("homes_data", "not_allowed"),
     ("observer", "not_allowed"), ("stranger", "not_allowed")],
)  # fmt: skip
def test_a_mandate_is_granted_by_the_members_own_voter_or_the_manager(
    cast: Cast, by: str, answer: str
) -> None:
    assert said(grant(cast, by, "homes_data", "HOM")) == answer


def test_the_person_of_another_member_has_first_to_join(cast: Cast) -> None:
    assert said(grant(cast, "homes", "kin", "HOM")) == "not_of_org"


def test_a_deputy_is_not_replaced_without_agreement(cast: Cast) -> None:
    deputy = Mandate.objects.get(role="deputy")
    assert said(revoke_mandate(cast.caller("council"), mandate=deputy.id)) == "done"
    give_role(cast.caller("manager"), person=cast.people["council_deputy"].id, name="observer")
    assert said(grant(cast, "council", "council_deputy", "COU")) == "done"


def test_a_revoked_mandate_stays_in_the_record_and_gives_no_vote(cast: Cast) -> None:
    mandate = Mandate.objects.get(person=cast.people["kin"])
    with clock_at(hours=1):
        assert said(revoke_mandate(cast.caller("kin"), mandate=mandate.id)) == "done"
    with clock_at(hours=2):
        assert said(revoke_mandate(cast.caller("manager"), mandate=mandate.id)) == "ended"
        line = queries.mandate(cast.viewer("kin"), mandate.id)
        assert not line.in_force
        assert "voter" not in access.standing(
            cast.alliance, cast.people["kin"].id, START + timedelta(hours=2)
        )


def test_another_alliances_mandate_is_not_there(cast: Cast) -> None:
    other = build("elsewhere")
    mandate = Mandate.objects.filter(org__alliance=other.alliance).first()
    assert mandate is not None
    with pytest.raises(NotFound):
        revoke_mandate(cast.caller("manager"), mandate=mandate.id)
    with pytest.raises(NotFound):
        grant_mandate(
            cast.caller("manager"), org=other.orgs["HOM"], person=cast.people["homes"].id, role="deputy"
        )


def test_roles_are_given_and_ended_by_the_manager(cast: Cast) -> None:
    observer = cast.people["observer"].id
    assert said(give_role(cast.caller("council"), person=observer, name="facilitator")) == "not_allowed"
    done = give_role(cast.caller("manager"), person=observer, name="facilitator")
    assert isinstance(done, Done)
    assert said(give_role(cast.caller("manager"), person=observer, name="facilitator")) == "already"
    assert (
        said(give_role(cast.caller("manager"), person=cast.people["stranger"].id, name="observer"))
        == "outside"
    )
    assert said(end_role(cast.caller("manager"), role=UUID(done.ref))) == "done"
    assert said(end_role(cast.caller("manager"), role=UUID(done.ref))) == "ended"


def test_the_only_manager_stays(cast: Cast) -> None:
    own = next(line for line in queries.roles(cast.viewer("manager")) if line.name == "manager")
    assert said(end_role(cast.caller("manager"), role=own.id)) == "last_manager"


def test_objectives_are_numbered_reworded_and_retired(cast: Cast) -> None:
    manager = cast.caller("manager")
    assert [set_objective(manager, title=title) for title in ("A home", "A friend")] == [
        Done("O1"),
        Done("O2"),
    ]
    first = queries.objectives(cast.viewer("kin"))[0]
    assert set_objective(
        manager, objective=first.id, title="A settled home", good="A door of one's own."
    ) == Done("O1")
    assert retire_objective(manager, objective=first.id) == Done("O1")
    assert said(retire_objective(manager, objective=first.id)) == "retired"
    lines = queries.objectives(cast.viewer("kin"))
    assert [(line.code, line.title) for line in lines] == [("O2", "A friend"), ("O1", "A settled home")]
    assert said(set_objective(cast.caller("kin"), title="Mine")) == "not_allowed"
    assert verify(cast.alliance, deep=True).whole
