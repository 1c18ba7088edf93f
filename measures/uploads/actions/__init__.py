"""What can be done with sheets: received, answered, checked, committed, taken back."""

from measures.uploads.actions.answering import answer_sheet, take_back
from measures.uploads.actions.checking import check_draft, forget_drafts
from measures.uploads.actions.committing import commit_sheet
from measures.uploads.actions.gate import NOT_YOURS
from measures.uploads.actions.receiving import Receipt, Sent, receive_sheet

__all__ = [
    "NOT_YOURS", "Receipt", "Sent", "answer_sheet", "check_draft", "commit_sheet", "forget_drafts", "receive_sheet", "take_back",
]  # fmt: skip
