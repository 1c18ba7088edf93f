"""What can be seen of sheets: who has sent what, one's own drafts and their preview, one's own data and where it came from."""

from measures.uploads.queries.copies import commented_copy
from measures.uploads.queries.drafts import draft
from measures.uploads.queries.files import file_version
from measures.uploads.queries.lineage import lineage
from measures.uploads.queries.mappings import Remembered, mapping, mappings
from measures.uploads.queries.mine import my_data
from measures.uploads.queries.programs import sheet, sheet_lines
from measures.uploads.queries.sheets import (
    MAKERS,
    RESPONSE_MAKERS,
    Opened,
    opened,
    response_template,
    sheets,
    template,
)
from measures.uploads.queries.waiting import waits

__all__ = [
    "MAKERS", "RESPONSE_MAKERS", "Opened", "Remembered", "commented_copy", "draft", "file_version", "lineage", "mapping", "mappings", "my_data", "opened",
    "response_template", "sheet", "sheet_lines", "sheets", "template", "waits",
]  # fmt: skip
