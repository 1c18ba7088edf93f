"""The core's face: the models of its rooms."""

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
from alliance.decisions.models import Draft, DraftReader, Findable, Proposal, Ratification, Revision
from alliance.door.models import Receipt
from alliance.jobs.models import Job
from alliance.ladder.models import Case
from alliance.ledger.models import Entry, Head, Opening
from alliance.notices.models import Cursor, Letter, Reader, Subscription
from alliance.papers.models import Paper, PaperReader
from alliance.people.models import Invitation, Person, Token
from alliance.public.models import Publication, PublicRegister
from alliance.tasks.models import Task
from alliance.tickets.models import Slip, Window

__all__ = [
    "Affiliation", "AgreementVersion", "Alliance", "CapacityStatement", "Case", "Cursor", "Draft", "DraftReader", "Entry", "Findable", "FormerName", "Head", "Invitation", "Job", "Letter", "Mandate", "Objective",
    "Opening", "Organisation", "Paper", "PaperReader", "Person", "Proposal", "PublicRegister", "Publication", "Ratification", "Reader", "Receipt", "Revision", "Role", "RuleBookVersion", "Slip", "Subscription", "Task", "Token", "Window",
]  # fmt: skip
