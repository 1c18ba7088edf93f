"""What the core offers to the house."""

from alliance.contract.events import EVENTS as CONTRACT_EVENTS
from alliance.contract.models import (
    Affiliation,
    AgreementVersion,
    Alliance,
    Mandate,
    Objective,
    Organisation,
    Role,
    RuleBookVersion,
)
from alliance.contract.permissions import PERMISSIONS as CONTRACT_PERMISSIONS
from alliance.contract.urls import API as CONTRACT_API
from alliance.contract.urls import PAGES as CONTRACT_PAGES
from alliance.contract.words.sayings import SAYINGS as CONTRACT_SAYINGS
from alliance.contract.words.sayings import SILENT as CONTRACT_SILENT
from alliance.decisions.actions import settle_everywhere
from alliance.decisions.demo import moments as decision_moments
from alliance.decisions.models import Findable, Proposal, Revision
from alliance.decisions.permissions import PERMISSIONS as DECISION_PERMISSIONS
from alliance.decisions.projection import EVENTS as DECISION_EVENTS
from alliance.decisions.queries import references as decision_references
from alliance.decisions.queries import things as decision_things
from alliance.decisions.queries import waits as decision_waits
from alliance.decisions.queries.beginning import waits as first_waits
from alliance.decisions.reading.sayings import SAYINGS as DECISION_SAYINGS
from alliance.decisions.reading.sayings import SILENT as DECISION_SILENT
from alliance.decisions.urls import API as DECISION_API
from alliance.decisions.urls import PAGES as DECISION_PAGES
from alliance.demo.founding import moments as founding_moments
from alliance.desk.urls import PAGES as DESK_PAGES
from alliance.door.events import EVENTS as DOOR_EVENTS
from alliance.door.events import SILENT as DOOR_SILENT
from alliance.invitations.events import EVENTS as INVITATION_EVENTS
from alliance.invitations.events import SILENT as INVITATION_SILENT
from alliance.invitations.queries import waits as invitation_waits
from alliance.invitations.urls import API as INVITATION_API
from alliance.invitations.urls import PAGES as INVITATION_PAGES
from alliance.mandates.queries import waits as mandate_waits
from alliance.mandates.urls import API as MANDATE_API
from alliance.mandates.urls import PAGES as MANDATE_PAGES
from alliance.public.events import EVENTS as PUBLIC_EVENTS
from alliance.public.events import SAYINGS as PUBLIC_SAYINGS
from alliance.public.models import Publication, PublicRegister
from alliance.public.permissions import PERMISSIONS as PUBLIC_PERMISSIONS
from alliance.public.urls import API as PUBLIC_API
from alliance.public.urls import PAGES as PUBLIC_PAGES
from alliance.tasks.events import EVENTS as TASK_EVENTS
from alliance.tasks.events import SAYINGS as TASK_SAYINGS
from alliance.tasks.permissions import PERMISSIONS as TASK_PERMISSIONS
from alliance.tasks.queries import references as task_references
from alliance.tasks.queries import things as task_things
from alliance.tasks.queries import waits as task_waits
from alliance.tasks.urls import API as TASK_API
from alliance.tasks.urls import PAGES as TASK_PAGES
from alliance.wings.offers import DemoStep, NavItem, Wing

WING = Wing(
    name="alliance",
    urls=DESK_PAGES + CONTRACT_PAGES + MANDATE_PAGES + INVITATION_PAGES + tuple(TASK_PAGES) + DECISION_PAGES + PUBLIC_PAGES,
    api=CONTRACT_API + MANDATE_API + INVITATION_API + tuple(TASK_API) + DECISION_API + PUBLIC_API,
    nav=(
        NavItem("Decisions", "decisions", 10), NavItem("Overview", "alliance_home", 0), NavItem("Agreement", "agreement", 70), NavItem("People", "people", 80),
        NavItem("Actions", "tasks", 60),),
    events=DOOR_EVENTS + CONTRACT_EVENTS + INVITATION_EVENTS + TASK_EVENTS + DECISION_EVENTS + PUBLIC_EVENTS,
    waits=(first_waits, mandate_waits, invitation_waits, task_waits, decision_waits),
    sayings=CONTRACT_SAYINGS | TASK_SAYINGS | DECISION_SAYINGS | PUBLIC_SAYINGS,
    silent=DOOR_SILENT | CONTRACT_SILENT | INVITATION_SILENT | DECISION_SILENT,
    things={
        "task": task_things, "proposal": decision_things, "by_proposal": decision_things, "consequence": decision_things,
    },
    resolvers={"A": task_references, "D": decision_references},
    ticks=(settle_everywhere,),
    projected=(
        Alliance, Organisation, Affiliation, Mandate, Role, Objective, AgreementVersion, RuleBookVersion,
        Proposal, Revision, Findable, PublicRegister, Publication,
    ),
    demo=(DemoStep(0, founding_moments), DemoStep(10, decision_moments)),
    permissions=CONTRACT_PERMISSIONS | TASK_PERMISSIONS | DECISION_PERMISSIONS | PUBLIC_PERMISSIONS,
)  # fmt: skip
