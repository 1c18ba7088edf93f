"""How a task is written, whoever asks for it: a person, or another action whose outcome it is."""

from datetime import date
from uuid import UUID, uuid4

from django.db.models import Max

from alliance.door.action import Act
from alliance.tasks.models import Task


def write_task(
    act: Act, *, what: str, org: UUID, due: date, person: UUID | None = None, role: str = "", source: str = ""
) -> str:
    """Write a task with the next number, and log it; answers its reference. Ask the rules first."""
    made = Task(
        id=uuid4(), alliance_id=act.alliance, number=_next(act), what=what.strip(), org_id=org, person_id=person,
        role=role.strip(), due=due, source=source, made_at=act.at,
    )  # fmt: skip
    made.save(force_insert=True)
    _log_created(act, made)
    return str(made)


def _next(act: Act) -> int:
    return (Task.objects.filter(alliance_id=act.alliance).aggregate(top=Max("number"))["top"] or 0) + 1


def _log_created(act: Act, task: Task) -> None:
    body = {"task": str(task.id)} | {
        "number": task.number,
        "org": str(task.org_id),
        "due": task.due.isoformat(),
    }
    body |= {"person": str(task.person_id)} if task.person_id else {}
    body |= {"source": task.source} if task.source else {}
    act.log("task.created", body, what=task.what, role=task.role)
