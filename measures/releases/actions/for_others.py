"""What others may see of what stands, asked before anything is released: which corrections would wait."""

from collections.abc import Iterable
from uuid import UUID

from measures.atoms.models import AtomVersion
from measures.plan.reading import PeriodRow, Plan
from measures.releases.actions.reading import atoms_in, printed, released, rules_of, standing
from measures.releases.making import holding
from measures.releases.stored.ordering import measures_for


def waiting(plan: Plan, period: PeriodRow, new: Iterable[AtomVersion] = ()) -> frozenset[tuple[UUID, UUID]]:
    """The (partner, measure) of a period whose newest figures wait until they touch ten people. Six queries.

    `new` are atoms that are not stored yet: what would wait if they stood.
    """
    orgs = {each.code: each.org for each in plan.suppliers}
    ids = {each.code: each.id for each in plan.in_force(period)}
    now = {_place(each): each for each in (*standing(plan, period), *printed(plan, period, new))}
    atoms = atoms_in(plan, period, now.values())
    rules, past = rules_of(plan.alliance).of(period.id), released(plan, period).statements
    parents = {each.code: each.parent for each in plan.cohorts}
    held = holding.for_others(measures_for(plan, period, rules), atoms, past, rules, parents).held
    return frozenset((orgs[partner], ids[measure]) for partner, measure in held if partner in orgs)


def _place(atom: AtomVersion) -> tuple[UUID, UUID, UUID, str, str]:
    return atom.org_id, atom.cohort_id, atom.measure_id, atom.breakdown, atom.category
