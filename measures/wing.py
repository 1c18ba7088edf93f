"""What the measures wing offers to the house."""

from alliance.wings.offers import NavItem, Wing
from measures.dashboards.urls import API as DASHBOARD_API
from measures.dashboards.urls import PAGES as DASHBOARD_PAGES
from measures.due import queries as due
from measures.due.urls import API as DUE_API
from measures.due.urls import PAGES as DUE_PAGES
from measures.instruments.urls import API as INSTRUMENT_API
from measures.instruments.urls import PAGES as INSTRUMENT_PAGES
from measures.licences.events import EVENTS as LICENCE_EVENTS
from measures.licences.events import SAYINGS as LICENCE_SAYINGS
from measures.licences.permissions import PERMISSIONS as LICENCE_PERMISSIONS
from measures.licences.urls import API as LICENCE_API
from measures.licences.urls import PAGES as LICENCE_PAGES
from measures.limits.events import EVENTS as LIMIT_EVENTS
from measures.limits.events import SAYINGS as LIMIT_SAYINGS
from measures.limits.permissions import PERMISSIONS as LIMIT_PERMISSIONS
from measures.limits.urls import API as LIMIT_API
from measures.limits.urls import PAGES as LIMIT_PAGES
from measures.notes import queries as notes
from measures.notes.demo import DEMO as NOTE_DEMO
from measures.notes.events import CHAPTERS as NOTE_CHAPTERS
from measures.notes.events import ENTRIES as NOTE_ENTRIES
from measures.notes.events import EVENTS as NOTE_EVENTS
from measures.notes.events import SAYINGS as NOTE_SAYINGS
from measures.notes.events import SILENT as NOTE_SILENT
from measures.notes.permissions import PERMISSIONS as NOTE_PERMISSIONS
from measures.notes.urls import API as NOTE_API
from measures.notes.urls import PAGES as NOTE_PAGES
from measures.packs.actions import forget_packs
from measures.packs.jobs import KIND as PACK
from measures.packs.jobs import make
from measures.packs.urls import API as PACK_API
from measures.packs.urls import PAGES as PACK_PAGES
from measures.plan import queries as plan
from measures.plan.demo import DEMO as PLAN_DEMO
from measures.plan.events import EVENTS as PLAN_EVENTS
from measures.plan.events import SAYINGS as PLAN_SAYINGS
from measures.plan.permissions import PERMISSIONS as PLAN_PERMISSIONS
from measures.plan.urls import API as PLAN_API
from measures.plan.urls import PAGES as PLAN_PAGES
from measures.releases import queries as releases
from measures.releases.cited import cited
from measures.releases.events import ENTRIES as RELEASE_ENTRIES
from measures.releases.events import EVENTS as RELEASE_EVENTS
from measures.releases.events import SAYINGS as RELEASE_SAYINGS
from measures.releases.events import SILENT as RELEASE_SILENT
from measures.releases.jobs import AUDIT, audit
from measures.releases.permissions import PERMISSIONS as RELEASE_PERMISSIONS
from measures.releases.queries.notices import NOTICES as RELEASE_NOTICES
from measures.releases.stored.demo import DEMO as RELEASE_DEMO
from measures.releases.urls import API as RELEASE_API
from measures.releases.urls import PAGES as RELEASE_PAGES
from measures.uploads import queries as uploads
from measures.uploads.actions import forget_drafts
from measures.uploads.demo import DEMO as UPLOAD_DEMO
from measures.uploads.events import CHAPTERS
from measures.uploads.events import ENTRIES as UPLOAD_ENTRIES
from measures.uploads.events import EVENTS as UPLOAD_EVENTS
from measures.uploads.events import SAYINGS as UPLOAD_SAYINGS
from measures.uploads.events import SILENT as UPLOAD_SILENT
from measures.uploads.jobs import KIND as CHECK
from measures.uploads.jobs import check
from measures.uploads.permissions import PERMISSIONS as UPLOAD_PERMISSIONS
from measures.uploads.urls import API as UPLOAD_API
from measures.uploads.urls import PAGES as UPLOAD_PAGES

WING = Wing(
    name="measures",
    urls=(
        *INSTRUMENT_PAGES,
        *LICENCE_PAGES,
        *PLAN_PAGES,
        *DUE_PAGES,
        *RELEASE_PAGES,
        *LIMIT_PAGES,
        *NOTE_PAGES,
        *PACK_PAGES,
        *DASHBOARD_PAGES,
        *UPLOAD_PAGES,
    ),
    api=(
        *INSTRUMENT_API,
        *LICENCE_API,
        *PLAN_API,
        *DUE_API,
        *RELEASE_API,
        *LIMIT_API,
        *NOTE_API,
        *PACK_API,
        *DASHBOARD_API,
        *UPLOAD_API,
    ),
    nav=(NavItem("Measures", "measures", 40), NavItem("Send figures", "uploads", 41)),
    events=LICENCE_EVENTS + LIMIT_EVENTS + NOTE_EVENTS + PLAN_EVENTS + RELEASE_EVENTS + UPLOAD_EVENTS,
    waits=(uploads.waits, releases.waits, notes.waits),
    days=(due.days,),
    notices=RELEASE_NOTICES,
    resolvers={"M": plan.references, "S": notes.references},
    figures={"M": cited},
    sayings=LICENCE_SAYINGS | LIMIT_SAYINGS | NOTE_SAYINGS | PLAN_SAYINGS | RELEASE_SAYINGS | UPLOAD_SAYINGS,
    silent=NOTE_SILENT | RELEASE_SILENT | UPLOAD_SILENT,
    entries=NOTE_ENTRIES | RELEASE_ENTRIES | UPLOAD_ENTRIES,
    chapters=NOTE_CHAPTERS | CHAPTERS,
    things={
        "measure": plan.measures,
        "period": plan.periods,
        "release": releases.things,
        "note": notes.things,
    },
    jobs={AUDIT: audit, CHECK: check, PACK: make},
    ticks=(forget_drafts, forget_packs),
    permissions=LICENCE_PERMISSIONS
    | LIMIT_PERMISSIONS
    | NOTE_PERMISSIONS
    | PLAN_PERMISSIONS
    | RELEASE_PERMISSIONS
    | UPLOAD_PERMISSIONS,
    demo=(
        PLAN_DEMO,
        UPLOAD_DEMO,
        RELEASE_DEMO,
        NOTE_DEMO,
    ),
)
