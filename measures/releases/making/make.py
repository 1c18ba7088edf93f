"""A release of one period, made without a database: small corrections held, groups joined, counts drawn, attacked, repaired."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from alliance.door.refusals import Refused
from measures.releases.audit.attack import Attacker, Beat, Fail, attack, attackers, still_failing
from measures.releases.audit.counts import Problem, problem
from measures.releases.audit.means import attack_means
from measures.releases.audit.programme import Defect
from measures.releases.audit.repair import held_back, joined, together, without_draws
from measures.releases.inputs import Group, Order
from measures.releases.making.change import answered_twice, everybody
from measures.releases.making.checks import check
from measures.releases.making.holding import Batch, for_others
from measures.releases.making.sheets import Choices, Sheet
from measures.releases.making.statements import Statement
from measures.releases.publish import Published, laid_out, printed

DEFECT = Refused(
    "audit_defect",
    "The audit found that what would be released cannot be true of any figures. Nothing is released: this is a fault of "
    "Alliance, so tell whoever runs this server.",
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """A release of one period. `published` is all that others see: every figure of every view, protected.

    Everything else is private: `statements` is the release as its audit knows it (what a later release takes as part of
    its `past`), `held` the (partner, measure) whose correction waits, `tried` the partners as whom it was attacked.
    """

    published: tuple[Published, ...]
    statements: tuple[Statement, ...]
    held: frozenset[Batch]
    tried: tuple[Attacker, ...]


def make_release(
    order: Order, past: Sequence[Statement] = (), beat: Beat = lambda done, total: None
) -> Outcome | Refused:
    """Make one release of `order.period` after the releases in `past`; or why nothing can be released.

    `order` holds the register in declared order, the exact atoms of all partners as they stand now and the alliance's
    key (32 bytes); `order.release` is the release's number. `past` are all statements of all earlier releases, the oldest
    first: `(*first.statements, *second.statements, ...)`. Small corrections are held against it, joins and sums of it
    kept, and the audit attacks with all of it. `order.protections` may switch single protections off, to see in a test
    that an attack succeeds without them. Needs no database and no clock; the same arguments give the same release.

    >>> first = make_release(Order(release=1, period="Q1", ..., key=key))
    >>> second = make_release(Order(release=2, period="Q1", ..., key=key), past=first.statements)
    >>> [(each.view, each.measure, each.figure, each.cell.text) for each in second.published]
    """
    here = [each for each in past if each.period == order.period]
    given = (
        for_others(order.measures, order.atoms, here, order.rules, order.parents)
        if order.protections.hold
        else None
    )
    order = replace(
        order, previous=joins_before(past, order.period), atoms=given.atoms if given else order.atoms
    )
    order = replace(order, everybody=everybody(order, past), twice=answered_twice(order, past))
    if refusal := check(order):
        return refusal
    by = attackers((atom.group.partner for atom in order.atoms), order.rules.together)
    choices = Choices(runs=_runs(here), known=_summed(past), summed=frozenset(_summed(past)))
    try:
        made = _safe(_Trial(order, here, past, by, beat), choices)
    except Defect:
        return DEFECT
    held = given.held if given else frozenset()
    return Outcome(printed(order, made.sheets, made.statements).figures, made.statements, held, by)


@dataclass(frozen=True, slots=True)
class _Trial:
    """What a release is tried against: what was released of its period, and of all."""

    order: Order
    here: Sequence[Statement]
    past: Sequence[Statement]
    by: tuple[Attacker, ...]
    beat: Beat

    def made(self, choices: Choices) -> "_Made":
        """The proposal that follows from these choices."""
        last = {each.measure: each for each in self.here if each.measure in choices.as_before}
        kept = (atom for statement in last.values() for atom in statement.atoms)
        atoms = (*(atom for atom in self.order.atoms if atom.measure not in last), *kept)
        return _Made(*laid_out(replace(self.order, atoms=atoms), choices))

    def problem(self, made: "_Made") -> Problem:
        """What a proposal and everything released of its period say together."""
        return problem(self.here, made.statements, self.order.unit_rules, self.order.parents)

    def held_back(self, choices: Choices, measures: set[str]) -> Choices:
        """The measures stay as they were released in this period, or stay out."""
        return held_back(choices, measures, {each.measure for each in self.here})


@dataclass(frozen=True, slots=True)
class _Made:
    """One proposal: every measure laid out, and what it says."""

    sheets: tuple[Sheet, ...]
    statements: tuple[Statement, ...]


def _safe(trial: _Trial, choices: Choices) -> _Made:
    """Attack and repair until nothing is found. It ends: each repair leaves fewer figures that could tell."""
    made, passed = trial.made(choices), not trial.order.protections.audit
    while not passed:
        choices, made, passed = _counts_repaired(trial, choices, made)
        if means := attack_means(trial.here, made.statements, trial.by, trial.order.rules):
            choices = joined(choices, made.statements, means) or trial.held_back(
                choices, {each.measure for each in means}
            )
            made, passed = trial.made(choices), False
    return made


def _counts_repaired(trial: _Trial, choices: Choices, made: _Made) -> tuple[Choices, _Made, bool]:
    """Sum what can be summed; where that is not enough join, and at last hold. Answers the choices, what follows from
    them, and whether nothing is found any more.

    A sum tells less than a draw, so that what passed before it passes still; after a join everything is tried again.
    """
    found, rules = trial.problem(made), trial.order.rules
    fails = attack(found, trial.by, rules, trial.beat)
    while fails and (summed := without_draws(choices, made.statements, trial.past, fails)):
        choices, made = summed, trial.made(summed)
        fails = still_failing(trial.problem(made), fails, rules)
    if not fails:
        return choices, made, True
    choices = _joined(trial, choices, made, fails)
    return choices, trial.made(choices), False


def _joined(trial: _Trial, choices: Choices, made: _Made, fails: Sequence[Fail]) -> Choices:
    return (
        together(choices, made.statements, fails)
        or joined(choices, made.statements, fails)
        or trial.held_back(choices, {each.target.measure for each in fails})
    )


def joins_before(past: Sequence[Statement], period: str) -> dict[str, tuple[frozenset[Group], ...]]:
    """The joins that still bind a period: those of its own last release and of the period released before it first was."""
    first = next((at for at, each in enumerate(past) if each.period == period), len(past))
    earlier = [each for each in past[:first] if each.period != period]
    before = [each for each in earlier if each.period == earlier[-1].period] if earlier else []
    last = {
        (each.period, each.measure): each
        for each in (*before, *(each for each in past if each.period == period))
    }
    found: dict[str, tuple[frozenset[Group], ...]] = {}
    for (_, measure), statement in last.items():
        found[measure] = (*found.get(measure, ()), *_joins(statement))
    return found


def _joins(statement: Statement) -> Iterable[frozenset[Group]]:
    return (
        frozenset(unit)
        for unit in statement.units
        if len(unit) > 1 and len({group.partner for group in unit}) == 1
    )


def _runs(here: Sequence[Statement]) -> Mapping[str, tuple[tuple[str, ...], ...]]:
    """Categories that were shown together once in a period stay together in it."""
    return {each.measure: each.runs for each in here if any(len(run) > 1 for run in each.runs)}


def _summed(past: Sequence[Statement]) -> dict[bytes, int]:
    """Counts that were shown as sums: the same people show the same number for ever."""
    return {
        each.message(view, count): count.shown
        for each in past for view in each.views for count in view.counts if count.summed
    }  # fmt: skip
