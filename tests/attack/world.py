"""Two alliances with something of every kind in each, and everybody signed in."""

from dataclasses import dataclass, field
from datetime import date, time, timedelta
from uuid import UUID

from django.test import Client

from alliance.contract.actions import set_objective
from alliance.contract.models import Mandate, Objective, Role
from alliance.decisions.drafting.drafts import begin_draft
from alliance.door.action import Done
from alliance.invitations.actions import invite
from alliance.papers.actions import Sent, attach_paper
from alliance.papers.models import Paper
from alliance.people.models import Invitation
from alliance.tasks.actions import create_task
from alliance.tasks.models import Task
from measures.plan.actions import add_cohort, add_measure, add_quarters, add_supplier
from meetings.meetings.actions import add_item, schedule_meeting
from meetings.meetings.models import AgendaItem, Meeting
from risks.register.actions import raise_risk
from risks.register.models import Risk
from risks.register.words import Asked, RiskWords
from tests.alliance.papers.files import PDF
from tests.cast import START, Cast, build, clock_at

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
DAY = START.date() + timedelta(days=30)


@dataclass
class World:
    """One alliance and the ids of what is in it, by the names that routes and fields use."""

    cast: Cast
    ids: dict[str, UUID | int] = field(default_factory=dict)
    deaf: set[str] = field(
        default_factory=set
    )  # addresses that are only sent to: whoever reads them gets a 405

    @property
    def slug(self) -> str:
        """Its word in addresses."""
        return self.cast.slug

    def client(self, part: str) -> Client:
        """A browser of this person, which answers 500 instead of raising."""
        made = Client(raise_request_exception=False)
        made.force_login(self.cast.people[part], backend=BACKEND)
        return made


def stocked(slug: str) -> World:
    """An alliance with a task, a risk, a meeting and its paper, an objective, an invitation and a plan."""
    world = World(build(slug))
    with clock_at(hours=1):
        for answer in _stock(world):
            assert isinstance(answer, Done), answer
        _note(world)
    return world


def _stock(world: World):
    cast = world.cast
    manager, council = cast.caller("manager"), cast.caller("council")
    words = RiskWords("threat", "Cause", "Event", "Effect", "quality", "now", "True")
    holders = [Asked(cast.orgs["COU"], "Head of homes"), Asked(cast.orgs["HOM"], "Head of care")]
    yield set_objective(manager, title="A settled home", good="Keys")
    yield invite(
        manager, email=f"new@{cast.slug}.example", name="Newcomer", org=cast.orgs["HOM"], role="colleague"
    )
    yield create_task(manager, what="Write", org=cast.orgs["COU"], due=DAY)
    yield raise_risk(council, words=words, holders=holders, review_on=DAY)
    yield schedule_meeting(manager, title="Board", day=DAY, begins=time(10), ends=time(11), place="Hall")
    yield add_item(manager, meeting=Meeting.objects.get(alliance=cast.alliance).id, text="Welcome")
    yield attach_paper(manager, ref="MT-001", title="Report", sent=Sent(PDF, "report.pdf"))
    yield add_measure(manager, wording="Someone to count on", kind="proportion", valid_from=date(2026, 1, 1))
    yield add_cohort(manager, name="Adults")
    yield add_quarters(manager, first=date(2026, 1, 1), count=2)
    yield add_supplier(manager, org=cast.orgs["HOM"], starts_on=date(2026, 1, 1))


def _note(world: World) -> None:
    here = world.cast.alliance
    people = world.cast.people
    world.ids = {
        "objective": Objective.objects.get(alliance_id=here).id,
        "invitation": Invitation.objects.get(alliance_id=here).id,
        "mandate": Mandate.objects.filter(org__alliance_id=here).order_by("org__position", "-role")[0].id,
        "role": Role.objects.filter(alliance_id=here).order_by("name")[0].id,
        "task": Task.objects.get(alliance_id=here).id,
        "risk": Risk.objects.get(alliance_id=here).id,
        "meeting": Meeting.objects.get(alliance=here).id,
        "item": AgendaItem.objects.get(meeting__alliance=here).id,
        "paper": Paper.objects.get(alliance_id=here).id,
        "org": world.cast.orgs["HOM"],
        "person": people["homes"].id,
        "draft": begin_draft(world.cast.viewer("council"), matter="practice", title="Still being written"),
    }
