"""What the risks wing offers to the house."""

from alliance.wings.offers import DemoStep, NavItem, Wing
from risks.demo import register
from risks.register import queries
from risks.register.cites import cites
from risks.register.events import CHAPTERS, ENTRIES, EVENTS, SAYINGS, SILENT
from risks.register.permissions import PERMISSIONS
from risks.register.urls import API, PAGES
from risks.shares import events as shares
from risks.shares.permissions import PERMISSIONS as SHARES_PERMISSIONS
from risks.shares.urls import API as SHARES_API
from risks.shares.urls import PAGES as SHARES_PAGES

WING = Wing(
    name="risks",
    urls=(*PAGES, *SHARES_PAGES),
    api=(*API, *SHARES_API),
    nav=(NavItem("Risks", "risks", 40),),
    events=(*EVENTS, *shares.EVENTS),
    waits=(queries.waits,),
    cites=(cites,),
    resolvers={"R": queries.references},
    sayings=SAYINGS | shares.SAYINGS,
    silent=SILENT,
    entries=ENTRIES,
    chapters=CHAPTERS | shares.CHAPTERS,
    things={"risk": queries.things},
    demo=(DemoStep(40, register.moments),),
    permissions=PERMISSIONS | SHARES_PERMISSIONS,
)
