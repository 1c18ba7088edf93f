"""The core's face: the models of its rooms."""

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
from alliance.decisions.models import Draft, DraftReader, Findable, Proposal, Revision
from alliance.door.models import Receipt
from alliance.jobs.models import Job
from alliance.ledger.models import Entry, Head, Opening
from alliance.people.models import Invitation, Person, Token
from alliance.public.models import Publication, PublicRegister
from alliance.tasks.models import Task

__all__ = [
    "Affiliation",
    "AgreementVersion",
    "Alliance",
    "Draft",
    "DraftReader",
    "Entry",
    "Findable",
    "Head",
    "Invitation",
    "Job",
    "Mandate",
    "Objective",
    "Opening",
    "Organisation",
    "Person",
    "Proposal",
    "PublicRegister",
    "Publication",
    "Receipt",
    "Revision",
    "Role",
    "RuleBookVersion",
    "Task",
    "Token",
]  # fmt: skip
