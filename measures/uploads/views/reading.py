"""How a partner's own headings and words are read: said anew for one sheet, remembered, changed and forgotten."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from alliance.contract.pages import enter
from alliance.door.action import Done
from alliance.door.pages import answered, caller, on, page, refuse
from alliance.door.refusals import Refused
from measures.uploads import actions, forms, queries


def reading(request: HttpRequest, slug: str, id: UUID) -> HttpResponse:
    """Say what each heading and word of a sheet means; it is checked again."""
    viewer, back = enter(request, slug), reverse("upload_draft", args=[slug, id])
    found = queries.draft(viewer, id)
    if isinstance(found, Refused) or found.reading is None:
        return HttpResponseRedirect(back)
    form = forms.ReadingForm(found.reading, request.POST or None)
    if request.method == "POST" and form.is_valid():
        done = actions.read_otherwise(caller(request, viewer), draft=id, **form.chosen())
        if not isinstance(done, Refused):
            return HttpResponseRedirect(back)
        refuse(form, done)
    return page(request, "measures/uploads/how/reading.html", {"draft": found, "back": back}, form)


@require_safe
def mappings(request: HttpRequest, slug: str) -> HttpResponse:
    """Everything that is remembered of how one's own sheets are read."""
    found = queries.mappings(enter(request, slug))
    if isinstance(found, Refused):
        back = reverse("uploads", args=[slug])
        return render(request, "refused.html", {"refused": found, "back": back}, status=found.status)
    return page(request, "measures/uploads/how/mappings.html", {"mappings": found.results})


def mapping(request: HttpRequest, slug: str, id: UUID) -> HttpResponse:
    """Change what is remembered of some headings."""
    viewer, back = enter(request, slug), reverse("upload_mappings", args=[slug])
    found = queries.mapping(viewer, id)
    if isinstance(found, Refused):
        return render(request, "refused.html", {"refused": found, "back": back}, status=found.status)
    form = forms.ReadingForm(found, request.POST or None)
    if request.method == "POST" and form.is_valid():
        done = actions.change_mapping(caller(request, viewer), mapping=id, **form.chosen())
        if isinstance(done, Done):
            return on(request, done, "The next sheet with these headings is read so.", back)
        refuse(form, done)
    return page(request, "measures/uploads/how/reading.html", {"mapping": found, "back": back}, form)


@require_POST
def remember(request: HttpRequest, slug: str, id: UUID) -> HttpResponse:
    """Remember how a sheet was read, though nothing of it is to be committed."""
    done = actions.remember_reading(caller(request, enter(request, slug)), draft=id)
    told = "Remembered. The next sheet with these headings is read so."
    return answered(request, done, told, reverse("upload_draft", args=[slug, id]))


@require_POST
def forget(request: HttpRequest, slug: str, id: UUID) -> HttpResponse:
    """Forget how some headings are read."""
    done = actions.forget_mapping(caller(request, enter(request, slug)), mapping=id)
    told = "Forgotten. The next sheet with these headings is asked about again."
    return answered(request, done, told, reverse("upload_mappings", args=[slug]))
