"""What may leave a piece: the consent of who wrote it; how a partner stands in a theme, and which releases one rests on. Pure."""

from collections.abc import Collection, Iterable, Sequence
from typing import Final

from alliance.door.refusals import Refused, malformed
from alliance.nudge.identity import repeats
from alliance.tickets.rules import THRESHOLD

RUN: Final = 6  # so many words in a row are somebody's own (V27)
SETTING: Final = "a setting"
QUOTED: Final = "words"
FEWEST_RELEASES: Final = 2  # what one release says alone stands there already, and would point at one setting
TOO_FEW: Final = Refused(
    "too_few_pieces", "Fewer than three pieces are left, so nothing from them may be released. Take out what rests on them."
)  # fmt: skip


def repeated(text: str, pieces: Iterable[tuple[str, str]]) -> bool:
    """Whether `text` repeats six running words of a piece whose writer did not allow the words; `pieces` are (text, consent)."""
    return any(consent != QUOTED and repeats(text, piece, RUN) for piece, consent in pieces)


def check_consent(texts: Iterable[str], pieces: Sequence[tuple[str, str]]) -> Refused | None:
    """Whether what is to be released keeps every writer's consent; never says which piece, nor its words."""
    for text in texts:
        if repeated(text, pieces):
            return Refused(
                "repeats",
                f"This repeats six running words of a piece that may not be quoted: “{text[:80]}”. Say it in other words.",
            )
    return None


def check_enough(left: int, *, from_pieces: bool) -> Refused | None:
    """Where a withdrawal leaves fewer than three pieces, nothing from them is released (V23)."""
    return TOO_FEW if from_pieces and left < THRESHOLD else None


def setting(names: Collection[str]) -> str:
    """How the partners of a theme are shown: named from two on, one is “a setting” (V13)."""
    return ", ".join(names) if len(names) >= 2 else SETTING if names else ""


def check_settings(chosen: Collection[object], partners: Collection[object]) -> Refused | None:
    """Whether the settings that a theme is from, or that a review looks at, are all partners of this alliance."""
    if set(chosen) <= set(partners):
        return None
    return malformed("settings", "One of these is no partner of this alliance. Choose among its partners.")


def check_rests(
    chosen: Collection[str], on: Collection[str], settings: Collection[object] = ()
) -> Refused | None:
    """Whether a theme may rest on the releases `chosen`, in a review that rests on the releases `on` (none: not thematic);
    one that is from `settings` rests on no release."""
    if not on:
        return (
            malformed("rests_on", "Only a theme of a thematic review names releases. Leave them out.")
            if chosen
            else None
        )
    if settings:
        return malformed(
            "settings", "A theme of a thematic review names releases, not settings. Leave them out."
        )
    if len(set(chosen)) < FEWEST_RELEASES or not set(chosen) <= set(on):
        return malformed(
            "rests_on",
            f"Choose at least {FEWEST_RELEASES} of {', '.join(on)}: what one says alone stands there.",
        )
    return None


def check_some(number: int, on: Collection[str]) -> Refused | None:
    """Whether so many themes are enough for a release: a thematic review has nothing else to say."""
    if on and not number:
        return Refused(
            "no_theme", "A thematic review releases its themes, and none is written. Write one first."
        )
    return None
