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
from alliance.decisions.models import Draft, DraftReader, Proposal, Ratification, Revision
from alliance.door.models import Receipt
from alliance.jobs.models import Job
from alliance.ledger.models import Entry, Head, Opening
from alliance.people.models import Invitation, Person, Token
from alliance.tasks.models import Task

__all__ = [
    "Affiliation", "AgreementVersion", "Alliance", "CapacityStatement", "Draft", "DraftReader", "Entry", "FormerName", "Head", "Invitation", "Job", "Mandate", "Objective",
    "Opening", "Organisation", "Person", "Proposal", "Ratification", "Receipt", "Revision", "Role", "RuleBookVersion", "Task", "Token",
]  # fmt: skip
