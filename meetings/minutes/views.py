"""Pages of minutes."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST, require_safe

from alliance.contract.pages import enter
from alliance.door.action import Done
from alliance.door.pages import answered, caller, on, page, refuse
from alliance.door.refusals import NotFound
from alliance.links.queries import mentioned
from meetings.minutes import actions, forms, queries

HERE = "meetings/minutes"


@require_safe
def minutes(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """The minutes to read, to print and to accept."""
    viewer = enter(request, slug)
    found = queries.minutes(viewer, number)
    return page(request, f"{HERE}/minutes.html", {"page": found, "named": mentioned(viewer, found)})


def write(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Write minutes: keep a draft, or issue them."""
    viewer = enter(request, slug)
    kept, issue = queries.draft(viewer, number), "issue" in request.POST
    form = forms.MinutesForm(request.POST or None, initial={"text": kept.text, "edition": kept.edition})
    if form.is_valid():
        act = actions.issue_minutes if issue else actions.save_draft
        answer = act(caller(request, viewer), meeting=kept.meeting.id, **form.wanted())
        if isinstance(answer, Done):
            return on(request, answer, _KEPT[issue], kept.meeting.url)
        refuse(form, answer)
    return page(request, f"{HERE}/write.html", {"draft": kept}, form)


_KEPT = {True: "The minutes are issued. Each organisation that was there is asked to accept them.", False: "The draft is kept."}  # fmt: skip

_ACCEPTED = "You have accepted these minutes. They are official once every organisation that was there has."


@require_POST
def accept(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Accept the version that was read."""
    viewer = enter(request, slug)
    found = queries.minutes(viewer, number)
    form = forms.AcceptForm(request.POST)
    if not form.is_valid():
        return page(request, f"{HERE}/minutes.html", {"page": found}, form)
    answer = actions.accept_minutes(caller(request, viewer), meeting=found.meeting.id, **form.cleaned_data)
    return answered(request, answer, _ACCEPTED, request.path.removesuffix("accept/"))


def amend(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Put other words in the place of the latest version."""
    viewer = enter(request, slug)
    found = queries.minutes(viewer, number)
    if not found.versions:
        raise NotFound
    last, orgs = found.versions[0], [(one.org, one.name) for one in found.mine]
    form = forms.AmendForm(orgs, request.POST or None, initial={"text": last.text, "version": last.number})
    if form.is_valid():
        answer = actions.amend_minutes(caller(request, viewer), meeting=found.meeting.id, **form.wanted())
        if isinstance(answer, Done):
            return on(
                request,
                answer,
                "A new version is out, for all to accept.",
                request.path.removesuffix("amend/"),
            )
        refuse(form, answer)
    return page(request, f"{HERE}/amend.html", {"page": found, "version": last}, form)
