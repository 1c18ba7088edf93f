"""The attack itself: as each partner, between what and what each small group must lie."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from math import ceil, floor

from measures.releases.audit.counts import Part, Problem, Target, parts
from measures.releases.audit.programme import Programme, Row
from measures.releases.parameters import STANDARD, Parameters

CLOSE = 1e-6
SURE = 4  # spans this much above the least are not looked at again as whole numbers
ROUNDS, THOUSAND = 3, 1000
Attacker = tuple[str, ...]
Beat = Callable[[int, int], None]


@dataclass(slots=True)
class Onward:
    """A beat over several attacks that never goes back: how many there will be shows on the way, for a repair is attacked
    again, so each takes an even share of what is left and `attacks` (those foreseen) only says how even.
    """

    beat: Beat
    attacks: int
    gone: float = 0.0

    def __call__(self, done: int, total: int) -> None:
        """How far the attack under way is, told as how far all of them are, in thousandths."""
        here = self.gone + (1 - self.gone) * done / total / (self.attacks + 1)
        if done >= total:
            self.gone, self.attacks = here, max(1, self.attacks - 1)
        self.beat(floor(here * THOUSAND), THOUSAND)


@dataclass(frozen=True, slots=True)
class Fail:
    """A group that these partners together could work out more closely than the span allows."""

    attacker: Attacker
    target: Target


def attackers(partners: Iterable[str], together: int = 1) -> tuple[Attacker, ...]:
    """Who is tried: every partner, every pair where `together` is 2, and an outsider where no other is left to try."""
    known = tuple(dict.fromkeys(partners))
    found = tuple(each for size in range(1, together + 1) for each in combinations(known, size))
    return found if len(known) > 1 else (*found, ())


def attack(
    found: Problem,
    by: Sequence[Attacker],
    rules: Parameters = STANDARD,
    beat: Beat = lambda done, total: None,
) -> list[Fail]:
    """Every group of fewer than the span that somebody else could work out; none is a pass. Raises Defect."""
    pieces = list(parts(found))
    total, fails = max(1, len(pieces) * len(by)), []
    for at, (part, attacker) in enumerate((part, each) for part in pieces for each in by):
        fails += weak(found, part, attacker, part.targets, rules)
        beat(at + 1, total)
    if not pieces:  # nothing new to attack is an attack that is over
        beat(total, total)
    return fails


def still_failing(found: Problem, fails: Collection[Fail], rules: Parameters = STANDARD) -> list[Fail]:
    """Those of earlier fails that fail still, after a figure stopped telling something: nothing else can have become worse."""
    pieces = list(parts(found))
    left: list[Fail] = []
    for part in pieces:
        for attacker in dict.fromkeys(each.attacker for each in fails):
            named = {
                (f.target.measure, f.target.category, f.target.groups)
                for f in fails
                if f.attacker == attacker
            }
            wanted = [t for t in part.targets if (t.measure, t.category, t.groups) in named]
            left += weak(found, part, attacker, wanted, rules)
    return left


def weak(
    found: Problem, part: Part, attacker: Attacker, targets: Iterable[Target], rules: Parameters
) -> list[Fail]:
    """The targets in one part that one attacker could work out."""
    others = [target for target in targets if target.owner not in attacker]
    if not others:
        return []
    hunt = _Hunt(_programme(found, part, attacker), part.columns, rules.span, whole=found.split)
    return [Fail(attacker, target) for target in hunt.worked_out(others)]


def _programme(found: Problem, part: Part, attacker: Attacker) -> Programme:
    place = {column: at for at, column in enumerate(part.columns)}
    rows = [
        Row(tuple(place[at] for at in row.plus), row.low, row.high, tuple(place[at] for at in row.minus))
        for row in part.rows
    ]
    own = [found.owners[at] in attacker for at in part.columns]
    truth = [float(found.truth[at]) for at in part.columns]
    low = [exact if known else 0.0 for known, exact in zip(own, truth, strict=True)]
    high = [exact if known else None for known, exact in zip(own, truth, strict=True)]
    return Programme(rows, low, high)


@dataclass(slots=True)
class _Hunt:
    """One attacker in one part. Every solution is a possible world, so that one answers for many targets at once."""

    programme: Programme
    columns: Sequence[int]
    span: int
    whole: bool
    place: dict[int, int] = field(init=False)
    seen: dict[Target, tuple[float, float]] = field(default_factory=dict)
    seen_whole: dict[Target, tuple[float, float]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.place = {column: at for at, column in enumerate(self.columns)}

    def worked_out(self, targets: Sequence[Target]) -> list[Target]:
        """The targets that do not pass, in their order."""
        for target in targets:
            self.seen[target] = self.seen_whole[target] = (target.truth, target.truth)
        for _ in range(ROUNDS):
            for largest in (True, False):
                self._try(self._open(targets), largest=largest)
        return [target for target in self._open(targets) if self._open([target]) and not self._alone(target)]

    def _open(self, targets: Iterable[Target]) -> list[Target]:
        return [target for target in targets if not self._passes(target)]

    def _passes(self, target: Target) -> bool:
        if not self.whole:
            return values(*self.seen[target]) >= self.span
        sure = values(*self.seen[target]) > self.span + SURE - 1
        return sure or values(*self.seen_whole[target]) >= self.span

    def _alone(self, target: Target) -> bool:
        """Whether the target passes when the programme is solved for it alone."""
        for largest in (True, False):
            self._try([target], largest=largest)
            if self._passes(target):
                return True
        return self.whole and values(*self.seen[target]) >= self.span and self._in_whole_numbers(target)

    def _in_whole_numbers(self, target: Target) -> bool:
        for largest in (True, False):
            self._try([target], largest=largest, whole=True)
        return values(*self.seen_whole[target]) >= self.span

    def _try(self, targets: Sequence[Target], *, largest: bool, whole: bool = False) -> None:
        if targets:
            weights: dict[int, float] = {}
            for target in targets:
                for column in target.columns:
                    weights[self.place[column]] = weights.get(self.place[column], 0.0) + 1.0
            point = self.programme.extreme(weights, largest=largest, whole=whole)
            self._learn(point, whole=whole)

    def _learn(self, point: Sequence[float] | None, *, whole: bool) -> None:
        if point is None:
            return
        for known in (self.seen, self.seen_whole) if whole or _is_whole(point) else (self.seen,):
            _widen(known, point, self.place)


def _widen(
    known: dict[Target, tuple[float, float]], point: Sequence[float], place: Mapping[int, int]
) -> None:
    for target, (low, high) in known.items():
        value = sum(point[place[column]] for column in target.columns)
        known[target] = min(low, value), max(high, value)


def _is_whole(point: Iterable[float]) -> bool:
    return all(abs(value - round(value)) < CLOSE for value in point)


def values(low: float, high: float) -> int:
    """How many whole numbers lie from `low` to `high`; the width would count one too few."""
    return floor(high + CLOSE) - ceil(low - CLOSE) + 1
