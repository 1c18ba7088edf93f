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
    ("scoring", "Being scored"),
    ("revealed", "Views open, score to agree"),
    ("live", "Live"),
    ("accepted", "Accepted for a time"),
    ("escalated", "Escalated: waits for a decision"),
    ("issue", "Happening: an issue"),
    ("closed", "Closed"),
)
VELOCITIES: Choices = (
    ("hours", "Within hours"),
    ("days", "Within days"),
    ("weeks", "Within weeks"),
    ("months", "Over months"),
)
KNOWLEDGE: Choices = (
    ("weak", "Weak: mostly belief"),
    ("some", "Some: a few things we have seen"),
    ("strong", "Strong: counted, or seen often"),
)
APPETITES: Choices = (
    ("averse", "Averse: as little as we can"),
    ("minimal", "Minimal: only what we cannot avoid"),
    ("cautious", "Cautious: some, where the gain is clear"),
    ("open", "Open: we weigh it and often take it"),
    ("eager", "Eager: we go looking for it"),
)
TREATMENTS: dict[str, Choices] = {
    "threat": (
        ("tolerate", "Tolerate it"), ("treat", "Treat it: make it less likely or less bad"),
        ("share", "Share it inside the alliance"), ("transfer", "Transfer it to somebody outside"), ("end", "End what brings it"),
    ),
    "opportunity": (
        ("exploit", "Make sure that it happens"), ("enhance", "Make it likelier or better"),
        ("share", "Share it inside the alliance"), ("ignore", "Leave it be"),
    ),
}  # fmt: skip
LOOK_AGAIN: Choices = (
    ("changed", "Look again: it changed after it was accepted"),
    ("expired", "Look again: its acceptance has ended"),
    ("superseded", "Look again: the decision behind its acceptance no longer holds"),
    ("revoked", "Look again: its acceptance was taken back"),
)
GROUNDS: Choices = (
    ("spread", "We see it very differently"),
    ("outside", "It is above our appetite"),
    ("near", "It could bite now, and its level is high"),
    ("asked", "A partner asks for a decision"),
)
MOVES = ("happen", "decline", "merge", "close", "reopen")  # verbs that take a reason and little else
TAKES_REPLY = ("decline", "merge")
SIDES: Choices = (
    ("", "On neither side, or nobody has said"),
    ("cause", "It could bring this risk about"),
    ("effect", "This risk could bring it about"),
)  # where another risk stands in the bow-tie of this one
OTHER_SIDE = {"cause": "effect", "effect": "cause", "": ""}
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
    """A risk as it is raised: what could bring it about, what would happen, what that would do.

    `velocity` is how fast the trigger leads to the effect, blank where nobody has said it yet.
    """

    kind: str
    cause: str
    event: str
    effect: str
    domain: str
    proximity: str
    must_be_true: str
    velocity: str = ""


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
