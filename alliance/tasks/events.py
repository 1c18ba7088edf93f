"""What happens to a task, as the log tells it; the words stand outside, behind commitments."""

from alliance.ledger.types import EventType

EVENTS = (
    EventType(
        "task.created",
        {"task": "id", "number": "int", "org": "id", "person": "id?", "due": "date", "source": "word?"},
        ("what", "role"), "task",
    ),
    EventType("task.completed", {"task": "id"}, ("reason",), "task"),
    EventType("task.dropped", {"task": "id"}, ("reason",), "task"),
    EventType("task.reopened", {"task": "id"}, ("reason",), "task"),
    EventType("task.moved", {"task": "id", "was": "date", "due": "date"}, ("reason",), "task"),
)  # fmt: skip
