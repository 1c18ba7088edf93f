"""What the core offers to the house."""

from alliance.contract.events import EVENTS as CONTRACT_EVENTS
from alliance.contract.models import (
    Affiliation,
    AgreementVersion,
    Alliance,
    CapacityStatement,
    FormerName,
    Mandate,
    Objective,
    Organisation,
    Role,
    RuleBookVersion,
)
from alliance.contract.permissions import PERMISSIONS as CONTRACT_PERMISSIONS
from alliance.contract.urls import API as CONTRACT_API
from alliance.contract.urls import PAGES as CONTRACT_PAGES
from alliance.contract.words.sayings import ENTRIES as CONTRACT_ENTRIES
from alliance.contract.words.sayings import SAYINGS as CONTRACT_SAYINGS
from alliance.contract.words.sayings import SILENT as CONTRACT_SILENT
from alliance.deadlock.permissions import PERMISSIONS as DEADLOCK_PERMISSIONS
from alliance.deadlock.queries import things as deadlock_things
from alliance.deadlock.queries import waits as deadlock_waits
from alliance.deadlock.urls import API as DEADLOCK_API
from alliance.deadlock.urls import PAGES as DEADLOCK_PAGES
from alliance.decisions.actions import settle_everywhere
from alliance.decisions.demo import moments as decision_moments
from alliance.decisions.drafting.drafts import references as draft_references
from alliance.decisions.models import Findable, Proposal, Ratification, Revision
from alliance.decisions.notices import NOTICES as DECISION_NOTICES
from alliance.decisions.permissions import PERMISSIONS as DECISION_PERMISSIONS
from alliance.decisions.projection import EVENTS as DECISION_EVENTS
from alliance.decisions.queries import references as decision_references
from alliance.decisions.queries import things as decision_things
from alliance.decisions.queries import waits as decision_waits
from alliance.decisions.queries.beginning import waits as first_waits
from alliance.decisions.queries.cites import cites as decision_cites
from alliance.decisions.reading.sayings import ENTRIES as DECISION_ENTRIES
from alliance.decisions.reading.sayings import SAYINGS as DECISION_SAYINGS
from alliance.decisions.reading.sayings import SILENT as DECISION_SILENT
from alliance.decisions.urls import API as DECISION_API
from alliance.decisions.urls import PAGES as DECISION_PAGES
from alliance.demo.founding import moments as founding_moments
from alliance.demo.quillfen_story import moments as quillfen_moments
from alliance.demo.tables import QUILLFEN
from alliance.desk.urls import API as DESK_API
from alliance.desk.urls import PAGES as DESK_PAGES
from alliance.desk.words import CHAPTERS
from alliance.desk.words import ENTRIES as DOOR_ENTRIES
from alliance.door.events import EVENTS as DOOR_EVENTS
from alliance.door.events import SILENT as DOOR_SILENT
from alliance.door.receipts import forget as forget_receipts
from alliance.invitations.events import ENTRIES as INVITATION_ENTRIES
from alliance.invitations.events import EVENTS as INVITATION_EVENTS
from alliance.invitations.events import SILENT as INVITATION_SILENT
from alliance.invitations.queries import waits as invitation_waits
from alliance.invitations.urls import API as INVITATION_API
from alliance.invitations.urls import PAGES as INVITATION_PAGES
from alliance.ladder.events import ENTRIES as LADDER_ENTRIES
from alliance.ladder.events import EVENTS as LADDER_EVENTS
from alliance.ladder.events import SAYINGS as LADDER_SAYINGS
from alliance.ladder.events import SILENT as LADDER_SILENT
from alliance.ladder.models import Case
from alliance.life.demo import moments as life_moments
from alliance.life.urls import API as LIFE_API
from alliance.life.urls import PAGES as LIFE_PAGES
from alliance.life.waiting import waits as life_waits
from alliance.mandates.queries import waits as mandate_waits
from alliance.mandates.urls import API as MANDATE_API
from alliance.mandates.urls import PAGES as MANDATE_PAGES
from alliance.notices.planning import PLANNING
from alliance.notices.post import deliver as deliver_letters
from alliance.nudge.urls import PAGES as NUDGE_PAGES
from alliance.papers.actions import sweep_papers
from alliance.papers.events import ENTRIES as PAPER_ENTRIES
from alliance.papers.events import EVENTS as PAPER_EVENTS
from alliance.papers.events import SILENT as PAPER_SILENT
from alliance.papers.permissions import PERMISSIONS as PAPER_PERMISSIONS
from alliance.papers.urls import API as PAPER_API
from alliance.papers.urls import PAGES as PAPER_PAGES
from alliance.public.demo import moments as public_moments
from alliance.public.events import EVENTS as PUBLIC_EVENTS
from alliance.public.events import SAYINGS as PUBLIC_SAYINGS
from alliance.public.models import Publication, PublicRegister
from alliance.public.permissions import PERMISSIONS as PUBLIC_PERMISSIONS
from alliance.public.urls import API as PUBLIC_API
from alliance.public.urls import PAGES as PUBLIC_PAGES
from alliance.reserved.urls import API as RESERVED_API
from alliance.reserved.urls import PAGES as RESERVED_PAGES
from alliance.tasks.events import EVENTS as TASK_EVENTS
from alliance.tasks.events import SAYINGS as TASK_SAYINGS
from alliance.tasks.permissions import PERMISSIONS as TASK_PERMISSIONS
from alliance.tasks.queries import cites as task_cites
from alliance.tasks.queries import references as task_references
from alliance.tasks.queries import things as task_things
from alliance.tasks.queries import waits as task_waits
from alliance.tasks.urls import API as TASK_API
from alliance.tasks.urls import PAGES as TASK_PAGES
from alliance.tickets.sweep import tend as tend_tickets
from alliance.wings.offers import DemoStep, NavItem, Wing

