"""What is late in the risk log, by level and then by days. It names risks and never a person, and counts no partner."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Max, Q

from alliance.door.access import Viewer
from risks.logged.queries import overdue as stale
from risks.register import marks
from risks.register.models import Risk
from risks.register.queries.listing import beside, row, score, url, whole
from risks.register.queries.settled import today
from risks.register.words import days_words
from risks.scoring.models import Round
from risks.treatments.models import Treatment
from risks.warnings.queries import overdue as unanswered


@dataclass(frozen=True, slots=True)
class Late:
    """Something that is late: `what` says what, `level` counts from 0 (-1: without a score), `days` since its day."""

    ref: str
    title: str
    what: str
    kind: str
    level: int
    level_words: str
    due_on: date
    days: int
    words: str
    url: str


@dataclass(frozen=True, slots=True)
class Again:
    """A risk whose score may no longer fit: what it is linked to has moved, or the matrix has other steps. It asks only."""

    ref: str
    title: str
    why: str
    url: str


Source = Callable[[Viewer, date], list[Late]]


def overdue(viewer: Viewer) -> list[Late]:
    """Everything late: the highest level first, then what has waited longest. As many queries as there are sources, and one."""
    day = today(viewer)
    return sorted(
        [one for source in SOURCES for one in source(viewer, day)],
        key=lambda one: (-one.level, -one.days, one.ref),
    )


def score_again(viewer: Viewer) -> list[Again]:
    """Risks to be scored again, perhaps: by number. A fixed number of queries; nothing changes by itself."""
    here = beside(viewer)
    scored = list(whole(viewer).exclude(state="closed").exclude(score=None).order_by("number"))
    stand = marks.now(viewer, {ref for one in scored if one.score for ref in one.score.marks})
    rows = [(one, row(viewer, one, here)) for one in scored]
    return [
        Again(one.ref, one.event, why, one.url)
        for risk, one in rows
        for why in _why(risk, one.score_again, stand)
    ]


def _why(risk: Any, steps: str, stand: dict[str, str]) -> list[str]:
    moved = [f"Score again? {ref} has moved since" for ref in marks.moved(risk.score.marks, stand)]
    return ([steps] if steps else []) + moved


def late(viewer: Viewer, risk: Any, kind: str, what: str, due_on: date, day: date) -> Late:
    """One late thing of a risk (with its score loaded)."""
    days = (day - due_on).days
    level, words = (
        (risk.score.level, score(viewer, risk.kind, risk.score).words)
        if risk.score
        else (-1, "Not scored yet")
    )
    return Late(
        str(risk),
        risk.event,
        what,
        kind,
        level,
        words,
        due_on,
        days,
        f"{days_words(days)} overdue",
        url(viewer, risk.number),
    )


def _reviews(viewer: Viewer, day: date) -> list[Late]:
    found = _open(viewer).filter(review_on__lt=day)
    return [late(viewer, one, "review", "To be looked at again", one.review_on, day) for one in found]


def _acceptances(viewer: Viewer, day: date) -> list[Late]:
    """Risks that were accepted until a day that has passed, settled or not, and have not been looked at since."""
    ended = Q(state="accepted", accepted_until__lt=day) | Q(state="live", look_again="expired")
    found = _open(viewer).filter(ended).annotate(until=Max("acceptances__until"))
    words = "Its acceptance has ended: look again"
    return [late(viewer, one, "acceptance", words, one.until, day) for one in found if one.until < day]


def _targets(viewer: Viewer, day: date) -> list[Late]:
    """Targets above the appetite that held until a day that has passed."""
    found = _open(viewer).filter(target__until__lt=day)
    return [
        late(viewer, one, "target", "Its target above our appetite has ended", one.target.until, day)
        for one in found
    ]


def _treatments(viewer: Viewer, day: date) -> list[Late]:
    runs = Treatment.objects.filter(
        risk__alliance=viewer.alliance, state__in=["planned", "consent"], due_on__lt=day
    )
    found = runs.exclude(risk__state="closed").select_related("risk__score")
    return [late(viewer, one.risk, "treatment", f"To be done: {one.what}", one.due_on, day) for one in found]


def _rounds(viewer: Viewer, day: date) -> list[Late]:
    found = Round.objects.filter(
        risk__alliance=viewer.alliance, revealed_at=None, due_on__lt=day
    ).select_related("risk__score")
    return [
        late(viewer, one.risk, "round", "Its round is over without all views", one.due_on, day)
        for one in found
    ]


def _logged(viewer: Viewer, day: date) -> list[Late]:
    """Assumptions, issues and dependencies to look at again; they have no level either."""
    return [
        Late(
            one.ref, one.words, "To be looked at again", "review", -1, one.kind_words, one.review_on, (day - one.review_on).days,
            f"{days_words((day - one.review_on).days)} overdue", one.url,
        )
        for one in stale(viewer, day)
    ]  # fmt: skip


def _warnings(viewer: Viewer, day: date) -> list[Late]:
    """Warnings without their answer; they are never scored, so they have no level."""
    late = [(one, (day - one.due_on).days) for one in unanswered(viewer)]
    return [
        Late(one.ref, one.title, one.what, "warning", -1, "A warning has no score", one.due_on, days, f"{days_words(days)} overdue", one.url)
        for one, days in late
    ]  # fmt: skip


def _open(viewer: Viewer) -> Any:
    return (
        Risk.objects.filter(alliance=viewer.alliance)
        .exclude(state="closed")
        .select_related("score", "target")
    )


# Rooms beside these add their own here: what else of the risk log can be late
SOURCES: Sequence[Source] = (_reviews, _acceptances, _targets, _treatments, _rounds, _logged, _warnings)
