"""What can be done to the plan: measures adopted and revised, cohorts, breakdowns, quarters, suppliers and views added."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from alliance.contract.access import permission
from alliance.contract.models import Organisation
from alliance.decisions.using import agreed_on
from alliance.door.action import Act, action
from alliance.door.record import saved
from alliance.door.refusals import NotFound, Refused
from measures.instruments.parts import measured_with
from measures.plan import rules
from measures.plan.catalogued import from_catalogue
from measures.plan.models import Breakdown, Cohort, Measure, Period, Supply, View
from measures.plan.reading import ALLIANCE_VIEW
from measures.plan.rules import Wish

MATTER = "measures"
_settles = permission("plan.settle", "settle what is counted")


@action("measure.adopt", needs=_settles)
def adopt_instrument(
    act: Act, *, instrument: str, valid_from: date, code: str = "", scale: str = "metric", wording: str = "",
    counts_as: str = "", objective: str = "", decision: str = "", sensitive: bool = False,
) -> str | Refused:  # fmt: skip
    """Adopt an instrument of the catalogue, or one figure of several (`cantril.thriving`), as a measure; answers its code. `scale` matters where scores convert."""
    found = measured_with(instrument)
    if found is None:
        raise NotFound
    wish = Wish(
        code=code or _next_code(act), wording=wording, kind="mean", valid_from=valid_from, counts_as=counts_as,
        objective=objective, decision=decision, sensitive=sensitive,
    )  # fmt: skip
    filled = from_catalogue(found, wish, scale)
    return filled if isinstance(filled, Refused) else _adopt(act, filled)


@action("measure.add", needs=_settles)
def add_measure(
    act: Act, *, wording: str, kind: str, valid_from: date, code: str = "", low: Decimal = Decimal(0),
    high: Decimal = Decimal(0), whole: bool = False, better: str = "", counts_as: str = "", objective: str = "",
    decision: str = "", sensitive: bool = False,
) -> str | Refused:  # fmt: skip
    """Add a measure of the alliance's own, a "proportion", a "mean" or a "count"; answers its code."""
    return _adopt(
        act,
        Wish(code=code or _next_code(act), wording=wording, kind=kind, valid_from=valid_from, low=low, high=high,
             whole=whole, better=better, counts_as=counts_as, objective=objective, decision=decision,
             sensitive=sensitive),
    )  # fmt: skip


@action("measure.revise", needs=_settles)
def revise_measure(
    act: Act, *, code: str, valid_from: date, wording: str = "", counts_as: str = "", decision: str = ""
) -> str | Refused:
    """Give a measure a new version from a day on; the old one ends the day before. Answers "M-03/2"."""
    known = Measure.objects.filter(alliance_id=act.alliance, code=code).order_by("version")
    old = known.last()
    if old is None:
        raise NotFound
    if refused := rules.check_version(valid_from, old.valid_from if old.ended_on is None else None):
        return refused
    if refused := _rests_on(act, decision):
        return refused
    wish = replace(_wish(old), valid_from=valid_from, wording=wording or old.wording,
                   counts_as=counts_as or old.counts_as, decision=decision)  # fmt: skip
    old.ended_on = valid_from - rules.DAY
    old.save(update_fields=["ended_on"])
    new = _save(act, wish, old.version + 1, old.position)
    ended = {"ended": str(old.id), "ended_on": old.ended_on.isoformat()}
    act.log("measure.revised", _body(new) | ended, wording=new.wording, counts_as=new.counts_as)
    return str(new)


@action("cohort.add", needs=_settles)
def add_cohort(act: Act, *, name: str, code: str = "", parent: str = "") -> str | Refused:
    """Add a group that is counted together, after those there are; answers its code, which never changes."""
    known = {each.code: each for each in Cohort.objects.filter(alliance_id=act.alliance)}
    code = code or rules.coded(name)
    if refused := rules.check_named(code, name, known, "cohort"):
        return refused
    if parent and parent not in known:
        raise NotFound
    made = Cohort(
        alliance_id=act.alliance, code=code, name=name.strip(), parent=known.get(parent), position=len(known)
    )
    saved(made)
    inside = {"parent": str(known[parent].id)} if parent else {}
    act.log("cohort.added", {"cohort": str(made.id)} | inside, name=made.name, code=code)
    return code


@action("breakdown.add", needs=_settles)
def add_breakdown(
    act: Act, *, name: str, categories: Sequence[Mapping[str, str]], code: str = "", ordered: bool = False
) -> str | Refused:
    """Add a breakdown with its categories in order, each {"code", "name"}; answers its code. `ordered`: they run from the
    worst-off to the best-off.
    """
    known = set(Breakdown.objects.filter(alliance_id=act.alliance).values_list("code", flat=True))
    code, listed = code or rules.coded(name), [dict(each) for each in categories]
    if refused := rules.check_named(code, name, known, "breakdown") or rules.check_categories(listed):
        return refused
    made = Breakdown(
        alliance_id=act.alliance, code=code, name=name.strip(), categories=listed, ordered=ordered,
        position=len(known),
    )  # fmt: skip
    saved(made)
    words = ", ".join(each["code"] for each in listed) + (", from worst-off to best-off" if ordered else "")
    act.log("breakdown.added", {"breakdown": str(made.id)}, name=made.name, code=code, categories=words)
    return code


