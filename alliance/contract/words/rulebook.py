"""A rule-book in plain words: what each setting means to somebody who never saw the form."""

from dataclasses import dataclass

from alliance.contract.matters import MatterType, Rule, Share, Venue
from alliance.contract.rulebook import Abstention, RuleBook, cosignatures

RULES = {
    Rule.UNANIMITY: "everyone agrees",
    Rule.CONSENT: "nobody disagrees and at least one agrees",
    Rule.MAJORITY: "more agree than disagree",
    Rule.THRESHOLD: "enough of the votes cast agree",
}
VENUES = {
    Venue.MEETING: "in a meeting",
    Venue.WRITTEN: "in writing",
    Venue.EITHER: "in writing or in a meeting",
}


@dataclass(frozen=True, slots=True)
class Clause:
    """One thing that the rule-book settles: a heading and a sentence."""

    about: str
    says: str


@dataclass(frozen=True, slots=True)
class MatterLine:
    """One matter type as a person reads it."""

    code: str
    name: str
    carried_when: str
    venue: str
    note: str


def clauses(book: RuleBook, members: int) -> list[Clause]:
    """The settings as sentences, for an alliance of `members` organisations."""
    return [Clause(about, says) for about, says in (*_voting(book, members), *_meeting(book), *_stuck(book))]


def _voting(book: RuleBook, members: int) -> list[tuple[str, str]]:
    aside = book.abstention is Abstention.STAND_ASIDE
    written = f"They stay open for at most {book.written_days} days. {_days(book.notice_days)}"
    early = " They close as soon as everyone agrees." if book.auto_close_written else ""
    boards = f"Where a decision waits for boards, they have {book.boards_days} days unless it names another time. It lapses if"
    boards += " one has not agreed by then; where a member leaves, its board is awaited no longer."
    signed = f"It is agreed that {cosignatures(book, members)} members sign each checkpoint of the log"
    return [
        ("Votes", "Each member has one vote. A person casts it; it belongs to the organisation."),
        ("Silence", "Silence is never consent. Nobody has a casting vote."),
        ("Anything else", f"What is not listed by name is carried when {RULES[book.default_rule]}."),
        ("Enough votes", f"Where not everyone must agree, at least {book.quorum.of(members)} of {members} members vote."),
        ("Abstaining", "An abstention stands aside where everyone must agree." if aside
         else "Where everyone must agree, an abstention means that there is no agreement."),
        ("Written votes", written + early),
        ("Mandates", "One person may cast the ballots of several members." if book.several_mandates
         else "One person casts the ballot of one member only."),
        ("Deputies", _deputies(book)),
        ("Looking again", "Each decision names the day on which it is looked at again." if book.review_date_required
         else "A decision may name a day on which it is looked at again."),
        ("Members’ own boards", boards),
        ("Slips in agreed words", f"A slip is put right in the open. Any member can ask for a vote instead, for {book.correction_days} days."),
        ("The record", f"{signed}, at least every {book.checkpoint_days} days. This is not in use yet."),
    ]  # fmt: skip


def _days(notice: int) -> str:
    """What notice does: it holds deadlines back, and not a vote that ends because all who may vote agree."""
    return f"A deadline, set or moved, leaves {notice} days to answer, and so does a new text."


def _deputies(book: RuleBook) -> str:
    if not book.deputies:
        return "There are no deputies."
    change = (
        " Once there was one, another needs the team’s agreement, by a carried decision; a change of representative needs none."
        if book.deputy_changes_need_agreement
        else ""
    )
    return f"A named deputy votes when the representative cannot.{change}"


def _meeting(book: RuleBook) -> list[tuple[str, str]]:
    every = "every month" if book.meeting_every_months == 1 else f"every {book.meeting_every_months} months"
    agenda = f"The agenda is out {book.agenda_clear_days} clear days before; nothing else is decided."
    again = f"They meet again {book.adjourned_days} days later"
    return [
        ("Meetings", f"The team meets {every}, and whenever a member asks. {agenda}"),
        (
            "Who must be there",
            f"A meeting decides when {_share(book.meeting_quorum)} members are represented.",
        ),
        ("Minutes", f"They are out within {book.minutes_working_days} working days."),
        ("Adjourned meetings", f"{again}, with {_share(book.adjourned_quorum)} members."),
    ]


def _stuck(book: RuleBook) -> list[tuple[str, str]]:
    steps = (
        f"a pause of {book.pause_working_days} working days",
        f"a facilitated meeting within {book.facilitation_working_days}",
        f"the chief executives within {book.executives_working_days}",
        f"an independent expert within {book.expert_working_days}",
    )
    first = f"After {book.deadlock_rounds} rounds without agreement: {', '.join(steps)}."
    return [("When we are stuck", f"{first} If nothing helps, things stay as they are.")]


def _share(share: Share) -> str:
    if share.p == share.q:
        return "all"
    return f"{'more than' if share.more_than else 'at least'} {share.p} of every {share.q}"


def matters(book: RuleBook) -> list[MatterLine]:
    """Each matter type, in the rule-book's order."""
    return [
        MatterLine(matter.code, matter.name, _carried(matter), VENUES[matter.venue], _note(book, matter))
        for matter in book.matters
    ]


def _carried(matter: MatterType) -> str:
    if matter.reserved:
        return "one named member decides; the others advise"
    if matter.threshold:
        return f"at least {matter.threshold.p} of every {matter.threshold.q} votes cast agree"
    return RULES[matter.rule]


def _note(book: RuleBook, matter: MatterType) -> str:
    return "Always so: this cannot be loosened." if matter.code in book.always_unanimous else ""
