"""What can be done with tasks: made, completed, dropped, opened again, given another day."""

from datetime import date
from uuid import UUID

from alliance.contract.access import acts_for, anyone_inside, local_day, permission, standing
from alliance.contract.models import Affiliation, Organisation
from alliance.door.action import Act, action
from alliance.door.refusals import NotFound, Refused
from alliance.tasks import rules
from alliance.tasks.models import State, Task
from alliance.tasks.permissions import PERMISSIONS
from alliance.tasks.writing import write_task


@action("task.create", needs=permission("task.create", "note an action"))
def create_task(
    act: Act, *, what: str, org: UUID, due: date, person: UUID | None = None, role: str = "", source: str = ""
) -> str | Refused:
    """Note a new action; answers its reference, such as A-003.

    `org` owns it; `person` of that organisation or a `role` title may be named. `source` is a reference or "".
    """
    refused = rules.check_new(
        what=what, due=due, today=local_day(act.alliance, act.at), source=source
    ) or _owner(act, org, person)
    if refused:
        return refused
    return write_task(act, what=what, org=org, due=due, person=person, role=role, source=source)


@action("task.complete", needs=anyone_inside)
def complete_task(act: Act, *, task: UUID, reason: str = "") -> str | Refused:
    """Say that a task is done, with a word on how it went where there is one; answers its reference."""
    return _moved(act, task, "complete", reason)


@action("task.drop", needs=anyone_inside)
def drop_task(act: Act, *, task: UUID, reason: str) -> str | Refused:
    """Say that a task will not be done, and why; answers its reference."""
    return _moved(act, task, "drop", reason)


@action("task.reopen", needs=anyone_inside)
def reopen_task(act: Act, *, task: UUID, reason: str) -> str | Refused:
    """Open a task again that was done or dropped, and say why; answers its reference."""
    return _moved(act, task, "reopen", reason)


@action("task.move", needs=anyone_inside)
def move_task(act: Act, *, task: UUID, due: date, reason: str) -> str | Refused:
    """Give a task another day, and say why; answers its reference."""
    found = _found(act, task)
    refused = _may(act, found) or rules.check_due(due, local_day(act.alliance, act.at))
    follows = refused or rules.moved(found.state, "move", reason)
    if isinstance(follows, Refused):
        return follows
    act.log(
        "task.moved",
        _id(found) | {"was": found.due.isoformat(), "due": due.isoformat()},
        reason=reason.strip(),
    )
    found.due = due
    found.save(update_fields=["due"])
    return str(found)


_PAST = {"complete": "task.completed", "drop": "task.dropped", "reopen": "task.reopened"}


def _moved(act: Act, task: UUID, verb: str, reason: str) -> str | Refused:
    found = _found(act, task)
    follows = _may(act, found) or rules.moved(found.state, verb, reason)
    if isinstance(follows, Refused):
        return follows
    act.log(_PAST[verb], _id(found), reason=reason.strip())
    found.state, found.reason = follows, reason.strip()
    found.ended_at = None if follows == State.OPEN else act.at
    found.save(update_fields=["state", "reason", "ended_at"])
    return str(found)


def _found(act: Act, task: UUID) -> Task:
    found = Task.objects.one(alliance_id=act.alliance, id=task)
    if found is None:
        raise NotFound
    return found


def _id(task: Task) -> dict[str, str]:
    return {"task": str(task.id)}


def _may(act: Act, task: Task) -> Refused | None:
    if act.by is None:
        return None
    words = standing(act.alliance, act.by, act.at)
    return rules.check_may(
        by=act.by, owner=task.person_id, org=task.org_id, orgs={org.id for org in acts_for(act.alliance, act.by)},
        settles=not words.isdisjoint(PERMISSIONS["task.settle"]),
    )  # fmt: skip


def _owner(act: Act, org: UUID, person: UUID | None) -> Refused | None:
    orgs = Organisation.objects.filter(alliance_id=act.alliance, left_at=None).values_list("id", flat=True)
    people = Affiliation.objects.filter(org_id=org, until=None).values_list("person_id", flat=True)
    return rules.check_owner(org, person, set(orgs), set(people))
