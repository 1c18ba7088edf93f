"""What the risks wing offers to the house."""

from alliance.demo.tables import QUILLFEN
from alliance.wings.offers import DemoStep, NavItem, Wing
from risks.appetite import events as appetite
from risks.appetite.urls import API as APPETITE_API
from risks.appetite.urls import PAGES as APPETITE_PAGES
from risks.demo import beside, quillfen, quillfen_shares
from risks.demo import register as marlhaven
from risks.escalation import events as escalation
from risks.escalation.queries import topics
from risks.escalation.queries import waits as escalation_waits
from risks.escalation.urls import API as ESCALATION_API
from risks.escalation.urls import PAGES as ESCALATION_PAGES
from risks.logged import events as logged
from risks.logged import queries as entries
from risks.logged import urls as logged_urls
from risks.logged.permissions import PERMISSIONS as LOGGED_PERMISSIONS
from risks.overdue.urls import API as OVERDUE_API
from risks.overdue.urls import PAGES as OVERDUE_PAGES
from risks.register import events as register
from risks.register import queries
from risks.register.actions import settle_everywhere
from risks.register.permissions import PERMISSIONS
from risks.register.urls import API as REGISTER_API
from risks.register.urls import PAGES as REGISTER_PAGES
from risks.scoring import events as scoring
from risks.scoring.actions import reveal_everywhere
from risks.scoring.queries import waits as scoring_waits
from risks.scoring.urls import API as SCORING_API
from risks.scoring.urls import PAGES as SCORING_PAGES
from risks.shares import events as shares
from risks.shares import urls as shares_urls
from risks.shares.permissions import PERMISSIONS as SHARES_PERMISSIONS
from risks.shown import urls as shown_urls
from risks.treatments import events as treatments
from risks.treatments.queries import waits as treatment_waits
from risks.treatments.urls import API as TREATMENT_API
from risks.treatments.urls import PAGES as TREATMENT_PAGES
from risks.warnings import events as warnings
from risks.warnings import queries as heard
from risks.warnings import urls as warnings_urls
from risks.warnings.actions import gather_everywhere
from risks.warnings.permissions import PERMISSIONS as WARNINGS_PERMISSIONS
from risks.whole.cites import cites
from risks.whole.urls import PAGES as WHOLE_PAGES

WING = Wing(
    name="risks",
    urls=REGISTER_PAGES
    + WHOLE_PAGES
    + SCORING_PAGES
    + ESCALATION_PAGES
    + TREATMENT_PAGES
    + APPETITE_PAGES
    + OVERDUE_PAGES
    + shares_urls.PAGES
    + shown_urls.PAGES
    + logged_urls.PAGES
    + warnings_urls.PAGES,
    api=REGISTER_API
    + SCORING_API
    + ESCALATION_API
    + TREATMENT_API
    + APPETITE_API
    + OVERDUE_API
    + shares_urls.API
    + shown_urls.API
    + logged_urls.API
    + warnings_urls.API,
    nav=(NavItem("Risks", "risks", 40),),
    events=register.EVENTS
    + scoring.EVENTS
    + escalation.EVENTS
    + treatments.EVENTS
    + appetite.EVENTS
    + shares.EVENTS
    + logged.EVENTS
    + warnings.EVENTS,
    waits=(queries.waits, scoring_waits, escalation_waits, treatment_waits, entries.waits, heard.waits),
    topics=(topics,),
    cites=(cites, entries.cites, heard.cites),
    resolvers={
        "R": queries.references,
        "AS": entries.references,
        "IS": entries.references,
        "DP": entries.references,
        "W": heard.references,
    },
    sayings=register.SAYINGS
    | scoring.SAYINGS
    | escalation.SAYINGS
    | treatments.SAYINGS
    | appetite.SAYINGS
    | shares.SAYINGS
    | logged.SAYINGS
    | warnings.SAYINGS,
    silent=register.SILENT | scoring.SILENT | logged.SILENT | warnings.SILENT,
    entries=register.ENTRIES | scoring.ENTRIES | logged.ENTRIES | warnings.ENTRIES,
    chapters=register.CHAPTERS
    | scoring.CHAPTERS
    | escalation.CHAPTERS
    | treatments.CHAPTERS
    | appetite.CHAPTERS
    | shares.CHAPTERS
    | logged.CHAPTERS
    | warnings.CHAPTERS,
    things={"risk": queries.things, "logged": entries.things, "warning": heard.things},
    ticks=(settle_everywhere, reveal_everywhere, gather_everywhere),
    demo=(
        DemoStep(40, marlhaven.moments),
        DemoStep(45, beside.moments),
        DemoStep(40, quillfen.moments, QUILLFEN),
        DemoStep(45, quillfen_shares.moments, QUILLFEN),
    ),
    permissions=PERMISSIONS | SHARES_PERMISSIONS | LOGGED_PERMISSIONS | WARNINGS_PERMISSIONS,
)
