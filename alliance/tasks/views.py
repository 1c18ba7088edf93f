"""Pages of tasks, which people know as actions."""

from typing import Any

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from alliance.contract.pages import enter
from alliance.door.access import Viewer
from alliance.door.action import Action, Done
from alliance.door.pages import caller, on, page, page_number, refuse
from alliance.links.queries import mentioned
from alliance.tasks import actions, forms, queries

_VERBS: dict[str, tuple[type[Form], Action[Any], str]] = {
    "complete": (forms.Settle, actions.complete_task, "{} is done. Thank you."),
    "drop": (forms.Why, actions.drop_task, "{} is dropped, with your reason beside it."),
    "reopen": (forms.Why, actions.reopen_task, "{} is open again."),
    "move": (forms.Move, actions.move_task, "{} has a new day."),
}


@require_safe
def tasks(request: HttpRequest, slug: str) -> HttpResponse:
    """Every action, with filters."""
    viewer = enter(request, slug)
    form = forms.Filter(queries.owners(viewer), request.GET)
    found = queries.tasks(viewer, number=page_number(request), **form.wanted())
    shown = {"tasks": found, "filter": form, "mine": "mine" in request.GET}
    sources = [f"From {task.source}" for task in found.object_list if task.source]
    return page(request, "alliance/tasks/tasks.html", shown | {"named": mentioned(viewer, found, *sources)})


def create(request: HttpRequest, slug: str) -> HttpResponse:
    """Note a new action."""
    viewer = enter(request, slug)
    first = {"source": request.GET.get("source", "")}
    form = forms.NewTask(queries.owners(viewer), request.POST or None, initial=first)
    if form.is_valid():
        answer = actions.create_task(caller(request, viewer), **form.wanted())
        if isinstance(answer, Done):
            return on(request, answer, f"{answer.ref} is noted.", reverse("tasks", args=[slug]))
        refuse(form, answer)
    return page(request, "alliance/tasks/create.html", {}, form)


@require_safe
def task(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """One action and its story."""
    return _task(request, enter(request, slug), number)


@require_POST
def settle(request: HttpRequest, slug: str, number: int, verb: str) -> HttpResponse:
    """Complete, drop, reopen or move an action."""
    viewer = enter(request, slug)
    found = queries.task(viewer, number)
    kind, act, words = _VERBS[verb]
    form = kind(request.POST, prefix=verb)
    if form.is_valid():
        answer = act(caller(request, viewer), task=found.task.id, **form.cleaned_data)
        if isinstance(answer, Done):
            return on(request, answer, words.format(answer.ref), found.task.url)
        refuse(form, answer)
    return _task(request, viewer, number, verb, form)


def _task(
    request: HttpRequest, viewer: Viewer, number: int, verb: str = "", form: Form | None = None
) -> HttpResponse:
    blank = {name: kind(prefix=name) for name, (kind, _, _) in _VERBS.items()}
    found = queries.task(viewer, number)
    context = {
        "page": found,
        "named": mentioned(viewer, found),
        "forms": blank | ({verb: form} if form else {}),
        "verb": verb,
    }
    return page(request, "alliance/tasks/task.html", context, form)
