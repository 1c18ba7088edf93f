"""What can be done with sheets: received, answered, read otherwise, checked, committed, taken back."""

from measures.uploads.actions.answering import answer_sheet, ask_again, read_otherwise, take_back
from measures.uploads.actions.checking import check_draft, forget_drafts
from measures.uploads.actions.committing import commit_sheet
from measures.uploads.actions.gate import NOT_YOURS
from measures.uploads.actions.giving_back import give_back
from measures.uploads.actions.receiving import Receipt, Sent, receive_sheet
from measures.uploads.actions.remembering import change_mapping, forget_mapping, remember_reading

__all__ = [
    "NOT_YOURS", "Receipt", "Sent", "answer_sheet", "ask_again", "change_mapping", "check_draft", "commit_sheet",
    "forget_drafts", "forget_mapping", "give_back", "read_otherwise", "receive_sheet", "remember_reading", "take_back",
]  # fmt: skip
