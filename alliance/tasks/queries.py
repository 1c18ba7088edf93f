"""What can be seen of tasks: mine, those whose day has passed, all of them with filters, one with its story."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet
from django.urls import reverse

from alliance.calendar.rules import day_of
from alliance.contract.access import local_day
from alliance.contract.models import Affiliation, Organisation
from alliance.door import clock
from alliance.door.access import Viewer
from alliance.door.refusals import NotFound
from alliance.ledger import queries as ledger
from alliance.ledger.event import Event
from alliance.links.queries import resolve
from alliance.links.thread import numbers
from alliance.people.models import Person
from alliance.tasks.models import State, Task
from alliance.tasks.rules import due_words
from alliance.wings.offers import Citation, Reference, Wait

PAGE = 50
SOON = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class TaskRow:
    """One task in a list. `due` is a day, `when` says in words how near it is (empty once it is settled)."""

    id: UUID
    ref: str
    what: str
    org: str
    owner: str
    due: date
    when: str
    overdue: bool
    source: str
    state: str
    state_words: str
    url: str


@dataclass(frozen=True, slots=True)
class Moment:
    """Something that happened to a task."""

    at: datetime
    title: str
    who: str
    text: str


@dataclass(frozen=True, slots=True)
class TaskPage:
    """One task with its story, oldest first, and whether this viewer may say how it stands."""

    number: int
    task: TaskRow
    reason: str
    source: Reference | None
    story: list[Moment]
    may_change: bool


@dataclass(frozen=True, slots=True)
class Owners:
    """Who can own a task: organisations, and people with the organisations they belong to."""

    orgs: list[tuple[UUID, str]]
    people: list[tuple[UUID, str]]


def tasks(
    viewer: Viewer,
    *,
    show: str = "open",
    mine: bool = False,
    org: UUID | None = None,
    source: str = "",
    number: int = 1,
) -> Page[TaskRow]:
    """Page `number` of the tasks, nearest day first.

    `show` is open, overdue, done, dropped or all; `mine` keeps what this viewer or the viewer's organisations own.
    """
    today = local_day(viewer.alliance, clock.now())
    found = _of(viewer).filter(_shown(show, today))
    found = found.filter(_mine(viewer)) if mine else found
    found = found.filter(org=org) if org else found
    found = found.filter(source=source) if source else found
    page: Page[Any] = Paginator(found, PAGE).get_page(number)
    page.object_list = [_row(task, viewer, today) for task in page.object_list]
    return page


def made_by(viewer: Viewer, source: str) -> list[TaskRow]:
    """Every task that came from the reference `source` (a meeting, a decision), in their order."""
    today = local_day(viewer.alliance, clock.now())
    return [_row(task, viewer, today) for task in _of(viewer).filter(source=source).order_by("number")]


def task(viewer: Viewer, number: int) -> TaskPage:
    """One task by its number; NotFound where there is none."""
    found = _of(viewer).filter(number=number).first()
    if found is None:
        raise NotFound
    may = viewer.may("task.settle") or found.org_id in viewer.orgs or found.person_id == viewer.person
    source = resolve(viewer, [found.source]).get(found.source) if found.source else None
    return TaskPage(
        number,
        _row(found, viewer, local_day(viewer.alliance, clock.now())),
        found.reason,
        source,
        _story(viewer, found),
        may,
    )


def owners(viewer: Viewer) -> Owners:
    """The organisations of the alliance in charter order, and their people by name."""
    orgs = Organisation.objects.filter(alliance=viewer.alliance, left_at=None).values_list("id", "name")
    people = Affiliation.objects.filter(alliance=viewer.alliance, until=None, org__left_at=None).exclude(
        org=None
    )
    named = people.select_related("person", "org").order_by("person__name", "org__position", "id")
    return Owners(list(orgs), [(place.person_id, f"{place.person}, {place.org}") for place in named])


def waits(viewer: Viewer, now: datetime) -> list[Wait]:
    """This viewer's open tasks that are due within a fortnight, or whose day has passed."""
    mine = _of(viewer).filter(_mine(viewer), state=State.OPEN, due__lte=(now + SOON).date())
    return [_wait(task, viewer, day_of(now, task.alliance.zone)) for task in mine.select_related("alliance")]


def references(viewer: Viewer, refs: Iterable[str]) -> list[Reference]:
    """What A-003 stands for."""
    numbers = {int(ref.partition("-")[2]): ref for ref in refs}
    return [_reference(viewer, one, numbers[one.number]) for one in _of(viewer).filter(number__in=numbers)]


def things(viewer: Viewer, ids: set[str]) -> dict[str, Reference]:
    """By id, what a task is called."""
    return {str(one.id): _reference(viewer, one, str(one)) for one in _of(viewer).filter(id__in=ids)}


def cites(viewer: Viewer, refs: list[str]) -> list[Citation]:
    """Actions that came from one of these, and where these actions came from. One query."""
    found = _of(viewer).exclude(source="").filter(Q(source__in=refs) | Q(number__in=numbers(refs, "A")))
    return [
        one for task in found.order_by("number")
        for one in (
            Citation(task.source, str(task), task.made_at, f"An action that came from {task.source}"),
            Citation(str(task), task.source, task.made_at, f"Where {task} came from"),
        )
    ]  # fmt: skip


def _reference(viewer: Viewer, task: Task, ref: str) -> Reference:
    return Reference(ref, task.what, _url(viewer, task), State(task.state).label)


def _of(viewer: Viewer) -> QuerySet[Task]:
    return Task.objects.filter(alliance=viewer.alliance).select_related("org", "person")


def _mine(viewer: Viewer) -> Q:
    return Q(person=viewer.person) | Q(person=None, org__in=viewer.orgs)


def _shown(show: str, today: date) -> Q:
    if show == "overdue":
        return Q(state=State.OPEN, due__lt=today)
    return Q() if show == "all" else Q(state=show)


def _url(viewer: Viewer, task: Task) -> str:
    return reverse("task", args=[viewer.slug, task.number])


def _row(task: Task, viewer: Viewer, today: date) -> TaskRow:
    still = task.state == State.OPEN
    return TaskRow(
        id=task.id, ref=str(task), what=task.what, org=task.org.name, owner=str(task.person or task.role),
        due=task.due, when=due_words(task.due, today) if still else "", overdue=still and task.due < today,
        source=task.source, state=task.state, state_words=State(task.state).label, url=_url(viewer, task),
    )  # fmt: skip


def _wait(task: Task, viewer: Viewer, today: date) -> Wait:
    return Wait("task", f"{task} {due_words(task.due, today)}", _url(viewer, task), task.due, task.what)


_TITLES = {
    "task.created": "Agreed", "task.completed": "Done", "task.dropped": "Dropped", "task.reopened": "Opened again",
}  # fmt: skip


def _story(viewer: Viewer, task: Task) -> list[Moment]:
    events = ledger.events(viewer.alliance, topics=[str(task.id)])
    texts = ledger.texts(viewer.alliance, [event.seq for event in events])
    people = Person.objects.in_bulk({event.actor for event in events if event.actor != "system"})
    names = {str(key): str(person) for key, person in people.items()}
    return [
        Moment(
            event.at, _title(event), names.get(event.actor, ""), texts.get(event.seq, {}).get("reason", "")
        )
        for event in events
    ]


def _title(event: Event) -> str:
    if event.type == "task.moved":
        was, due = (f"{date.fromisoformat(event.body[name]):%-d %B %Y}" for name in ("was", "due"))
        return f"Moved from {was} to {due}"
    return _TITLES[event.type]
