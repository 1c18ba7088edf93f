"""A release as a document that people may print and work on: written from the release alone, by the alliance."""

import io
from datetime import UTC, datetime

import docx

from alliance.door.access import Viewer
from frontend.plain import for_xml
from meetings.reviews.content import plain
from meetings.reviews.queries.shapes import ReleasePage

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
NO_TIME = datetime(2000, 1, 1, tzinfo=UTC)  # a file says of itself when it was made: this one does not


def document(viewer: Viewer, page: ReleasePage) -> bytes:
    """The release as a .docx file; its author is the alliance, and it says of itself neither a person nor a time."""
    made, row = docx.Document(), page.row
    told = made.core_properties
    told.author = told.last_modified_by = viewer.alliance_name[:255]
    told.title, told.language, told.comments = row.title[:255], "en-GB", ""
    told.created = told.modified = NO_TIME
    made.add_paragraph(for_xml(row.title), style="Title")
    made.add_paragraph(for_xml(stamp(viewer, page)))
    for heading, lines in plain(page.content):
        made.add_heading(heading, 1)
        for line in filter(None, lines):
            made.add_paragraph(for_xml(line), style="List Bullet")
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def stamp(viewer: Viewer, page: ReleasePage) -> str:
    """What stands under a release: whose it is, which version, which month, under which covenant (V33)."""
    row = page.row
    return f"{viewer.alliance_name}, {row.ref}, version {row.version}, {row.month}, under covenant {page.covenant}."
