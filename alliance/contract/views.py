"""The contract's pages."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from alliance.contract import actions, queries
from alliance.contract.forms import ConfirmForm, ObjectiveForm, RoleForm
from alliance.contract.pages import enter
from alliance.contract.words.capacity import capacities
from alliance.contract.words.names import former_names
from alliance.door.access import Viewer
from alliance.door.pages import answered, caller, on, page, refuse
from alliance.door.refusals import Refused

HERE = "alliance/contract/"


def agreement(request: HttpRequest, slug: str) -> HttpResponse:
    """Who is in it, what for, and under which rules."""
    viewer = enter(request, slug)
    shown = queries.agreement(viewer)
    told = {"page": shown, "book": queries.rule_book(viewer), "former": former_names(viewer)}
    return page(request, f"{HERE}agreement.html", told)


def rule_book(request: HttpRequest, slug: str, number: int | None = None) -> HttpResponse:
    """The rule-book in plain words."""
    viewer = enter(request, slug)
    told = {"book": queries.rule_book(viewer, number), "capacities": capacities(viewer)}
    return page(request, f"{HERE}rule_book.html", told)


def people(request: HttpRequest, slug: str) -> HttpResponse:
    """Who is here, and who casts whose ballot."""
    return page(request, f"{HERE}people.html", {"page": queries.people(enter(request, slug))})


def give_role(request: HttpRequest, slug: str) -> HttpResponse:
    """Let a person look after a part of the work."""
    viewer = enter(request, slug)
    form = RoleForm(request.POST or None, page=queries.people(viewer))
    if form.is_valid():
        answer = actions.give_role(caller(request, viewer), **form.chosen())
        if not isinstance(answer, Refused):
            return on(request, answer, "The role is given.", _people(viewer))
        refuse(form, answer)
    return page(request, f"{HERE}role.html", {}, form)


def end_role(request: HttpRequest, slug: str, role: UUID) -> HttpResponse:
    """Ask first, then end a role."""
    viewer = enter(request, slug)
    line = queries.role(viewer, role)
    if request.method == "POST":
        answer = actions.end_role(caller(request, viewer), role=role)
        return answered(request, answer, f"{line.person_name}’s role has ended.", _people(viewer))
    title = f"End {line.person_name}’s role as {line.label.lower()}?"
    return _ask(request, viewer, title, "They keep their place in the alliance.", "End the role")


def set_objective(request: HttpRequest, slug: str, objective: UUID | None = None) -> HttpResponse:
    """Set an objective, or put one in better words."""
    viewer = enter(request, slug)
    line = queries.objective(viewer, objective) if objective else None
    form = ObjectiveForm.of(line, request.POST or None)
    if form.is_valid():
        answer = actions.set_objective(caller(request, viewer), objective=objective, **form.cleaned_data)
        if not isinstance(answer, Refused):
            return on(request, answer, f"Objective {answer.ref} is set.", _agreement(viewer))
        refuse(form, answer)
    return page(request, f"{HERE}objective.html", {"objective": line}, form)


def retire_objective(request: HttpRequest, slug: str, objective: UUID) -> HttpResponse:
    """Ask first, then retire an objective."""
    viewer = enter(request, slug)
    line = queries.objective(viewer, objective)
    if request.method == "POST":
        answer = actions.retire_objective(caller(request, viewer), objective=objective)
        return answered(request, answer, f"Objective {line.code} is retired.", _agreement(viewer))
    title = f"Retire “{line.title}”?"
    return _ask(
        request,
        viewer,
        title,
        "It stays in the record, and what cites it stays.",
        "Retire it",
        _agreement(viewer),
    )


def _ask(
    request: HttpRequest, viewer: Viewer, title: str, text: str, label: str, back: str = ""
) -> HttpResponse:
    words: dict[str, Any] = {"title": title, "text": text, "confirm_label": label, "form": ConfirmForm()}
    return page(request, "ui/confirm.html", words | {"back_url": back or _people(viewer)})


def _people(viewer: Viewer) -> str:
    return reverse("people", args=[viewer.slug])


def _agreement(viewer: Viewer) -> str:
    return reverse("agreement", args=[viewer.slug])
