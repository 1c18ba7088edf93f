"""What the risks wing offers to the house."""

from alliance.wings.offers import DemoStep, NavItem, Wing
from risks.demo import register
from risks.register import queries
from risks.register.cites import cites
from risks.register.events import CHAPTERS, ENTRIES, EVENTS, SAYINGS, SILENT
from risks.register.permissions import PERMISSIONS
from risks.register.urls import API, PAGES

WING = Wing(
    name="risks",
    urls=PAGES,
    api=API,
    nav=(NavItem("Risks", "risks", 40),),
    events=EVENTS,
    waits=(queries.waits,),
    cites=(cites,),
    resolvers={"R": queries.references},
    sayings=SAYINGS,
    silent=SILENT,
    entries=ENTRIES,
    chapters=CHAPTERS,
    things={"risk": queries.things},
    demo=(DemoStep(40, register.moments),),
    permissions=PERMISSIONS,
)
