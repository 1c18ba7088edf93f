"""The rooms that hand out tickets, for the author hunt: how each begins, how each ends, and what it tells by then on purpose."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID, uuid4

from alliance.door import clock
from alliance.tickets import actions, queries, writing
from alliance.tickets.sweep import tend
from alliance.tickets.windows import today
from risks.warnings.actions import gather_everywhere
from risks.warnings.models import EarlyWarning, WarningPool
from tests.cast import Cast
from tests.meetings.reviews.gathered import gathering_today
from tests.meetings.reviews.gathered import window as window_of


@dataclass
class Staged:
    """A window open today, two pieces in it already, the page with the button for a ticket, and what the button asks."""

    window: UUID
    page: str
    button: str


@dataclass(frozen=True)
class Way:
    """One room that hands out tickets: with so many `slips`; once it has `ended`, it `tells` of what was written, as (place,
    what), and some `bytes_left` lie in files."""

    room: str
    stage: Callable[[Cast], Staged]
    end: Callable[[UUID], None]
    slips: int = 8
    tells: frozenset[tuple[str, str]] = frozenset()
    bytes_left: frozenset[str] = frozenset()


def stage_desk(cast: Cast) -> Staged:
    """A window that no room of ours opened."""
    window = actions.prepare("review", uuid4(), opens=today(), closes=today() + timedelta(days=1))
    for place in (1, 2):
        actions.keep_part(window, place)
    actions.open_window(window, seats=5)
    two_have_written(window)
    return Staged(window, f"/desk/{window}/", f"/desk/{window}/")


def stage_review(cast: Cast) -> Staged:
    """A review that gathers."""
    review = gathering_today(cast)
    page = f"/a/{cast.slug}/reviews/{review.number}/"
    return Staged(window_of(review), page, f"{page}ticket/")


def stage_warnings(cast: Cast) -> Staged:
    """A pool of tickets for warnings without a name."""
    gather_everywhere()
    window = WarningPool.objects.get(alliance=cast.alliance).window
    two_have_written(window)
    page = f"/a/{cast.slug}/risks/warnings/ticket/"
    return Staged(window, page, page)


def two_have_written(window: UUID) -> None:
    for text in ("Somebody else", "And another"):
        writing.write(str(actions.take(window)), text, "theme")


def destroyed(window: UUID) -> None:
    """The window ends by itself, and is destroyed, as at a release."""
    with clock.simulated(clock.now() + timedelta(days=3)):
        assert tend() == 1
        assert queries.window(window).swept
        assert queries.count(window) == 3
        actions.destroy(window)
        tend()


def batch_of_the_next_day(window: UUID) -> None:
    """What was written is read by everybody from the next day on."""
    with clock.simulated(clock.now() + timedelta(days=1)):
        gather_everywhere()
        tend()
    assert queries.window(window).swept
    assert EarlyWarning.objects.count() == 3


WAYS = [
    Way("the desk of these tests", stage_desk, destroyed),
    Way("meetings/reviews", stage_review, destroyed),
    Way(
        "risks/warnings", stage_warnings, batch_of_the_next_day, slips=30,
        tells=frozenset({
            ("risks_earlywarning", "text"), ("risks_earlywarning", "half a text"), ("alliance_opening", "text"),
            ("alliance_opening", "half a text"), ("alliance_entry", "an instant"), ("alliance_head", "an instant"),
        }),
        bytes_left=frozenset({"text", "half a text"}),
    ),
]  # fmt: skip
