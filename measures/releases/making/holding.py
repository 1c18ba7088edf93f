"""Small corrections wait: what others see is made from what stands, or from what was last released while too few are touched."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from measures.atoms.rules import Told, people_touched
from measures.releases.inputs import AtomIn, Group, Kind, MeasureIn, Parents, around
from measures.releases.making.statements import Statement
from measures.releases.parameters import STANDARD, Parameters

Batch = tuple[str, str]
Sent = Mapping[Group, AtomIn]


@dataclass(frozen=True, slots=True)
class ForOthers:
    """The atoms that a period is made from; `held` are (partner, measure) whose newest figures wait, all or in part."""

    atoms: tuple[AtomIn, ...]
    held: frozenset[Batch]


def for_others(
    measures: Iterable[MeasureIn],
    now: Iterable[AtomIn],
    past: Sequence[Statement],
    rules: Parameters = STANDARD,
    parents: Parents | None = None,
) -> ForOthers:
    """A partner's measure as it stands, or as it was last released while its correction is small (project rule).

    Whole and breakdown of a measure go together, so that their sums always fit. `past` are the statements of the
    period, the oldest first. Once a measure was restated often enough, nothing of it changes any more; a
    measure that was never released is no restatement, however few are allowed. What was shown of a cohort whole is not
    shown anew of the `cohorts` inside it: that would be a second draw of the same people, and laid beside the first it tells
    of each part what the audit of neither sees.
    """
    known, last = {each.code: each for each in measures}, {each.measure: each for each in past}
    sent = batches(now)
    shown = batches(atom for statement in last.values() for atom in statement.atoms)
    coming = {
        batch: _as_whole_as(shown.get(batch, {}), found, parents or {}) for batch, found in sent.items()
    }
    full = {
        code
        for code in last
        if restated([each for each in past if each.measure == code]) >= rules.restatements
    }
    held = frozenset(
        batch
        for batch, found in coming.items()
        if batch[1] in known
        and _waits(known[batch[1]], shown.get(batch, {}), found, rules, full=batch[1] in full)
    )
    chosen = (shown.get(batch, {}) if batch in held else found for batch, found in coming.items())
    whole = {batch for batch, found in coming.items() if len(found) < len(sent[batch])}
    return ForOthers(tuple(atom for found in chosen for atom in found.values()), held | whole)


def _as_whole_as(shown: Sent, now: Sent, parents: Parents) -> Sent:
    """What is sent now, without the cohorts inside one that was shown whole."""
    told = {group.cohort for group in shown}
    outer = {cohort: around(cohort, parents) for cohort in told | {group.cohort for group in now}}
    split = {each for cohort in told for each in outer[cohort]}
    return {group: atom for group, atom in now.items() if not (outer[group.cohort] & told) - split}


def batches(atoms: Iterable[AtomIn]) -> dict[Batch, dict[Group, AtomIn]]:
    """What each partner sent of each measure."""
    found: dict[Batch, dict[Group, AtomIn]] = {}
    for atom in atoms:
        found.setdefault((atom.group.partner, atom.measure), {})[atom.group] = atom
    return found


def restated(past: Sequence[Statement]) -> int:
    """How often a measure of one period was restated: released again from other atoms."""
    return sum(set(one.atoms) != set(other.atoms) for one, other in pairwise(past))


def _waits(measure: MeasureIn, shown: Sent, now: Sent, rules: Parameters, *, full: bool) -> bool:
    if full:
        return dict(shown) != dict(now)
    return any(0 < people < rules.touch_min for people in _touched(measure, shown, now))


def _touched(measure: MeasureIn, shown: Sent, now: Sent) -> Iterator[int]:
    """People touched in each group; a breakdown that was never shown is no correction of anything."""
    known = {group.dimension for group in shown}
    for group, atom in now.items():
        if group.dimension in known:
            yield people_touched(
                _told(measure, shown.get(group)), _told(measure, atom), measure.low, measure.high
            )


def _told(measure: MeasureIn, atom: AtomIn | None) -> Told:
    if atom is None:
        return Told()
    if measure.kind is Kind.CHANGE:
        return Told(atom.n, atom.answers, atom.moments)
    if measure.kind is not Kind.MEAN:
        return Told(atom.n, {**atom.counts, "": atom.n - sum(atom.counts.values())})
    return Told(atom.n, atom.counts if atom.counts or not atom.n else None, atom.moments)