@action("periods.add", needs=_settles)
def add_quarters(act: Act, *, first: date, count: int) -> str | Refused:
    """Add so many quarters from `first`; those that are there already stay. Answers the code of the last."""
    found = rules.quarters(first, count)
    if isinstance(found, Refused):
        return found
    known = set(Period.objects.filter(alliance_id=act.alliance).values_list("code", flat=True))
    new = [
        Period(alliance_id=act.alliance, code=each.code, starts_on=each.starts_on, ends_on=each.ends_on, due_on=each.due_on)
        for each in found if each.code not in known
    ]  # fmt: skip
    if not new:
        return Refused("nothing_new", "These quarters are in the list already.")
    saved(*new)
    span = {"from": new[0].starts_on.isoformat(), "until": new[-1].ends_on.isoformat()}
    act.log("periods.added", {"periods": [str(each.id) for each in new]} | span)
    return new[-1].code


@action("supply.agree", needs=_settles)
def add_supplier(act: Act, *, org: UUID, starts_on: date, name: str = "", absence: str = "") -> str | Refused:
    """Note that a partner sends figures from a day on; `name` is what charts call it. Answers its code."""
    partner = Organisation.objects.one(id=org, alliance_id=act.alliance, left_at=None)
    if partner is None:
        raise NotFound
    if Supply.objects.filter(org=partner).exists():
        return Refused("supplies_already", f"{partner.name} is in the list already.")
    called = (name or partner.name)[:60].strip()
    if Supply.objects.filter(org__alliance_id=act.alliance, name=called).exists():
        return Refused(
            "named_already",
            f"Another partner is called “{called}” in charts. Choose another name for this one.",
        )
    said = (absence or f"not sharing until {rules.day_words(starts_on)}").replace(";", ",")
    made = Supply(org=partner, name=called, starts_on=starts_on, absence=said)
    saved(made)
    body = {"supply": str(made.id), "org": str(org), "from": starts_on.isoformat()}
    act.log("supply.agreed", body, name=made.name, absence=said)
    return partner.code


@action("view.declare", needs=_settles)
def declare_view(
    act: Act, *, name: str, partners: Sequence[str] = (), cohorts: Sequence[str] = (), dimension: str = "",
    category: str = "", code: str = "",
) -> str | Refused:  # fmt: skip
    """Declare a union of groups that figures are published for from now on; answers its code."""
    known = list(View.objects.filter(alliance_id=act.alliance).values_list("code", flat=True))
    suppliers = set(Supply.objects.filter(org__alliance_id=act.alliance).values_list("org__code", flat=True))
    code = code or rules.coded(name)
    refused = rules.check_named(code, name, [*known, ALLIANCE_VIEW], "view") or rules.check_view(
        partners, suppliers
    )
    if refused or (refused := _unknown(act, cohorts, dimension, category)):
        return refused
    reach = {0: "alliance", 1: "partner"}.get(len(partners), "group")
    made = View(
        alliance_id=act.alliance, code=code, name=name.strip(), reach=reach, partners=list(partners),
        cohorts=list(cohorts), dimension=dimension, category=category, position=len(known),
    )  # fmt: skip
    saved(made)
    inside = Cohort.objects.filter(alliance_id=act.alliance, code__in=cohorts).values_list("id", flat=True)
    body = {"view": str(made.id), "partners": list(partners), "cohorts": list(map(str, inside))}
    act.log("view.declared", body, name=made.name, code=code)
    return code


def _unknown(act: Act, cohorts: Sequence[str], dimension: str, category: str) -> Refused | None:
    found = Cohort.objects.filter(alliance_id=act.alliance, code__in=cohorts).count()
    split = Breakdown.objects.filter(alliance_id=act.alliance, code=dimension).first() if dimension else None
    offered = [each["code"] for each in split.categories] if split else [""]
    if found == len(set(cohorts)) and bool(split) == bool(dimension) and category in offered:
        return None
    return Refused(
        "not_in_plan", "A view is made of cohorts and categories of the plan. Add them there first."
    )


def _adopt(act: Act, wish: Wish) -> str | Refused:
    known = Measure.objects.filter(alliance_id=act.alliance)
    taken = set(known.values_list("code", flat=True))
    if refused := rules.check_measure(wish, taken) or _rests_on(act, wish.decision):
        return refused
    made = _save(act, wish, 1, len(taken))
    act.log("measure.adopted", _body(made), wording=made.wording, counts_as=made.counts_as)
    return made.code


def _rests_on(act: Act, decision: str) -> Refused | None:
    return rules.check_decision(decision, [ref for ref, _ in agreed_on(act.alliance, MATTER)])


def _save(act: Act, wish: Wish, version: int, position: int) -> Measure:
    held: dict[str, Any] = {name: getattr(wish, name) for name in Wish.__slots__}
    categories = ["yes"] if wish.kind == "proportion" else []
    made = Measure(
        alliance_id=act.alliance, version=version, position=position, categories=categories, **held
    )
    saved(made)
    return made


def _wish(old: Measure) -> Wish:
    return Wish(**{name: getattr(old, name) for name in Wish.__slots__})


def _body(made: Measure) -> dict[str, Any]:
    body = {
        "measure": str(made.id), "code": made.code, "version": made.version, "kind": made.kind,
        "from": made.valid_from.isoformat(),
    }  # fmt: skip
    more = {"instrument": made.instrument, "decision": made.decision}
    return body | {name: word for name, word in more.items() if word}


def _next_code(act: Act) -> str:
    count = Measure.objects.filter(alliance_id=act.alliance, version=1).count()
    return f"M-{count + 1:02}"
