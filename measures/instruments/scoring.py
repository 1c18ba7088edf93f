"""Scores by the facts of the catalogue: answers become a key that people are counted by, and the key tells the score.

Pure: no clock, no database. Nothing here knows an instrument by its name; what differs stands in `data/`.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType
from typing import Final

from measures.instruments.answers import Answers, NoScore, NotScored, blank, given, whole
from measures.instruments.columns import columns
from measures.instruments.shapes import Instrument, Items, MissingRule, Score

COMPLETE: Final = MissingRule("complete_only", 0)


@dataclass(frozen=True, slots=True)
class Scored:
    """What one person's answers come to.

    `key` is what the reduced form counts people by, and tells all the rest: a whole sum ("21"), a sum and how many
    answered ("18/9"), both answers ("7/8") or one answer ("1"). `points` are exact, on the instrument's own scale, None
    where it gives a class; of a share, 1 where the answer counts and 0 where not. `converted` are the points on the
    converted scale, an exact decimal. `label` is the class.
    """

    key: str
    points: Fraction | None
    converted: Decimal | None = None
    label: str = ""


def score(
    found: Instrument, answers: Answers, *, item: str = "", counted: Collection[int] = (), fill: bool = False
) -> Scored | NoScore:
    """One person's score, or why there is none. `answers` are by column (`columns`); blanks are None or empty.

    `item`: the column to read alone, where an instrument is read item by item. `counted`: the answers that count, where
    the catalogue leaves it to the alliance to state them. `fill`: fill questions that were left out by the mean of the
    others, where the catalogue knows that as an option; off, because no owner's document confirms it.
    Source: measures.md section 2; `data/instruments.json`.
    """
    try:
        return of_key(found, _key(found, answers, item, counted, fill), item=item, counted=counted)
    except NotScored as stopped:
        return stopped.why


def of_key(found: Instrument, key: str, *, item: str = "", counted: Collection[int] = ()) -> Scored:
    """The score that a key of the reduced form stands for.

    Raises ValueError for a key that no answers give. Source: measures.md section 3, "reduced form".
    """
    if item:
        return Scored(key, Fraction(key))
    return _READ[_rule(found).method](found, key, counted)


def _key(found: Instrument, answers: Answers, item: str, counted: Collection[int], fill: bool) -> str:
    if found.refusal:
        raise NotScored(NoScore("refused", found.refusal.sentence))
    known = columns(found)
    if strange := next((name for name in answers if name not in known.all), ""):
        raise NotScored(
            NoScore(
                "unknown_column", f"{strange} is not a column of {found.name}. Leave it out.", item=strange
            )
        )
    if item:
        return _single(found, answers, item)
    _stated(found, counted)
    return _KEYS[_rule(found).method](found, answers, fill)


def _stated(found: Instrument, counted: Collection[int]) -> None:
    """A share of "the top two answers" is counted only once the alliance has said which two these are."""
    if _rule(found).share_words and len(set(counted)) != 2:
        raise NotScored(
            NoScore(
                "answers_not_stated",
                f"State which answers of {found.name} count: the {_rule(found).share_words}.",
            )
        )


def _single(found: Instrument, answers: Answers, item: str) -> str:
    """One question read alone. Source: TOP and the ladder are published as a mean of each question."""
    if item not in columns(found).items:
        raise ValueError(f"{item} is not a question of {found.name}.")
    answered = given(found, answers, [item])
    if not answered:
        raise NotScored(NoScore("not_answered", f"{item} was left out.", impossible=False, item=item))
    return str(answered[item])


def _no_total(found: Instrument, answers: Answers, fill: bool) -> str:
    raise NotScored(NoScore("no_total", f"{found.name} has no total: each question is read alone."))


def _one(found: Instrument, answers: Answers, fill: bool) -> str:
    return _single(found, answers, columns(found).items[0])


def _both(found: Instrument, answers: Answers, fill: bool) -> str:
    """Both answers of one person, in the order of the questions. Source: Gallup's description of the ladder classes."""
    answered = given(found, answers, columns(found).items)
    if len(answered) < _items(found).count:
        raise NotScored(
            NoScore(
                "not_answered", f"{found.name} needs both answers from the same person.", impossible=False
            )
        )
    return "/".join(str(answer) for answer in answered.values())


def _summed(found: Instrument, answers: Answers, fill: bool) -> str:
    """The sum by items, or by a total where no item is given. A total never stands in for items that were left out."""
    totals = _totals(found, answers)
    by_item = given(found, answers, columns(found).items)
    if by_item or not totals:
        totals = {"": _sum_of_items(found, by_item, fill), **totals}
    if len(set(totals.values())) > 1:
        raise NotScored(
            NoScore(
                "total_disagrees",
                f"The total of {found.name} is not what the answers come to. Check which is right.",
            )
        )
    return next(iter(totals.values()))


def _sum_of_items(found: Instrument, answered: Mapping[str, int], fill: bool) -> str:
    _check_heavier(found, _items(found), answered)
    _check_missing(found, _items(found).count - len(answered), fill)
    return _keyed(found, sum(counts_as(found, answered).values()), len(answered))


def counts_as(found: Instrument, answered: Mapping[str, int]) -> dict[str, int]:
    """What each answer adds to the sum: those of reversed items counted from the other end (4-x, 6-x)."""
    items, names = _items(found), columns(found).items
    turned = {names[number - 1] for number in items.reverse or ()}
    ends = (items.low or 0) + (items.high or 0)
    return {name: ends - answer if name in turned else answer for name, answer in answered.items()}


