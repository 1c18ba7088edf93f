"""What the meetings wing offers to the house."""

from alliance.wings.offers import DemoStep, NavItem, Wing
from meetings.demo import moments
from meetings.files.urls import API as FILE_API
from meetings.files.urls import PAGES as FILE_PAGES
from meetings.meetings.events import EVENTS
from meetings.meetings.models import AgendaItem, Attendance, Meeting, Minutes
from meetings.meetings.permissions import PERMISSIONS
from meetings.meetings.queries import references, waits
from meetings.meetings.urls import API, PAGES

WING = Wing(
    name="meetings",
    urls=PAGES + FILE_PAGES,
    api=API + FILE_API,
    nav=(NavItem("Meetings", "meetings", 50),),
    events=EVENTS,
    waits=(waits,),
    resolvers={"MT": references},
    demo=(DemoStep(50, moments),),
    projected=(Meeting, AgendaItem, Attendance, Minutes),
    permissions=PERMISSIONS,
)
