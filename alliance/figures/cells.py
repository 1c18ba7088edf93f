"""The only shape in which a figure about people leaves the measures, so that nothing exact slips out."""

from collections.abc import Sequence
from dataclasses import InitVar, dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any, Final, NoReturn, Protocol, Self

from alliance.door.access import Viewer

_SEAL: Final = object()
_LENT: list[object] = []


class State(StrEnum):
    """What a cell says: a figure (`shown`, `combined`), or why there is none."""

    SHOWN = "shown"
    COMBINED = "combined"
    TOO_FEW = "too_few"
    NOT_COLLECTED = "not_collected"
    NOT_OFFERED = "not_offered"
    WITHHELD = "withheld"
    WITHDRAWN = "withdrawn"


def take_seal() -> object:
    """Hand out the seal that builds cells, once in the life of a process: the releases room takes it on import.

    Raises RuntimeError on the second call, so a second builder of cells stops the program instead of working.
    """
    if _LENT:
        raise RuntimeError(
            "The seal of published figures is already taken. Publish through the releases room instead."
        )
    _LENT.append(_SEAL)
    return _SEAL


@dataclass(frozen=True, slots=True)
class Interval:
    """Between what and what a figure lies, in the units of the figure; `text` is how it prints."""

    lower: Decimal
    upper: Decimal
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SafeCell:
    """One published figure, already protected: rounded, or a reason for silence.

    `text` is what is printed everywhere. `number` is the printed number (people, per cent or scale points), None
    where there is none or where only a bound is printed. `step` is the grid that the number was rounded to.
    `n` is the shown (rounded) number of people and `n_text` how it prints. `release` is the number of the release.
    """

    state: State
    text: str
    number: Decimal | None = None
    step: Decimal | None = None
    note: str = ""
    release: int = 0
    n: int | None = None
    n_text: str = ""
    interval: Interval | None = None
    seal: InitVar[object]

    def __post_init__(self, seal: object) -> None:
        if seal is not _SEAL:
            raise TypeError(
                "A published figure can only be made by the releases room. Ask the resolver for it."
            )

    def __init_subclass__(cls, **kwargs: Any) -> NoReturn:
        raise TypeError("A published figure has no other kinds.")

    def __copy__(self) -> Self:
        return self

    def __deepcopy__(self, memo: dict[int, Any]) -> Self:
        return self

    def __reduce_ex__(self, protocol: Any) -> NoReturn:
        raise TypeError(
            "A published figure is not pickled. Store its row, and read it back through the releases room."
        )


@dataclass(frozen=True, slots=True)
class ReleasedFigure:
    """A cell with what it is about, as somebody who cites it needs it.

    `reference` is what was cited ("M-02"), `figure` which of its figures ("n", "M-02:yes", "M-02:yes:share").
    """

    reference: str
    title: str
    period: str
    view: str
    figure: str
    cell: SafeCell


class FigureResolver(Protocol):
    """How a wing gives released figures to whoever cites them: the same cells for every viewer of the alliance.

    Answers, for each of the references and each view in declared order, the figures in declared order of periods; nothing
    for a reference it does not know. As many queries for many references as for one.
    """

    def __call__(self, viewer: Viewer, references: Sequence[str]) -> Sequence[ReleasedFigure]: ...
