"""How an under- or overspend is shared out: whole pence and basis points alone, never a float. It explains; it pays nobody."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

WHOLE = 10_000  # basis points of everything


@dataclass(frozen=True, slots=True)
class Part:
    """One partner's part of the pool in basis points, and its margin at risk in whole pence: its pain stops there."""

    name: str
    bp: int
    margin: int


@dataclass(frozen=True, slots=True)
class Terms:
    """What was agreed, in contract order. `target` is in whole pence, `owner_bp` the owners' share of the result,
    `cap_bp` the part of the target up to which an underspend counts; several owners share alike."""

    target: int
    owner_bp: int
    cap_bp: int
    owners: tuple[str, ...]
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Shared:
    """A result shared out, in whole pence: above 0 is gain, below 0 pain. `counted` is what of `diff` counts, `pool` what
    the partners share before margins stop it; `owners` and `partners` stand in contract order and add up to `counted`."""

    actual: int
    diff: int
    counted: int
    pool: int
    owners: tuple[int, ...]
    partners: tuple[int, ...]
    at_margin: tuple[bool, ...]


def share(terms: Terms, actual: int) -> Shared:
    """Share out what was spent, `actual`, against the target; the terms must be sound (`rules.check_terms`)."""
    diff = terms.target - actual
    counted = min(diff, terms.target * terms.cap_bp // WHOLE) if diff > 0 else diff
    pool = abs(counted) * (WHOLE - terms.owner_bp) // WHOLE
    shares = split(pool, [part.bp for part in terms.parts])
    stopped = tuple(counted < 0 and due > part.margin for due, part in zip(shares, terms.parts, strict=True))
    partners = shares if counted >= 0 else _borne(shares, [part.margin for part in terms.parts])
    left = counted - sum(partners)
    owners = split(abs(left), [1] * len(terms.owners))
    signed = owners if left >= 0 else tuple(-pence for pence in owners)
    return Shared(actual, diff, counted, pool, signed, partners, stopped)


def _borne(shares: Iterable[int], margins: Iterable[int]) -> tuple[int, ...]:
    return tuple(-min(due, margin) for due, margin in zip(shares, margins, strict=True))


def split(pence: int, weights: Sequence[int]) -> tuple[int, ...]:
    """Whole pence by weight; spare pence go to the largest remainders, ties to whoever comes first. `pence` is not negative."""
    total = sum(weights)
    floors = [pence * weight // total for weight in weights]
    spare = pence - sum(floors)
    by_remainder = sorted(range(len(weights)), key=lambda at: -(pence * weights[at] % total))
    lucky = set(by_remainder[:spare])
    return tuple(floor + (at in lucky) for at, floor in enumerate(floors))


def examples(terms: Terms) -> tuple[tuple[str, int], ...]:
    """What might be spent under these terms, with the words for each, in the order in which they are told; each once."""
    target, cap = terms.target, terms.target * terms.cap_bp // WHOLE
    told = {
        target - cap * 6 // 10: "A little less than the target",
        target - cap * 15 // 10: "So little that the cap stops the gain",
        target: "Exactly the target",
        target + target * 8 // 100: "A little more than the target",
        target + target * 40 // 100: "Far more than the target",
        target - 7: "Seven pence less than the target",
    }
    return tuple((words, actual) for actual, words in told.items() if actual >= 0)
