"""What the log tells of uploads: that a sheet was committed. No count, no figure, and the file's mark only sealed."""

from alliance.ledger.types import EventType
from alliance.wings.sayings import Entry, Saying

EVENTS = (
    EventType(
        "upload.committed",
        {"file": "id", "org": "id", "period": "id", "number": "int"},
        ("fingerprint",),
        "file",
    ),
    EventType("mapping.changed", {"mapping": "id", "org": "id"}, (), "mapping"),
    EventType("mapping.forgotten", {"mapping": "id", "org": "id"}, (), "mapping"),
)


def _committed(entry: Entry) -> str:
    """A correction is not news: beside figures that stay as they are it would say that it touched few people."""
    return f"{entry['org']} sent its {entry['period']} sheet" if entry["number"] == "1" else ""


SAYINGS = {"upload.committed": Saying(_committed, page="due")}
ENTRIES = {
    "mapping.changed": Saying("A partner settled how its own headings are read"),
    "mapping.forgotten": Saying("A partner had its own headings forgotten"),
}
CHAPTERS = {
    "breakdown": "Breakdowns of figures", "cohort": "Groups that are counted", "licence": "Licences of instruments", "limits": "Limits of charts",
    "mapping": "How a partner’s own headings are read", "measure": "Measures", "periods": "Periods", "release": "Published figures",
    "supply": "Who sends which figures", "upload": "Sheets that were sent", "view": "Views of the figures",
}  # fmt: skip
SILENT = {
    "mapping.changed": "How one partner's own headings are read concerns that partner alone.",
    "mapping.forgotten": "How one partner's own headings are read concerns that partner alone.",
}
