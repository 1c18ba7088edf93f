"""What the log tells of uploads: that a sheet was committed. No count, no figure, and the file's mark only sealed."""

from alliance.ledger.types import EventType

EVENTS = (
    EventType(
        "upload.committed",
        {"file": "id", "org": "id", "period": "id", "number": "int"},
        ("fingerprint",),
        "file",
    ),
)
