"""What the risks wing offers to the house."""

from alliance.demo.tables import QUILLFEN
from alliance.wings.offers import DemoStep, NavItem, Wing
from risks.demo import beside, quillfen, register
from risks.logged import events as logged
from risks.logged import queries as entries
from risks.logged import urls as logged_urls
from risks.logged.permissions import PERMISSIONS as LOGGED_PERMISSIONS
from risks.register import queries
from risks.register.cites import cites
from risks.register.events import CHAPTERS, ENTRIES, EVENTS, SAYINGS, SILENT
from risks.register.permissions import PERMISSIONS
from risks.register.urls import API, PAGES
from risks.shares import events as shares
from risks.shares import urls as shares_urls
from risks.shares.permissions import PERMISSIONS as SHARES_PERMISSIONS

WING = Wing(
    name="risks",
    urls=(*shares_urls.PAGES, *logged_urls.PAGES, *PAGES),
    api=(*shares_urls.API, *logged_urls.API, *API),
    nav=(NavItem("Risks", "risks", 40),),
    events=(*EVENTS, *shares.EVENTS, *logged.EVENTS),
    waits=(queries.waits, entries.waits),
    cites=(cites, entries.cites),
    resolvers={
        "R": queries.references,
        "AS": entries.references,
        "IS": entries.references,
        "DP": entries.references,
    },
    sayings=SAYINGS | shares.SAYINGS | logged.SAYINGS,
    silent=SILENT | logged.SILENT,
    entries=ENTRIES | logged.ENTRIES,
    chapters=CHAPTERS | shares.CHAPTERS | logged.CHAPTERS,
    things={"risk": queries.things, "logged": entries.things},
    demo=(
        DemoStep(40, register.moments),
        DemoStep(45, beside.moments),
        DemoStep(40, quillfen.moments, QUILLFEN),
    ),
    permissions=PERMISSIONS | SHARES_PERMISSIONS | LOGGED_PERMISSIONS,
)
