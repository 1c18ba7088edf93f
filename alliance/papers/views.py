"""Pages of papers: attach one, take one home, remove one."""

from uuid import UUID

from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from alliance.contract.pages import enter
from alliance.door.access import Viewer
from alliance.door.action import Done
from alliance.door.pages import caller, on, page, refuse
from alliance.door.refusals import Refused
from alliance.papers import actions, forms, queries

HERE = "alliance/papers/"


def attach(request: HttpRequest, slug: str, ref: str) -> HttpResponse:
    """A title, a file, and who may read it."""
    viewer = enter(request, slug)
    papers = queries.papers_of(viewer, ref)
    form = forms.AttachForm(
        queries.people(viewer),
        request.POST or None,
        request.FILES or None,
        initial={"part": request.GET.get("part")},
    )
    if form.is_valid():
        answer = _attach(request, viewer, ref, form)
        if isinstance(answer, Done):
            return on(request, answer, "The paper is attached.", f"{papers.url}#papers")
        refuse(form, answer)
    return page(request, f"{HERE}attach.html", {"papers": papers}, form)


def _attach(request: HttpRequest, viewer: Viewer, ref: str, form: forms.AttachForm) -> Done | Refused:
    file = form.cleaned_data["file"]
    sent = actions.Sent(file.read(), file.name)
    return actions.attach_paper(caller(request, viewer), ref=ref, sent=sent, **form.wanted())


@require_safe
def read(request: HttpRequest, slug: str, paper: UUID) -> HttpResponseBase:
    """The file, to be saved and not to be shown here."""
    viewer = enter(request, slug)
    found = queries.paper_file(viewer, paper)
    if isinstance(found, Refused):
        back = queries.hangs_on(viewer, paper).url
        return render(request, "refused.html", {"refused": found, "back": back}, status=found.status)
    return handed_out(found)


def handed_out(found: queries.PaperFile) -> FileResponse:
    """A file that is saved, never opened in the place of a page: no guessing at its type, no script, no shared copy."""
    answer = FileResponse(
        found.file, as_attachment=True, filename=found.name, content_type=found.content_type
    )
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "sandbox; default-src 'none'; frame-ancestors 'none'"
    answer["Cross-Origin-Resource-Policy"] = "same-origin"
    return answer


def remove(request: HttpRequest, slug: str, paper: UUID) -> HttpResponse:
    """Ask why, then take a paper away."""
    viewer = enter(request, slug)
    found, back = queries.paper(viewer, paper), queries.hangs_on(viewer, paper).url
    form = forms.RemoveForm(request.POST or None)
    if form.is_valid():
        answer = actions.remove_paper(caller(request, viewer), paper=paper, **form.cleaned_data)
        if isinstance(answer, Done):
            return on(request, answer, "The paper is removed.", f"{back}#papers")
        refuse(form, answer)
    words = {
        "title": f"Remove “{found.title}”?", "confirm_label": "Remove this paper", "back_url": f"{back}#papers",
        "text": "Its file is deleted and cannot be brought back. That it was here, who removed it and why stays.",
    }  # fmt: skip
    return page(request, "ui/confirm.html", words, form)
