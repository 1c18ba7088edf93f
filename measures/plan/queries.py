"""What the alliance agreed to count, for whoever looks."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from alliance.contract.models import Objective, Organisation
from alliance.decisions.using import agreed_on
from alliance.door.access import Viewer
from alliance.wings.offers import Reference
from measures.instruments.catalogue import Instrument, instruments
from measures.instruments.parts import parts_of
from measures.plan import reading
from measures.plan.actions import MATTER
from measures.plan.cards import FOUNDING, SHARED, MethodCard, method_card
from measures.plan.models import Measure, Period
from measures.plan.reading import Plan

__all__ = [
    "SHARED", "Choices", "choices", "measures", "method_cards", "periods", "plan", "references", "view_name",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Choices:
    """What somebody may choose from while settling the plan, each as (value, words); `decided` whether to cite a decision."""

    instruments: list[tuple[str, Any]]
    measures: list[tuple[str, str]]
    objectives: list[tuple[str, str]]
    organisations: list[tuple[str, str]]
    suppliers: list[tuple[str, str]]
    cohorts: list[tuple[str, str]]
    categories: list[tuple[str, str]]
    decisions: list[tuple[str, str]]
    decided: bool


def plan(viewer: Viewer) -> Plan:
    """The plan of the viewer's alliance as one frozen value, in six queries."""
    return reading.read_plan(viewer.alliance)


def view_name(viewer: Viewer, code: str) -> str:
    """What a view of the viewer's alliance is called; empty where it has none such. At most one query."""
    return reading.view_name(viewer.alliance, code)


def method_cards(viewer: Viewer, held: Plan) -> list[MethodCard]:
    """A method card for the newest version of each measure, in declared order. One query."""
    objectives = dict(Objective.objects.filter(alliance=viewer.alliance).values_list("code", "title"))
    return [method_card(each, held.versions(each.code), objectives) for each in held.latest]


def references(viewer: Viewer, refs: list[str]) -> list[Reference]:
    """What M-02 stands for: the newest version's wording and the measure's page. One query."""
    found = Measure.objects.filter(alliance=viewer.alliance, code__in=refs).order_by("version")
    return list({row.code: _reference(viewer, row) for row in found}.values())


def measures(viewer: Viewer, ids: set[str]) -> dict[str, Reference]:
    """By id, what a version of a measure is called. One query."""
    found = Measure.objects.filter(alliance=viewer.alliance, id__in=ids)
    return {str(row.id): _reference(viewer, row) for row in found}


def periods(viewer: Viewer, ids: set[str]) -> dict[str, Reference]:
    """By id, what a period is called, and where its sheets stand. One query."""
    found = Period.objects.filter(alliance=viewer.alliance, id__in=ids)
    return {str(row.id): Reference(row.code, "", reverse("due", args=[viewer.slug])) for row in found}


def _reference(viewer: Viewer, row: Measure) -> Reference:
    return Reference(row.code, row.wording, reverse("measure", args=[viewer.slug, row.code]))


def choices(viewer: Viewer, held: Plan) -> Choices:
    """The lists of the plan's forms. Three queries."""
    taken = {each.org for each in held.suppliers}
    decisions = _decisions(viewer)
    orgs = Organisation.objects.filter(alliance=viewer.alliance, left_at=None).values_list("id", "name")
    objectives = Objective.objects.filter(alliance=viewer.alliance, retired_at=None).values_list(
        "code", "title"
    )
    return Choices(
        instruments=_offered(),
        measures=[(each.code, f"{each.code} {each.wording}") for each in held.latest if each.ended_on is None],
        objectives=[(code, f"{code} {title}") for code, title in objectives],
        organisations=[(str(org), name) for org, name in orgs if org not in taken],
        suppliers=[(each.code, each.full_name) for each in held.suppliers],
        cohorts=[(each.code, each.name) for each in held.cohorts],
        categories=[
            (f"{split.code}={code}", f"{split.name}: {name}") for split in held.breakdowns for code, name in split.categories
        ],
        decisions=decisions,
        decided=len(decisions) > 1,
    )  # fmt: skip


def _decisions(viewer: Viewer) -> list[tuple[str, str]]:
    """The founding agreement, until something was decided; from then on the decisions."""
    agreed = [(ref, f"{ref} {title}") for ref, title in agreed_on(viewer.alliance, MATTER)]
    return [("", "Choose the decision"), *agreed] if agreed else [("", FOUNDING)]


def _offered() -> list[tuple[str, Any]]:
    """Every instrument that gives one figure; those that give several with each figure under their name."""
    several = [(each, [(part.id, part.name) for part in parts_of(each)]) for each in instruments().values()]
    return [(each.name, parts) if parts else (each.id, _called(each)) for each, parts in several]


def _called(each: Instrument) -> str:
    return f"{each.name} (not accepted, see why)" if each.refusal else each.name
