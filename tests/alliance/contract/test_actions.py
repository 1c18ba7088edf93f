"""Roles and objectives through the door."""

from uuid import UUID

from alliance.contract import queries
from alliance.contract.actions import (
    end_role,
    give_role,
    retire_objective,
    set_objective,
)
from alliance.door.action import Done
from alliance.door.refusals import Refused
from alliance.ledger.verify import verify
from tests.cast import Cast


def said(answer: Done | Refused) -> str:
    return "done" if isinstance(answer, Done) else answer.code


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
