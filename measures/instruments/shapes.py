"""The facts of an instrument as frozen values: everything that scoring and its page need, and no wording."""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Items:
    """The questions: how many, the ends of an answer in points, and what is said beside them.

    `reverse` are the numbers of those that count the other way round, None where the list stands only in a licensed
    guide. `unscored` are asked and never scored. `heavier` and `heavier_max`: so many may go up to this instead.
    `kinds`: what an item may be, with its ends, where items differ. `codes`: their columns, where they are not numbered.
    """

    count: int
    low: int | None
    high: int | None
    names: tuple[str, ...] = ()
    labels: Mapping[str, str] | None = None
    note: str = ""
    reverse: tuple[int, ...] | None = ()
    unscored: tuple[int, ...] = ()
    heavier: int = 0
    heavier_max: int = 0
    kinds: Mapping[str, tuple[int, int]] | None = None
    codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MissingRule:
    """What becomes of somebody who left questions out: `rule`, and at most how many it bears.

    `option` is a rule that is off unless somebody asks for it, with `option_max` questions that it fills.
    """

    rule: str
    most: int
    option: str = ""
    option_max: int = 0


@dataclass(frozen=True, slots=True)
class Bands:
    """Named score ranges by their lower bounds, on `scale` ("score", "raw" or "metric").

    `agreed` is False where sources contradict one another, `verified` where nobody has checked the owner's document.
    """

    id: str
    scale: str
    lower_bounds: tuple[Decimal, ...]
    labels: tuple[str, ...]
    agreed: bool
    source: str
    verified: bool

    def label(self, value: Decimal | Fraction) -> str:
        """The band of a value: the last lower bound not above it. Raises ValueError below the lowest."""
        place = bisect_right(self.lower_bounds, Fraction(value), key=Fraction)
        if not place:
            raise ValueError(f"{value} lies below the lowest band.")
        return self.labels[place - 1]


@dataclass(frozen=True, slots=True)
class JointClass:
    """A class of people by two answers: `least` and `most` give the ends by the name of the question."""

    label: str
    least: Mapping[str, int]
    most: Mapping[str, int]

    def holds(self, answers: Mapping[str, int]) -> bool:
        """Whether these two answers lie in the class; the last class of an instrument takes everybody else."""
        return all(answers[name] >= end for name, end in self.least.items()) and all(
            answers[name] <= end for name, end in self.most.items()
        )


@dataclass(frozen=True, slots=True)
class Score:
    """How answers become a score; `low` and `high` are the ends in points, None where there is no such scale.

    `name` is what the scale is called where there are two. `share_of` are the answers that count, empty where the
    alliance has to state them; `share_words` say it. `classes` are tried in order.
    """

    method: str
    direction: str
    low: Decimal | None
    high: Decimal | None
    name: str = ""
    share_of: tuple[str, ...] = ()
    share_words: str = ""
    classes: tuple[JointClass, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Conversion:
    """What each person's raw score becomes: name of the new scale, its ends in points, and the table."""

    name: str
    low: Decimal
    high: Decimal
    table: Mapping[int, Decimal]


@dataclass(frozen=True, slots=True)
class Change:
    """From how many points on a change is unlikely to be error; a range `low` to `high` where the sources differ.

    `converted`: on the converted scale, not the instrument's own.
    """

    low: Decimal
    high: Decimal
    unit: str
    level: str
    kind: str
    source: str
    verified: bool
    converted: bool


@dataclass(frozen=True, slots=True)
class Caseness:
    """The clinical cut-off: a case from `least` points on."""

    least: Decimal
    source: str


@dataclass(frozen=True, slots=True)
class Licence:
    """What its owner allows: `wording` and `score` are words of the catalogue, `terms` a sentence."""

    wording: str
    score: str
    terms: str
    owner: str


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why an instrument is not accepted, who owns it, and what may be used instead."""

    owner: str
    reason: str
    alternative: str

    @property
    def sentence(self) -> str:
        """The refusal in words for the person who tried."""
        return f"This instrument is not accepted: {self.reason}. Its owner is {self.owner}. You could use {self.alternative}."


@dataclass(frozen=True, slots=True)
class Instrument:
    """One version of an instrument: facts only, never its wording.

    `status`: built_in (wording may be held), score_only, describe_only (context, never an outcome), refused.
    `accepts` and `publish_as` name forms of data. `confirm` lists what was not checked against the owner's document.
    """

    id: str
    name: str
    version: str
    status: str
    family: str
    items: Items | None
    score: Score | None
    conversion: Conversion | None
    missing: MissingRule | None
    bands: tuple[Bands, ...]
    change: tuple[Change, ...]
    caseness: Caseness | None
    accepts: tuple[str, ...]
    publish_as: tuple[str, ...]
    checks: tuple[str, ...]
    sources: tuple[str, ...]
    traps: tuple[str, ...]
    confirm: tuple[str, ...]
    licence: Licence
    refusal: Refusal | None

    def band(self, bands: str, value: Decimal | Fraction) -> str:
        """The label of the band that `value` falls in: the last lower bound not above it.

        `bands` is the id of a set of bands. Raises KeyError for an unknown set, ValueError below its lowest bound.
        """
        chosen = next((each for each in self.bands if each.id == bands), None)
        if chosen is None:
            raise KeyError(f"{self.name} has no bands called {bands}.")
        return chosen.label(value)

    def convert(self, raw: int) -> Decimal:
        """One person's raw whole score on the converted scale; a mean is never converted.

        Raises TypeError for anything but a whole number, LookupError where the score or the table does not exist.
        """
        if isinstance(raw, bool) or not isinstance(raw, int):
            raise TypeError("Convert each person's whole score, never a mean.")
        if self.conversion is None or raw not in self.conversion.table:
            raise LookupError(f"{self.name} converts no raw score of {raw}.")
        return self.conversion.table[raw]