WING = Wing(
    name="alliance",
    urls=DESK_PAGES + CONTRACT_PAGES + MANDATE_PAGES + INVITATION_PAGES + tuple(TASK_PAGES) + NUDGE_PAGES + PAPER_PAGES + DECISION_PAGES + LIFE_PAGES + PUBLIC_PAGES + DEADLOCK_PAGES + RESERVED_PAGES,
    api=DESK_API + CONTRACT_API + MANDATE_API + INVITATION_API + tuple(TASK_API) + PAPER_API + DECISION_API + LIFE_API + PUBLIC_API + DEADLOCK_API + RESERVED_API,
    nav=(
        NavItem("Decisions", "decisions", 10), NavItem("Overview", "alliance_home", 0), NavItem("Agreement", "agreement", 70), NavItem("People", "people", 80),
        NavItem("Actions", "tasks", 60),),
    events=DOOR_EVENTS + CONTRACT_EVENTS + INVITATION_EVENTS + TASK_EVENTS + PAPER_EVENTS + DECISION_EVENTS + LADDER_EVENTS + PUBLIC_EVENTS,
    waits=(first_waits, mandate_waits, invitation_waits, task_waits, decision_waits, life_waits, deadlock_waits),
    sayings=CONTRACT_SAYINGS | TASK_SAYINGS | DECISION_SAYINGS | LADDER_SAYINGS | PUBLIC_SAYINGS,
    silent=DOOR_SILENT | CONTRACT_SILENT | INVITATION_SILENT | PAPER_SILENT | DECISION_SILENT | LADDER_SILENT,
    entries=DOOR_ENTRIES | CONTRACT_ENTRIES | INVITATION_ENTRIES | PAPER_ENTRIES | DECISION_ENTRIES | LADDER_ENTRIES,
    chapters=CHAPTERS,
    things={
        "task": task_things, "proposal": decision_things, "by_proposal": decision_things, "consequence": decision_things,
        "case": deadlock_things,
    },
    cites=(decision_cites, task_cites),
    resolvers={"A": task_references, "D": decision_references, "DR": draft_references},
    ticks=(settle_everywhere, sweep_papers, tend_tickets, forget_receipts),
    errands=(*PLANNING, deliver_letters),
    notices=DECISION_NOTICES,
    projected=(
        Alliance, Organisation, FormerName, CapacityStatement, Affiliation, Mandate, Role, Objective, AgreementVersion, RuleBookVersion,
        Proposal, Ratification, Revision, Findable, Case, PublicRegister, Publication,
    ),
    demo=(DemoStep(0, founding_moments), DemoStep(10, decision_moments), DemoStep(10, life_moments), DemoStep(10, public_moments), DemoStep(10, quillfen_moments, QUILLFEN)),
    permissions=CONTRACT_PERMISSIONS | TASK_PERMISSIONS | PAPER_PERMISSIONS | DECISION_PERMISSIONS | DEADLOCK_PERMISSIONS | PUBLIC_PERMISSIONS,
)  # fmt: skip
