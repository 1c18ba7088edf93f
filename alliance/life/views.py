"""Pages of the later life of a decision."""

from functools import partial
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from alliance.contract.pages import enter
from alliance.contract.queries import OrgLine, orgs
from alliance.contract.words.capacity import capacities
from alliance.decisions.queries import decision, proposing
from alliance.decisions.views.forms_page import Ask, ask
from alliance.door.access import Viewer
from alliance.door.pages import caller, page
from alliance.door.refusals import NotFound
from alliance.life import actions, forms
from alliance.life.queries import thread_of

HERE = "alliance/life/"
NOBODY = ((UUID(int=0), "No member"),)


@require_safe
def thread(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """What a decision rests on and led to."""
    return page(request, f"{HERE}thread.html", {"page": thread_of(enter(request, slug), number)})


def capacity(request: HttpRequest, slug: str) -> HttpResponse:
    """A member says whether it may decide a kind of matter here."""
    viewer = enter(request, slug)
    orgs = proposing(viewer).orgs or NOBODY
    lead = "You say it for your own organisation alone. Votes that open from now on show it; open ones keep what they pinned."
    words = Ask(
        "May you decide this here?", lead, "State it", "It is stated.", reverse("rule_book", args=[slug])
    )
    form = forms.Capacity(orgs, capacities(viewer), request.POST or None)
    return ask(request, words, form, partial(actions.state_capacity, caller(request, viewer)))


def ratify(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Tell that a member's own board has ratified a decision."""
    viewer = enter(request, slug)
    shown = decision(viewer, number)
    lead = f"{shown.title}. It is in force once every board that it waits for has ratified it."
    words = Ask(
        f"A board has ratified {shown.ref}", lead, "Tell it", "It is told, in the log for all.", shown.url
    )
    form = forms.Ratify(shown.later.may_ratify or NOBODY, request.POST or None)
    return ask(
        request, words, form, partial(actions.ratify_decision, caller(request, viewer), proposal=number)
    )


def report(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Note what a board or a panel reported on a referred matter."""
    viewer = enter(request, slug)
    shown = decision(viewer, number)
    lead = f"{shown.title}. {shown.headline} The report is advice: whoever wants a decision from it proposes it anew."
    words = Ask(f"A report on {shown.ref}", lead, "Note it", "The report is noted.", shown.url)
    may = shown.later
    form = forms.Report(may.may_report or NOBODY, may.may_report_panel, request.POST or None)
    return ask(request, words, form, partial(actions.note_report, caller(request, viewer), proposal=number))


def duty(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Note a duty in the matter that the member does not use."""
    viewer = enter(request, slug)
    shown = decision(viewer, number)
    lead = "It changes nothing: it says for the record that your organisation has a power in this matter and leaves it unused. It is counted beside the uses."
    words = Ask(
        f"A duty in {shown.ref} that is not used", lead, "Note it", "It is noted, for all to read.", shown.url
    )
    form = forms.Duty(shown.later.may_note_duty or NOBODY, request.POST or None)
    return ask(request, words, form, partial(actions.note_duty, caller(request, viewer), proposal=number))


def correct(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Put a slip in agreed words right."""
    viewer = enter(request, slug)
    shown = decision(viewer, number)
    lead = "A slip, not another meaning: no number, and a few words at most. Both texts stay to be read, and one member’s word is enough to make it a vote instead."
    words = Ask(
        f"Put a slip in {shown.ref} right", lead, "Put it right", "It is there for all to see.", shown.url
    )
    form = forms.Correct(request.POST or None, initial={"text": shown.later.standing_text})
    return ask(
        request, words, form, partial(actions.correct_decision, caller(request, viewer), proposal=number)
    )


def object_(request: HttpRequest, slug: str, number: int, correction: UUID) -> HttpResponse:
    """Ask for a vote instead of a correction."""
    viewer = enter(request, slug)
    shown = decision(viewer, number)
    if correction not in {one.id for one in shown.later.corrections}:
        raise NotFound
    lead = "The correction is void then, and the words stay as they were voted. Whoever wants others opens a vote."
    words = Ask(
        f"A vote instead of a correction of {shown.ref}?",
        lead,
        "Ask for a vote",
        "The correction is void.",
        shown.url,
    )
    form = forms.Object(shown.later.may_object or NOBODY, request.POST or None)
    act = partial(
        actions.object_to_correction, caller(request, viewer), proposal=number, correction=correction
    )
    return ask(request, words, form, act)


def erase(request: HttpRequest, slug: str, number: int, entry: int) -> HttpResponse:
    """Erase what was said with an entry of the log."""
    viewer = enter(request, slug)
    shown = decision(viewer, number)
    line = next((one for one in shown.history if one.seq == entry), None)
    if line is None:
        raise NotFound
    lead = f"“{line.title}”. The text and its salt go for good, from everywhere; the entry, its proof, and by whom and when it was erased stay. No outcome changes."
    words = Ask(
        f"Erase what was said with no. {entry}?", lead, "Erase it for good", "It is erased.", shown.url
    )
    form = forms.Erase(line.erasable, line.who == viewer.person_name, request.POST or None)
    act = partial(actions.erase_text, caller(request, viewer), proposal=number, entry=entry)
    return ask(request, words, form, act)


def rename(request: HttpRequest, slug: str, org: UUID) -> HttpResponse:
    """Change the name of one's own organisation."""
    viewer, line, back = _member(request, slug, org)
    lead = "From now on. Votes that are over are shown under the name of their time."
    words = Ask(
        f"What is {line.name} called from now on?", lead, "Change the name", "The name is changed.", back
    )
    act = partial(actions.rename_member, caller(request, viewer), org=org)
    return ask(request, words, forms.Name(request.POST or None), act)


def leave(request: HttpRequest, slug: str, org: UUID) -> HttpResponse:
    """Give notice that one's own organisation leaves."""
    viewer, line, _ = _member(request, slug, org)
    lead = "Its ballots in open votes are void, its people lose their place here, and what it agreed to before stands as it is. This takes effect at once."
    words = Ask(
        f"{line.name} leaves the alliance?", lead, "Give notice", f"{line.name} has left.", reverse("home")
    )
    act = partial(actions.leave_alliance, caller(request, viewer), org=org)
    return ask(request, words, forms.Leave(request.POST or None), act)


def merge(request: HttpRequest, slug: str) -> HttpResponse:
    """Make two members one, on a decision of all."""
    viewer = enter(request, slug)
    lead = "They have one vote from now on. The open ballots of both are void, so that the one votes anew; nothing else changes."
    words = Ask(
        "Two members become one", lead, "Make them one", "They are one.", reverse("agreement", args=[slug])
    )
    form = forms.Merge(proposing(viewer).members, request.POST or None, initial=request.GET.dict())
    return ask(request, words, form, partial(actions.merge_members, caller(request, viewer)))


def _member(request: HttpRequest, slug: str, org: UUID) -> tuple[Viewer, OrgLine, str]:
    viewer = enter(request, slug)
    line = next((one for one in orgs(viewer) if one.id == org and one.left_at is None), None)
    if line is None:
        raise NotFound
    return viewer, line, reverse("agreement", args=[slug])
