"""What happens to a task, as the log tells it; the words stand outside, behind commitments."""

from alliance.ledger.types import EventType
from alliance.wings.sayings import Saying

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

SAYINGS = {
    "task.created": Saying("{task}, for {org}: {what}", "task"),
    "task.completed": Saying("{task} is done", "task"),
    "task.dropped": Saying("{task} was dropped", "task"),
    "task.reopened": Saying("{task} was opened again", "task"),
    "task.moved": Saying("{task} has another day: {due}", "task"),
}
