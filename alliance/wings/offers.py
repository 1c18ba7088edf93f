"""The shape of an offer: plain values, listed in each wing's `wing.py`."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.urls import URLPattern, URLResolver

from alliance.door.access import Viewer
from alliance.figures.cells import FigureResolver
from alliance.ledger.event import Event
from alliance.ledger.types import EventType
from alliance.wings.sayings import Saying

Route = URLPattern | URLResolver


@dataclass(frozen=True, slots=True)
class NavItem:
    """An entry of an alliance's navigation; `url` is a route name that takes the alliance's slug."""

    label: str
    url: str
    order: int


@dataclass(frozen=True, slots=True)
class Wait:
    """Something that waits for this viewer: one line on the home page, the most pressing first.

    `due` is the day it is due where there is one; `kind` is a stable word for tests and the API.
    """

    kind: str
    text: str
    url: str
    due: date | None = None
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Reference:
    """What a reference such as D-018 stands for, as far as this viewer may know."""

    ref: str
    title: str
    url: str
    state: str = ""


class Unshared(Reference):
    """What a few see before everybody may know that it is there, such as a review that is running: they read its name
    where it stands, and it is named nowhere else."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Day:
    """Something that falls on a day, for calendars. `uid` never changes, `changed` is when it was last another day;
    `url` is a page of ours, `words` say more."""

    uid: str
    changed: datetime
    on: date
    title: str
    url: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class Citation:
    """That `ref` cites `about`, or is cited by it, since the instant `at`; `how` says it from where `about` stands."""

    about: str
    ref: str
    at: datetime
    how: str


@dataclass(frozen=True, slots=True)
class Topic:
    """Something that asks to be dealt with by all together, at the next meeting: what it is, and why it asks.

    `matter`, `headline` and `words` are what a decision about it can begin with, empty where nothing is drafted.
    """

    ref: str
    title: str
    url: str
    why: str
    matter: str = ""
    headline: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class Moment:
    """Something that happened in the invented alliance: `do` acts as its people did, at the instant `at`."""

    at: datetime
    do: Callable[[], None]


@dataclass(frozen=True, slots=True)
class DemoStep:
    """A part of the `story` of an invented alliance. All its parts are told together, in time order; `order` settles ties.

    `moments(alliance, today)` lists what happened; `today` is the day on which the demo must be alive.
    """

    order: int
    moments: Callable[[UUID, date], list[Moment]]
    story: str = "marlhaven"


@dataclass(frozen=True, slots=True)
class Addressed:
    """Who is told of what: `topic` is an opaque id, `seq` the event's number, or None where the clock brought it."""

    person: UUID
    topic: str
    seq: int | None = None


@dataclass(frozen=True, slots=True)
class Attachment:
    """What goes with a letter: a file's name, its content type, and its bytes."""

    name: str
    kind: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Notice:
    """What a person is told at once: a sentence with the reference and title that the pages show, and where to go.

    `ref` is the reference alone; `current` says whether it still asks something of this person: a letter whose notice
    is over is not sent. `attach` makes what goes with the letter of the person named, at the moment of sending.
    """

    ref: str
    text: str
    url: str
    detail: str = ""
    current: bool = True
    attach: Callable[[UUID], Attachment] | None = None


@dataclass(frozen=True, slots=True)
class Coming:
    """Something that the clock brings, and the people it concerns."""

    alliance: UUID
    topic: str
    people: frozenset[UUID]


Whom = Callable[[UUID, Sequence[Event]], Mapping[int, frozenset[UUID]]]
Tell = Callable[[UUID, Sequence[Addressed], datetime], Mapping[Addressed, Notice]]
Comings = Callable[[datetime, datetime], list[Coming]]


@dataclass(frozen=True, slots=True)
class NoticeKind:
    """A kind of notice that people get at once; `word` is stable and stands in the causes of letters.

    `said`, after the reference, is all that stays of it on its person's page: what was told does not change afterwards.
    `events` are types of the log, and `whom(alliance, events)` says, by sequence number, whom each concerns;
    `coming(since, until)` lists what the clock brought in that time. `tell(alliance, addressed, now)` says it, and
    leaves out what is no longer to be said at all. None of the three takes more queries for more people.
    """

    word: str
    said: str
    tell: Tell
    events: tuple[str, ...] = ()
    whom: Whom = lambda alliance, events: {}
    coming: Comings = lambda since, until: []


Waits = Callable[[Viewer, datetime], list[Wait]]
Days = Callable[[Viewer, datetime], list[Day]]
Topics = Callable[[Viewer], list[Topic]]
Cites = Callable[[Viewer, list[str]], list[Citation]]
Resolver = Callable[[Viewer, list[str]], list[Reference]]
Parts = Callable[[UUID, str], frozenset[UUID]]
Naming = Callable[[Viewer, set[str]], dict[str, Reference]]
JobFunction = Callable[[UUID], None]
Tick = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Wing:
    """Everything one wing offers.

    `urls` stand under /a/<slug>/ and `api` under /api/v1/alliances/<slug>/; `resolvers` map the letter of a
    reference ("R" of R-12) to the query that resolves it; `days` tell what falls on which day, for calendars; `topics`
    tell what asks for the next meeting, in a fixed number of queries; `jobs` map a kind of background work to its function
    (called with the job's id); `ticks` are called by the worker every few seconds, and so are `errands`, but on a
    thread of their own, because they wait for other machines; `notices` are the kinds that people are told at once;
    `projected` lists the models that a rebuild from the log empties and writes again, parents first; `sayings` are the
    words of the events that everybody is told of, `silent` the reason why another is not news, `entries` the words by
    which the log tells it all the same, `chapters` what entries are about by the first word of their types, and `things`
    map a field of an event's body to the query that tells what its ids stand for, as far as this viewer may see;
    `parts` map the letters of a reference to the query that lists what within it a paper may hang on, in an alliance;
    `figures` map the letter of a reference to the query that gives its published figures;
    `cites` tell, in a fixed number of queries, what cites any of several references and what these cite.
    """

    name: str
    urls: tuple[Route, ...] = ()
    api: tuple[Route, ...] = ()
    nav: tuple[NavItem, ...] = ()
    events: tuple[EventType, ...] = ()
    waits: tuple[Waits, ...] = ()
    days: tuple[Days, ...] = ()
    topics: tuple[Topics, ...] = ()
    resolvers: Mapping[str, Resolver] = field(default_factory=dict)
    jobs: Mapping[str, JobFunction] = field(default_factory=dict)
    ticks: tuple[Tick, ...] = ()
    errands: tuple[Tick, ...] = ()
    notices: tuple[NoticeKind, ...] = ()
    projected: tuple[type, ...] = ()
    demo: tuple[DemoStep, ...] = ()
    permissions: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sayings: Mapping[str, Saying] = field(default_factory=dict)
    silent: Mapping[str, str] = field(default_factory=dict)
    entries: Mapping[str, Saying] = field(default_factory=dict)
    chapters: Mapping[str, str] = field(default_factory=dict)
    things: Mapping[str, Naming] = field(default_factory=dict)
    cites: tuple[Cites, ...] = ()
    parts: Mapping[str, Parts] = field(default_factory=dict)
    figures: Mapping[str, FigureResolver] = field(default_factory=dict)