def _keyed(found: Instrument, total: int, answered: int) -> str:
    """A sum, and how many answered where the score depends on it. Source: measures.md section 3 (CORE-10, `18/9`)."""
    prorated = _missing(found).rule == "prorate" or answered < _items(found).count
    return f"{total}/{answered}" if prorated else str(total)


def _check_missing(found: Instrument, left_out: int, fill: bool) -> None:
    rule = _missing(found)
    most = rule.option_max if fill and rule.option else rule.most
    if left_out > most:
        bears = f"at most {most} left out" if most else f"all {_items(found).count} answered"
        raise NotScored(
            NoScore("not_answered", f"{found.name} is scored only with {bears}.", impossible=False)
        )


def _check_heavier(found: Instrument, items: Items, answered: Mapping[str, int]) -> None:
    """Only so many items may weigh more. Source: the note on the NDT's items ("two risk areas weighted to 0-8")."""
    above = sum(answer > items.high for answer in answered.values()) if items.high is not None else 0
    if above > items.heavier:
        raise NotScored(
            NoScore("too_heavy", f"At most {items.heavier} answers of {found.name} go above {items.high}.")
        )


def _totals(found: Instrument, answers: Answers) -> dict[str, str]:
    """The totals that are given, each as a key."""
    held = {name: answers.get(name) for name in columns(found).totals}
    return {
        name: _of_total(found, name, str(total).strip()) for name, total in held.items() if not blank(total)
    }


def _of_total(found: Instrument, name: str, total: str) -> str:
    if found.conversion and name.endswith(f"_{found.conversion.name}"):
        return _unconverted(found, name, total)
    items, rule = _items(found), _rule(found)
    low, high = rule.low, rule.high
    if rule.method != "sum":
        low, high = Decimal((items.low or 0) * items.count), Decimal((items.high or 0) * items.count)
    return _keyed(found, whole(name, total, int(low or 0), int(high or 0)), items.count)


def _unconverted(found: Instrument, name: str, total: str) -> str:
    """The raw score behind one person's converted one, which has to be a value of the table (a mean need not be)."""
    table = found.conversion.table if found.conversion else {}
    raw = next((raw for raw, value in table.items() if _same(total, value)), None)
    if raw is None:
        raise NotScored(
            NoScore(
                "not_in_table", f"{name} is not a value that one person’s score can convert to.", item=name
            )
        )
    return _keyed(found, raw, _items(found).count)


def _same(text: str, value: Decimal) -> bool:
    return text.replace(".", "", 1).isdecimal() and text.isascii() and Decimal(text) == value


def _read_sum(found: Instrument, key: str, counted: Collection[int]) -> Scored:
    """Sum, mean and pro-rated mean are one formula: the mean of what was answered, so many times.

    Source: the scoring column of measures.md section 2; table 2.1 for SWEMWBS, person by person.
    """
    items, rule = _items(found), _rule(found)
    total, _, some = key.partition("/")
    times = {"sum": items.count, "mean": 1, "mean_times_10": 10, "single_item": 1}[rule.method]
    answered = int(some or items.count)
    points = Fraction(int(total), answered) * times if 0 < answered <= items.count else None
    if points is None or not Fraction(rule.low or 0) <= points <= Fraction(rule.high or 0):
        raise ValueError(f"No answers to {found.name} give this key.")
    whole_score = found.conversion and points.denominator == 1
    return Scored(key, points, found.convert(int(points)) if whole_score else None)


def _read_class(found: Instrument, key: str, counted: Collection[int]) -> Scored:
    """The class of two answers. Source: Gallup (thriving: now 7 or more and future 8 or more; suffering: both at most 4)."""
    answers, rule = dict(zip(_items(found).names, map(int, key.split("/")), strict=True)), _rule(found)
    label = next(each.label for each in rule.classes if each.holds(answers))
    return Scored(key, Fraction(label in rule.share_of) if rule.share_of else None, label=label)


def _read_share(found: Instrument, key: str, counted: Collection[int]) -> Scored:
    """Whether an answer is among those that count. Source: ONS national indicators of loneliness; Community Life Survey."""
    counts = set(map(str, counted)) or set(_rule(found).share_of)
    return Scored(key, Fraction(key in counts), label="" if key not in counts else "counts")


def _read_count(found: Instrument, key: str, counted: Collection[int]) -> Scored:
    """A whole number of people in the window that the column's name states. Source: DLUHC single-night snapshot."""
    return Scored(key, Fraction(int(key)))


def _rule(found: Instrument) -> Score:
    if found.score is None:
        raise LookupError(f"{found.name} has no score.")
    return found.score


def _items(found: Instrument) -> Items:
    if found.items is None:
        raise LookupError(f"{found.name} has no questions.")
    return found.items


def _missing(found: Instrument) -> MissingRule:
    return found.missing or COMPLETE


_KEYS: Final[Mapping[str, Callable[[Instrument, Answers, bool], str]]] = MappingProxyType(
    {
        "sum": _summed, "mean": _summed, "mean_times_10": _summed, "single_item": _one, "category_share": _one,
        "count": _one, "joint_class": _both, "item_by_item": _no_total,
    }
)  # fmt: skip
_READ: Final[Mapping[str, Callable[[Instrument, str, Collection[int]], Scored]]] = MappingProxyType(
    {
        "sum": _read_sum, "mean": _read_sum, "mean_times_10": _read_sum, "single_item": _read_sum,
        "category_share": _read_share, "count": _read_count, "joint_class": _read_class,
    }
)  # fmt: skip
