"""Step 10: responses in, people per score out. Nothing about a single response is in what comes out."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from measures.uploads.responses.shapes import BASELINE, FOLLOWUP, Margin, Response, Tally

Tallies = dict[Margin, Tally]
Split = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """The two responses of one row key; they belong to the cohort, categories and period of the later one."""

    first: Response
    later: Response


def reduced(responses: Sequence[Response], breakdowns: Mapping[str, Sequence[str]]) -> Tallies:
    """Every margin of every measure that was answered. `breakdowns` are those the sheet has, {name: all categories}.

    Everybody is counted once a period: who answered twice in it, by the later answer. A declared category that nobody
    is in counts 0, so that what was held of it before is replaced.
    """
    found: Tallies = defaultdict(Tally)
    for one in once_a_period(responses):
        for measure, score in one.scores.items():
            for margin in _margins(one, measure):
                found[margin].add(score)
    for pair in pairs(responses):
        _count_pair(found, pair)
    return _with_empty(_answered(found), breakdowns)


def once_a_period(responses: Iterable[Response]) -> list[Response]:
    """Each row key once in each period: the follow-up stands where a baseline of the same period does too."""
    kept: dict[tuple[str, str], Response] = {}
    for one in responses:
        if one.occasion == FOLLOWUP or (one.key, one.period) not in kept:
            kept[one.key, one.period] = one
    return list(kept.values())


def pairs(responses: Iterable[Response]) -> list[Pair]:
    """The row keys that have both occasions."""
    by_key: dict[str, dict[str, Response]] = defaultdict(dict)
    for one in responses:
        by_key[one.key][one.occasion] = one
    return [Pair(both[BASELINE], both[FOLLOWUP]) for both in by_key.values() if len(both) == 2]


def _margins(one: Response, measure: str, baseline_period: str = "") -> tuple[Margin, ...]:
    return _named(one.period, one.cohort, measure, tuple(one.categories.items()), baseline_period)


@lru_cache(maxsize=4096)  # thousands of responses are in few groups; nothing of a response is remembered
def _named(period: str, cohort: str, measure: str, split: Split, baseline_period: str) -> tuple[Margin, ...]:
    parts = (("", ""), *split)
    bases = ("matched_baseline", "matched_followup") if baseline_period else ("all",)
    return tuple(
        Margin(period, cohort, measure, *part, basis, baseline_period) for part in parts for basis in bases
    )


def _count_pair(found: Tallies, pair: Pair) -> None:
    """People with a score on both occasions of one version of a measure."""
    for measure, later in pair.later.scores.items():
        first = pair.first.scores.get(measure)
        if first is None or later is None:
            continue
        for margin in _margins(pair.later, measure, pair.first.period):
            if margin.basis == "matched_baseline":
                found[margin].add(first)
            else:
                found[margin].add(later)
                found[margin].joint[first, later] += 1


def _answered(found: Tallies) -> Tallies:
    """Without measures that a period's sheet has a column for and no answer at all."""
    answered = {(margin.period, margin.measure) for margin, tally in found.items() if tally.n}
    return {margin: tally for margin, tally in found.items() if (margin.period, margin.measure) in answered}


def _with_empty(found: Tallies, breakdowns: Mapping[str, Sequence[str]]) -> Tallies:
    whole = [margin for margin in found if not margin.breakdown]
    empty = {
        margin._replace(breakdown=name, category=category): Tally()
        for margin in whole for name, categories in breakdowns.items() for category in categories
    }  # fmt: skip
    return empty | found


def doubled(responses: Iterable[Response]) -> tuple[list[Response], list[tuple[Response, Response]], int]:
    """Each row key once an occasion, pairs of lines that say different things under one key, and how many said the same."""
    first: dict[tuple[str, str], Response] = {}
    apart: list[tuple[Response, Response]] = []
    same = 0
    for one in responses:
        other = first.setdefault((one.key, one.occasion), one)
        if other is one:
            continue
        if replace(one, line=other.line) == other:
            same += 1
        else:
            apart.append((other, one))
    return list(first.values()), apart, same
