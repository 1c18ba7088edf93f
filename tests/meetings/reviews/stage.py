"""Reviews of the fixed cast: a covenant, two facilitators of different partners, and what is written at every stage."""

from datetime import date
from typing import Any
from uuid import UUID

from alliance.door.action import Done
from alliance.door.refusals import Refused
from meetings.reviews import queries
from meetings.reviews.actions import covenants, gathering, opening, releasing, stopping, writing
from meetings.reviews.records.lines import Line
from meetings.reviews.records.review import Review
from tests.alliance.decisions import acting
from tests.cast import Cast, clock_at, done

WORDS = "Nothing from a review feeds a contract, a staff process, or gain and pain."
NONE = {"involved": False, "manages": False, "main_setting": False}
ASKED = {
    "title": "Leaving hospital on a Friday", "question": "How do medicines reach people before a weekend?",
    "subject": "near_miss", "method": "aar",
}  # fmt: skip
OPENS, CLOSES = date(2026, 3, 3), date(2026, 3, 6)
SOAKED = (
    24 * 3.5
)  # hours from START (Monday) to Thursday evening: Monday’s soak lasts to the end of Wednesday
LATER = 24 * 30


def agreement(cast: Cast, title: str = "Learning covenant") -> int:
    """A carried decision of all partners about the agreement."""
    number = acting.opened(cast, matter="agreement", title=title, text=WORDS)
    acting.all_vote(cast, number)
    return number


def covenant(cast: Cast) -> int:
    """A covenant in force; the number of its decision."""
    decision = agreement(cast)
    with clock_at(hours=3):
        done(covenants.adopt_covenant(cast.caller("manager"), decision=decision, text=WORDS))
    return decision


def proposed(cast: Cast, by: str = "manager", **said: Any) -> Review:
    """A review that waits for its facilitators."""
    return row(done(opening.propose_review(cast.caller(by), **(ASKED | said))), cast)


def looked_after(cast: Cast, review: Review, *parts: str) -> None:
    """These people are asked, and agree."""
    for part in parts:
        done(opening.ask_facilitator(cast.caller("manager"), review=review.id, person=cast.people[part].id))
        done(opening.agree_to_facilitate(cast.caller(part), review=review.id, **NONE))


def opened(cast: Cast, seats: tuple[str, ...] = ("council", "homes_data", "kin_data"), **said: Any) -> Review:
    """An open review that the ICB and the homes look after."""
    review = proposed(cast, **said)
    looked_after(cast, review, "icb", "homes")
    done(opening.open_review(cast.caller("icb"), review=review.id))
    for part in seats:
        done(opening.seat_person(cast.caller("icb"), review=review.id, person=cast.people[part].id))
    return again(review)


LINES = (
    ("affected", "", "They told me to sit down and then nobody came."),
    ("views", "ward staff", "The form looked like the right one."),
    ("factors", "tasks", "Two different forms ask for one thing."),
    ("usual", "", "On other days somebody walks the form over."),
    ("helped", "", "The evening rota had slack."),
)  # fmt: skip


def walked(cast: Cast, review: Review, upto: str = "ideas") -> None:
    """Something stands in every stage up to this one."""
    while again(review).stage != upto:
        at = again(review).stage
        for stage, heading, text in LINES:
            if stage == at:
                write(cast, review, stage, text, heading)
        if at == "timeline":
            done(step(cast, review))
        done(writing.advance(cast.caller("homes"), review=review.id))


def write(cast: Cast, review: Review, stage: str, text: str, heading: str = "", by: str = "council") -> UUID:
    """A line, by somebody seated; its id."""
    done(writing.write_line(cast.caller(by), review=review.id, stage=stage, text=text, heading=heading))
    return Line.objects.get(review=review, stage=stage, text=text).id


def step(cast: Cast, review: Review, by: str = "council", **said: Any) -> Done | Refused:
    """A step of the timeline."""
    told = {
        "offset": "T+2h10",
        "role": "ward staff",
        "common": True,
        "saw": "The form",
        "did": "Sent it",
    } | said
    return writing.add_step(cast.caller(by), review=review.id, **told)


def change(cast: Cast, review: Review, by: str = "icb", **said: Any) -> Done | Refused:
    """An action on a condition."""
    told = {
        "what": "One form for both", "factor": "tasks", "orgs": (cast.orgs["ICB"], cast.orgs["HOM"]), "role": "Head of pharmacy",
        "due": date(2026, 9, 1),
    } | said  # fmt: skip
    return writing.add_action(cast.caller(by), review=review.id, **told)


def acting_now(cast: Cast, **said: Any) -> Review:
    """A review that has soaked, with a theme and an action; called inside the time at which it stands so."""
    with clock_at(hours=4):
        review = opened(cast, **said)
        walked(cast, review)
        done(stopping.start_soak(cast.caller("icb"), review=review.id))
    with clock_at(hours=SOAKED):
        done(
            writing.write_theme(
                cast.caller("icb"), review=review.id, text="Forms that do not reach each other need a person."
            )
        )
        done(change(cast, review))
    return again(review)


def key(cast: Cast, review: Review, by: str, **said: Any) -> Done | Refused:
    """This facilitator’s key to the release, having looked at every place."""
    page = queries.check(cast.viewer(by), review.number)
    told = {
        "digest": page.digest,
        "cleared": tuple(one.words for one in page.found),
        "no_person": True,
    } | said
    return releasing.turn_release_key(cast.caller(by), review=review.id, **told)


def released(cast: Cast, **said: Any) -> Review:
    """A released review."""
    review = acting_now(cast, **said)
    with clock_at(hours=SOAKED + 1):
        done(key(cast, review, "icb"))
        done(key(cast, review, "homes"))
    return again(review)


def prepared(cast: Cast, review: Review) -> None:
    """A window that waits for the keepers’ parts."""
    done(gathering.prepare_window(cast.caller("icb"), review=review.id, opens=OPENS, closes=CLOSES))


def row(ref: str, cast: Cast) -> Review:
    """The review with this reference."""
    return Review.objects.get(alliance=cast.alliance, number=int(ref[2:]))


def again(review: Review) -> Review:
    """As it stands now."""
    return Review.objects.get(id=review.id)
