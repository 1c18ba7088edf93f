"""What a founder tells: the alliance, its bodies and their codes, as plain values."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

CODE = re.compile(r"[A-Z][A-Z0-9]{1,11}")
COMMISSIONER, PROVIDER, ASSOCIATE = "commissioner", "provider", "associate"


@dataclass(frozen=True, slots=True)
class Charter:
    """A body that is to be in the contract from the start.

    `side` is commissioner, provider or associate (a voice, no vote); `mine` where the founder speaks for it;
    `invite` is the e-mail address of the person who is to speak for it, `invite_name` their name.
    """

    code: str
    name: str
    side: str
    kind: str
    mine: bool = False
    invite: str = ""
    invite_name: str = ""

    @property
    def votes(self) -> bool:
        """Members vote, associates do not."""
        return self.side != ASSOCIATE


@dataclass(frozen=True, slots=True)
class Founding:
    """Everything that the form asks: the alliance, its bodies, the founder's address and part."""

    name: str
    bodies: tuple[Charter, ...]
    founder: str
    manages: bool


def codes(names: list[tuple[str, str]]) -> list[str]:
    """A code for each (given code, name): the given one, else letters of the name that nobody else has."""
    taken = {given.upper() for given, _ in names if given}
    found = []
    for given, name in names:
        code = given.upper() or next(code for code in _ideas(name) if code not in taken)
        taken.add(code)
        found.append(code)
    return found


def _ideas(name: str) -> Iterator[str]:
    words = re.findall(r"[A-Z0-9]+", name.upper())
    letters = "".join(words).lstrip("0123456789") or "ORG"
    yield from (
        code for code in ("".join(word[0] for word in words)[:6], letters[:3]) if CODE.fullmatch(code)
    )
    number = 2
    while True:
        yield f"{letters[:3]}{number}"
        number += 1
