"""The words of a risk: what a person may choose, and how each choice is said."""

from dataclasses import dataclass
from uuid import UUID

Choices = tuple[tuple[str, str], ...]

KINDS: Choices = (
    ("threat", "A threat: something that would set us back"),
    ("opportunity", "An opportunity: something that would help us"),
)
DOMAINS: Choices = (
    ("lives", "People’s lives and safety"),
    ("quality", "Quality of help"),
    ("workforce", "The people who give the help"),
    ("cost", "Money"),
    ("time", "Time"),
    ("information", "Information"),
    ("trust", "Trust"),
)
PROXIMITIES: Choices = (
    ("now", "Now"),
    ("under_3_months", "In under 3 months"),
    ("3_to_12_months", "In 3 to 12 months"),
    ("over_12_months", "In more than 12 months"),
)
AXES: Choices = (("current", "Where it is now"), ("target", "Where we want it to be"))
STATES: Choices = (
    ("proposed", "Proposed"),
    ("live", "Live"),
    ("issue", "Happening: an issue"),
    ("closed", "Closed"),
)
TAKES_DECISION = ("live", "issue")  # states that are left for "closed" by a decision alone
HOLDING: Choices = (
    ("asked", "Asked"),
    ("agreed", "Holds it"),
    ("declined", "Said no"),
    ("left", "Stepped back"),
)

# What the levels of a matrix are called where a risk is an opportunity: a chance, never a danger
CHANCES = ("Faint chance", "Fair chance", "Good chance", "Strong chance")


@dataclass(frozen=True, slots=True)
class Asked:
    """One partner that is named as a holder, with the title of the role that leads there."""

    org: UUID
    role: str


@dataclass(frozen=True, slots=True)
class RiskWords:
    """A risk as it is raised: what could bring it about, what would happen, what that would do."""

    kind: str
    cause: str
    event: str
    effect: str
    domain: str
    proximity: str
    must_be_true: str


def said(choices: Choices, value: str) -> str:
    """How a choice is said; the value itself where it is none of them."""
    return dict(choices).get(value, value)


def plain(label: str) -> str:
    """A label that is kept as one word, as people read it: almost-certain is "almost certain"."""
    return label.replace("-", " ")


def level_words(kind: str, band: str, level: int) -> str:
    """What a level is called: the band of a threat, the chance of an opportunity. `level` counts from 0."""
    return CHANCES[min(level, len(CHANCES) - 1)] if kind == "opportunity" else band


def days_words(days: int) -> str:
    """“1 day”, “70 days”."""
    return f"{days} day{'' if days == 1 else 's'}"


def due_words(days: int) -> str:
    """How near a review is: `days` are left, below 0 they have passed."""
    if days == 0:
        return "due today"
    return f"due in {days_words(days)}" if days > 0 else f"{days_words(-days)} overdue"
