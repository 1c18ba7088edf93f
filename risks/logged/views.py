"""Pages of assumptions, issues and dependencies."""

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from alliance.contract.pages import enter
from alliance.door.action import Done
from alliance.door.pages import caller, on, page, page_number, refuse
from alliance.links.queries import mentioned
from risks.logged import actions, forms, queries
from risks.logged.words import KINDS
from risks.register.deeds import Deed, asked, done, sent

DEEDS: Mapping[str, Deed] = {
    "review": Deed(
        actions.review, lambda viewer, found, data: forms.LookForm(data), "Look at {ref} again", "If it still stands, say why, and when you look next.",
        "It still stands", "{ref} has been looked at. Its next day is set.",
    ),
    "close": Deed(
        actions.close, lambda viewer, found, data: forms.ReasonForm(data), "Close {ref}",
        "Say what came of it: whether an assumption held, how an issue was settled, whether what was waited for came. Its page stays.",
        "Close it", "{ref} is closed.",
    ),
    "reopen": Deed(
        actions.reopen, lambda viewer, found, data: forms.LookForm(data), "Open {ref} again", "It returns under the same number, with its whole history.",
        "Open it again", "{ref} is open again.",
    ),
    "link": Deed(
        actions.link, lambda viewer, found, data: forms.LinkForm(data), "Link {ref}", "A risk that rests on it, a decision that answers it.",
        "Add this link", "{ref} is linked.",
    ),
}  # fmt: skip


@require_safe
def logged(request: HttpRequest, slug: str) -> HttpResponse:
    """Every entry, with filters."""
    viewer = enter(request, slug)
    form = forms.LoggedFilter(request.GET)
    found = queries.logged(viewer, number=page_number(request), **form.wanted())
    return page(
        request, "risks/logged/logged.html", {"found": found, "filter": form, "kinds": KINDS.values()}
    )


@require_safe
def entry(request: HttpRequest, slug: str, letters: str, number: int) -> HttpResponse:
    """One entry, whole."""
    viewer = enter(request, slug)
    found = queries.entry(viewer, letters, number)
    return page(request, "risks/logged/entry.html", {"page": found, "named": mentioned(viewer, found)})


def note(request: HttpRequest, slug: str) -> HttpResponse:
    """Note an assumption, an issue or a dependency."""
    viewer = enter(request, slug)
    form = forms.NoteForm(request.POST or None)
    if form.is_valid():
        answer = actions.note(caller(request, viewer), **form.cleaned_data)
        if isinstance(answer, Done):
            return on(request, answer, f"{answer.ref} is noted.", reverse("logged", args=[slug]))
        refuse(form, answer)
    return page(request, "risks/logged/note.html", {}, form)


def act(request: HttpRequest, slug: str, letters: str, number: int, verb: str) -> HttpResponse:
    """The page for one verb: review, close, reopen or link."""
    viewer, what = enter(request, slug), DEEDS[verb]
    found = queries.entry(viewer, letters, number).entry
    form, words = what.form(viewer, found, sent(request)), {"ref": found.ref}
    return done(request, viewer, what, form, {"logged": found.id}, found.url, words) or page(
        request, "risks/logged/act.html", {"entry": found, **asked(what, words)}, form
    )
