"""An instrument in plain words: made from its facts, so that the words and the scoring cannot come apart."""

from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType
from typing import Final

from measures.instruments.shapes import Change, Instrument, Items, Score

STATUS: Final = MappingProxyType(
    {
        "built_in": "May be counted and shown here",
        "score_only": "Scores may be held here, the questions may not",
        "describe_only": "Says how complex people’s lives are; never shown as an outcome or as a change",
        "refused": "Not accepted",
    }
)
DIRECTION: Final = MappingProxyType(
    {
        "higher_better": "Higher is better for people.",
        "lower_better": "Lower is better for people: a fall is an improvement.",
        "higher_more_complex": "Higher means a more complex life. That is no outcome.",
        "per_item": "It differs from question to question.",
    }
)
WORDING: Final = MappingProxyType(
    {
        "free": "The questions may be shown.",
        "free_with_citation": "The questions may be shown, with their source beside them.",
        "as_published_by_ons": "The questions may be shown as the ONS prints them.",
        "unchanged_only": "The questions may be shown unchanged, or not at all.",
        "none_until_licensed": "The questions may not be shown before the alliance is licensed.",
        "ask": "The questions may not be shown before the owner has been asked.",
        "none": "The questions are never shown here.",
    }
)
SCORES: Final = MappingProxyType(
    {
        "yes": "Scores may be held and shown.",
        "yes_if_partner_licensed": "Scores may be held of a partner that has its own licence.",
        "no": "Scores may not be held either.",
    }
)
MISSING: Final = MappingProxyType(
    {
        "complete_only": "Scored only if every question is answered. A blank is never a 0.",
        "drop_from_this_question": "Who leaves the question out is left out of this question’s number, and of no other.",
        "both_needed_for_class": "A class needs both answers from the same person.",
        "prorate": "One question may be left out: the mean is then that of the others. With two or more left out there is no score.",
    }
)
METHOD: Final = MappingProxyType(
    {
        "sum": "Add the answers.",
        "mean": "Take the mean of the answers.",
        "mean_times_10": "Take the mean of the answers, times 10.",
        "single_item": "The answer is the score. It is never combined with another question’s.",
        "item_by_item": "Each question is read alone; there is no total.",
        "count": "A whole number, in the window of time that the column names.",
    }
)
GIVES: Final = MappingProxyType(
    {
        "category_share": "A share of people",
        "joint_class": "A class of each person",
        "item_by_item": "One figure a question",
        "count": "A count",
    }
)
ACCEPTS: Final = MappingProxyType(
    {
        "mean_sd": "a mean with its standard deviation",
        "mean_sd_each": "a mean with its standard deviation, question by question",
        "answer_counts": "people per answer",
        "band_counts": "people per band",
        "joint_counts": "people per pair of answers",
        "totals_histogram": "people per total",
        "responses": "one row per response",
        "responses_scored": "one row per response, scored already",
        "numerator_denominator": "how many of how many",
        "count": "a count",
    }
)


def questions(items: Items | None) -> str:
    """`10 questions, each answered by a whole number from 0 to 4.`"""
    if items is None:
        return ""
    many = f"{items.count} question{'' if items.count == 1 else 's'}"
    if items.codes:
        return "One count."
    if items.kinds:
        kinds = " or ".join(f"{name} ({low} to {high})" for name, (low, high) in items.kinds.items())
        return f"{many}; each gives {kinds}, as its column says."
    if items.low is None:
        return f"{many}, answered in words."
    each = "" if items.count == 1 else " each"
    return f"{many},{each} answered by a whole number from {items.low} to {items.high}." + _noted(items.note)


def spans(found: Instrument) -> str:
    """`7 to 35 (raw), 7 to 35 (metric)`; where there is no scale, what comes of the answers instead."""
    score, conversion = found.score, found.conversion
    if score is None:
        return ""
    if score.low is None or score.high is None:
        return GIVES[score.method]
    own = f"{number(score.low)} to {number(score.high)}"
    if conversion is None:
        return own
    return f"{own} ({score.name}), {number(conversion.low)} to {number(conversion.high)} ({conversion.name})"


def scoring(found: Instrument) -> str:
    """How answers become a score, step by step."""
    if found.score is None:
        return ""
    steps = (
        _reversing(found.items),
        _method(found.score),
        _converting(found),
        _noted(found.score.note).strip(),
    )
    return " ".join(filter(None, steps))


def missing(found: Instrument) -> str:
    """What becomes of a question that was left out, and of what nobody has confirmed."""
    rule = found.missing
    if rule is None:
        return ""
    single = found.items is None or found.items.count == 1
    words = MISSING["drop_from_this_question" if single else rule.rule]
    if not rule.option:
        return words
    return f"{words} Filling up to {rule.option_max} by the mean of the others is known, but off: nobody has confirmed it."


def change_words(change: Change) -> str:
    """`6 points: reliable change`."""
    many = (
        number(change.low) if change.low == change.high else f"{number(change.low)} to {number(change.high)}"
    )
    return f"{many} {change.unit} ({change.level}): {change.kind}"


def number(value: Decimal | Fraction | int) -> str:
    """A number as people write it: no needless zeros, a fraction to two decimals."""
    exact = Fraction(value)
    if exact.denominator == 1:
        return str(exact.numerator)
    text = f"{float(exact):.2f}" if not isinstance(value, Decimal) else str(value)
    return text.rstrip("0").rstrip(".")


def joined(parts: list[str]) -> str:
    """`a, b and c`."""
    return " and ".join(part for part in (", ".join(parts[:-1]), *parts[-1:]) if part)


def _reversing(items: Items | None) -> str:
    if items is None or items.low is None or items.high is None or not items.reverse:
        return ""
    turned = joined([str(each) for each in items.reverse])
    return f"Count questions {turned} from the other end: {items.low} counts as {items.high}, {items.high} as {items.low}."


def _method(score: Score) -> str:
    if score.method == "category_share":
        return _share(score)
    return METHOD.get(score.method) or _classes(score)


def _share(score: Score) -> str:
    if score.share_words:
        return f"The share of people who gave one of the {score.share_words}; the alliance states which two these are."
    return f"The share of people who gave answer {joined(list(score.share_of))}."


def _classes(score: Score) -> str:
    told = []
    for each in score.classes:
        ends = [f"{name} {end} or more" for name, end in each.least.items()]
        ends += [f"{name} {end} or less" for name, end in each.most.items()]
        told.append(f"{each.label} ({joined(ends)})" if ends else f"else {each.label}")
    return f"Both answers together give a class: {'; '.join(told)}."


def _converting(found: Instrument) -> str:
    if found.conversion is None:
        return ""
    first = found.conversion.table.get(1)
    if first and all(value == raw * first for raw, value in found.conversion.table.items()):
        return f"Times {number(first)}, this is the {found.conversion.name}."
    return f"Convert each person’s sum by the table ({found.conversion.name}), then average; a mean is never converted."


def _noted(note: str) -> str:
    return f" {note[:1].upper()}{note[1:]}." if note else ""
