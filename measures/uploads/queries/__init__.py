"""What can be seen of sheets: who has sent what, one's own drafts and their preview, one's own data."""

from measures.uploads.queries.drafts import draft
from measures.uploads.queries.mine import my_data
from measures.uploads.queries.programs import sheet, sheet_lines
from measures.uploads.queries.sheets import Opened, Template, opened, response_template, sheets, template
from measures.uploads.queries.waiting import waits

__all__ = [
    "Opened",
    "Template",
    "draft",
    "my_data",
    "opened",
    "response_template",
    "sheet",
    "sheet_lines",
    "sheets",
    "template",
    "waits",
]
