"""What the meetings wing offers to the house."""

from alliance.demo.tables import QUILLFEN
from alliance.wings.offers import DemoStep, NavItem, Wing
from meetings import demo, demo_quillfen
from meetings.files.notices import NOTICES
from meetings.files.urls import API as FILE_API
from meetings.files.urls import PAGES as FILE_PAGES
from meetings.meetings.events import CHAPTERS, ENTRIES, EVENTS, SAYINGS, SILENT
from meetings.meetings.models import AgendaItem, Attendance, ItemVote, Meeting, TakenUp
from meetings.meetings.parts import parts
from meetings.meetings.permissions import PERMISSIONS
from meetings.meetings.queries import references, things, waits
from meetings.meetings.queries.cites import cites
from meetings.meetings.urls import API, PAGES
from meetings.minutes.events import EVENTS as MINUTES_EVENTS
from meetings.minutes.events import SAYINGS as MINUTES_SAYINGS
from meetings.minutes.models import Acceptance, Minutes
from meetings.minutes.permissions import PERMISSIONS as MINUTES_PERMISSIONS
from meetings.minutes.queries import waits as minutes_waits
from meetings.minutes.urls import API as MINUTES_API
from meetings.minutes.urls import PAGES as MINUTES_PAGES
from meetings.reviews import demo as review_demo
from meetings.reviews import events as reviews
from meetings.reviews import queries as review_queries
from meetings.reviews.notices import NOTICES as REVIEW_NOTICES
from meetings.reviews.permissions import PERMISSIONS as REVIEW_PERMISSIONS
from meetings.reviews.urls import API as REVIEW_API
from meetings.reviews.urls import PAGES as REVIEW_PAGES
from meetings.series.events import EVENTS as SERIES_EVENTS
from meetings.series.events import SAYINGS as SERIES_SAYINGS
from meetings.series.models import Series
from meetings.series.urls import API as SERIES_API
from meetings.series.urls import PAGES as SERIES_PAGES

WING = Wing(
    name="meetings",
    urls=PAGES + MINUTES_PAGES + SERIES_PAGES + FILE_PAGES + REVIEW_PAGES,
    api=API + MINUTES_API + SERIES_API + FILE_API + REVIEW_API,
    nav=(NavItem("Meetings", "meetings", 50), NavItem("Reviews", "reviews", 55)),
    events=SERIES_EVENTS + EVENTS + MINUTES_EVENTS + reviews.EVENTS,
    waits=(waits, minutes_waits, review_queries.waits),
    notices=NOTICES + REVIEW_NOTICES,
    cites=(cites,),
    parts={"MT": parts},
    resolvers={"MT": references, "V": review_queries.references},
    sayings=SERIES_SAYINGS | SAYINGS | MINUTES_SAYINGS | reviews.SAYINGS,
    silent=SILENT | reviews.SILENT,
    entries=ENTRIES | reviews.ENTRIES,
    chapters=CHAPTERS | reviews.CHAPTERS,
    things={"meeting": things, "review": review_queries.things, "call": review_queries.call_things},
    demo=(
        DemoStep(50, demo.moments),
        DemoStep(60, review_demo.moments),
        DemoStep(50, demo_quillfen.moments, QUILLFEN),
    ),
    projected=(
        Series,
        Meeting,
        AgendaItem,
        TakenUp,
        ItemVote,
        Attendance,
        Minutes,
        Acceptance,
        *reviews.PROJECTED,
    ),
    permissions=PERMISSIONS | MINUTES_PERMISSIONS | REVIEW_PERMISSIONS,
)
