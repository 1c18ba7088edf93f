"""Quillfen's meeting: held between two rounds on the night line, its minutes amended and then accepted by all; and the next."""

from collections.abc import Callable
from datetime import date, time
from functools import partial
from uuid import UUID

from alliance.contract.access import enter
from alliance.demo.quillfen_story import MAIL, MANAGER
from alliance.demo.tables import QUILLFEN
from alliance.demo.telling import Teller
from alliance.door.action import must
from alliance.wings.offers import Moment
from meetings.meetings import actions
from meetings.meetings.models import Meeting
from meetings.minutes.actions import accept_minutes, amend_minutes, issue_minutes
from meetings.minutes.queries import draft, minutes

PLACE = "The long room above the bakery, and by video"
HELD, NEXT = 35, -8  # working days before today
MEMBERS = ("BOR", "HEA", "QPN")
AGENDA = (
    ("isolde", "D-005", "why a third is too much for us",
     "Hearthrow House said what a third would do to its reserve. The others had not known the figure."),
    ("tamsin", "", "What people do at night until there is a line",
     "Nine people told Quillfen Peer Network where they ring now. Most ring nobody."),
)  # fmt: skip
SAID = "The others had not known the figure."
AMENDED = (
    "The others had not known the figure. Hearthrow House offered shares by budget; nobody answered yet."
)


def moments(alliance: UUID, today: date) -> list[Moment]:
    """The meeting from its notice to its official minutes, and the announcement of the next."""
    teller = Teller(alliance, today, MAIL)

    def moment(before: int, hour: int, minute: int, act: Callable[..., None], *about: object) -> Moment:
        return Moment(teller.at(before, hour, minute), partial(act, teller, *about))

    return [
        moment(HELD + 12, 9, 0, _announce, HELD), moment(HELD + 8, 16, 0, _agenda),
        moment(HELD, 13, 55, _arrive), moment(HELD, 14, 0, _open), moment(HELD, 14, 5, _take_up, 0),
        moment(HELD, 14, 50, _take_up, 1), moment(HELD, 15, 40, _close), moment(HELD - 2, 11, 0, _issue),
        moment(HELD - 4, 9, 30, _amend), moment(HELD - 5, 15, 0, _accept, "odalys", "BOR"),
        moment(HELD - 6, 10, 0, _accept, "yusra", "QPN"), moment(4, 12, 0, _announce, NEXT),
    ]  # fmt: skip


def _held(teller: Teller) -> Meeting:
    return Meeting.objects.filter(alliance=teller.alliance).earliest("number")


def _announce(teller: Teller, before: int) -> None:
    day = teller.at(before, 14).date()
    must(
        actions.schedule_meeting(
            teller.by(MANAGER), title=f"The three of us, {day:%B}", day=day, begins=time(14), ends=time(16),
            place=PLACE,
        )
    )  # fmt: skip


def _agenda(teller: Teller) -> None:
    for first, ref, text, _said in AGENDA:
        must(actions.add_item(teller.by(first), meeting=_held(teller).id, ref=ref, text=text))


def _arrive(teller: Teller) -> None:
    for code in MEMBERS:
        how = "remote" if code == "BOR" else "room"
        must(
            actions.record_arrival(
                teller.by(MANAGER), meeting=_held(teller).id, org=teller.org(code), how=how
            )
        )


def _open(teller: Teller) -> None:
    must(actions.open_meeting(teller.by(MANAGER), meeting=_held(teller).id))


def _take_up(teller: Teller, place: int) -> None:
    item = _held(teller).items.order_by("position")[place]
    must(actions.take_up(teller.by(MANAGER), meeting=_held(teller).id, item=item.id))


def _close(teller: Teller) -> None:
    must(actions.close_meeting(teller.by(MANAGER), meeting=_held(teller).id))


def _issue(teller: Teller) -> None:
    who, meeting = teller.by(MANAGER), _held(teller)
    text = draft(enter(who.by or UUID(int=0), QUILLFEN), meeting.number).text
    for _first, _ref, item, said in AGENDA:
        text = text.replace(f"{item}\n", f"{item}\n\n{said}\n")
    must(issue_minutes(who, meeting=meeting.id, text=text, edition=0))


def _amend(teller: Teller) -> None:
    who, meeting = teller.by("isolde"), _held(teller)
    text = minutes(enter(who.by or UUID(int=0), QUILLFEN), meeting.number).versions[0].text
    must(
        amend_minutes(
            who, meeting=meeting.id, org=teller.org("HEA"), version=1, text=text.replace(SAID, AMENDED),
            reason="Our offer is missing. It was made in the room.",
        )
    )  # fmt: skip


def _accept(teller: Teller, first: str, code: str) -> None:
    must(accept_minutes(teller.by(first), meeting=_held(teller).id, org=teller.org(code), version=2))
