"""The words of what is logged beside risks: what we take to be so, what is already wrong, what we wait on others for."""

from dataclasses import dataclass

Choices = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class LoggedKind:
    """One kind: the letters of its references, what it is called, and what its words say."""

    letters: str
    name: str
    plural: str
    ask: str


KINDS = {
    "assumption": LoggedKind("AS", "Assumption", "Assumptions", "What we take to be so, and would plan otherwise without"),
    "issue": LoggedKind("IS", "Issue", "Issues", "What is already going wrong"),
    "dependency": LoggedKind("DP", "Dependency", "Dependencies", "What we wait for from somebody outside, or from one another"),
}  # fmt: skip
LETTERS = {kind.letters: name for name, kind in KINDS.items()}
CHOICES: Choices = tuple(
    (name, f"{kind.name}: {kind.ask[0].lower()}{kind.ask[1:]}") for name, kind in KINDS.items()
)
STATES: Choices = (("open", "Open"), ("closed", "Closed"))


def reference(kind: str, number: int) -> str:
    """`AS-01`, `IS-02`, `DP-03`."""
    return f"{KINDS[kind].letters}-{number:02}"
