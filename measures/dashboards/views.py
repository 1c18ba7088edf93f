"""Pages of the common dashboard; each is complete without a script."""

from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from alliance.contract.pages import enter
from alliance.door.access import Viewer
from alliance.door.pages import page
from alliance.links.queries import mentioned
from alliance.wings.offers import Reference
from frontend.charts.packs.cover import texts
from frontend.charts.spec import ChartSpec
from measures.dashboards import files, queries
from measures.dashboards.change import change as of_change
from measures.dashboards.compared import compared
from measures.dashboards.forms import (
    Address,
    BoardAddress,
    ChangeAddress,
    ChangeFilter,
    Filter,
    GroupsAddress,
    GroupsFilter,
    LineUpAddress,
    LineUpFilter,
    Two,
    TwoAddress,
    UnitsAddress,
    UnitsFilter,
)
from measures.dashboards.groups import groups as of_groups
from measures.dashboards.lineups import lineup
from measures.dashboards.units import units as of_units
from measures.plan.cards import MethodCard


@require_safe
def dashboard(request: HttpRequest, slug: str) -> HttpResponse:
    """Every measure, the alliance first, then each partner and declared view."""
    viewer, address = enter(request, slug), BoardAddress(request.GET)
    asked = address.asked()
    board = queries.dashboard(viewer, asked)
    chosen = Filter(board, request.GET or None, initial={"view": asked.view})
    context = {
        "board": board,
        "filter": chosen,
        "packs": files.packs(),
        "query": address.query(),
        "permalink": _link(request, board.state),
        "named": _named(viewer, [panel.chart for panel in board.panels]),
    }
    return page(request, "measures/dashboards/dashboard.html", context)


@require_safe
def compare(request: HttpRequest, slug: str) -> HttpResponse:
    """Two releases side by side."""
    found = compared(enter(request, slug), **TwoAddress(request.GET).asked())
    link = _link(request, {"before": found.before, "after": found.after})
    context = {"compared": found, "filter": Two(found), "permalink": link}
    return page(request, "measures/dashboards/compare.html", context)


@require_safe
def measure(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """One measure in the view and the periods that the address names."""
    asked = Address(request.GET).asked()
    viewer = enter(request, slug)
    found = queries.measure(viewer, code, asked)
    chosen = Filter(found, request.GET or None, initial={"view": asked.view})
    context = {"page": found, "filter": chosen, **_to_keep(request, "measure_file", found.state, slug, code)}
    context["named"] = _named(viewer, [found.panel.chart] if found.panel else [], found.card)
    return page(request, "measures/dashboards/measure.html", context)


def _named(viewer: Viewer, specs: Iterable[ChartSpec], *cards: MethodCard) -> dict[str, Reference]:
    """What the words beside these charts and in these cards name, as far as this viewer may follow it; files and programs have
    the words alone."""
    return mentioned(viewer, *map(texts, specs), *cards)


def _to_keep(request: HttpRequest, name: str, state: Mapping[str, str], *place: str) -> dict[str, Any]:
    """What a chart's page hands on: its files, and the address that shows the same for ever."""
    query = urlencode(state)
    downloads = [(label, f"{reverse(name, args=[*place, kind])}?{query}") for kind, label in files.KINDS]
    return {"downloads": downloads, "permalink": _link(request, state)}


def _link(request: HttpRequest, state: Mapping[str, Any]) -> str:
    """This page with what it shows, whole, since paper says it too."""
    return request.build_absolute_uri(f"{request.path}?{urlencode(state)}")


@require_safe
def change(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """How the same people changed between two periods."""
    viewer = enter(request, slug)
    found = of_change(viewer, code, ChangeAddress(request.GET).asked())
    kept = [
        _to_keep(request, "measure_change_file", found.state, slug, code, str(at))
        for at, _ in enumerate(found.charts, 1)
    ]
    drawn = [{"chart": each, **rest} for each, rest in zip(found.charts, kept, strict=True)]
    context = {"page": found, "filter": ChangeFilter(found, request.GET or None), "drawn": drawn}
    context["named"] = _named(viewer, found.charts, found.card)
    return page(request, "measures/dashboards/change.html", context)


@require_safe
def change_file(request: HttpRequest, slug: str, code: str, which: str, kind: str) -> HttpResponse:
    """One of the charts of a change as a file."""
    viewer = enter(request, slug)
    found = of_change(viewer, code, ChangeAddress(request.GET).asked())
    here = request.build_absolute_uri(reverse("measure_change", args=[slug, code]))
    return files.answer(files.of_change(found, int(which)), kind, viewer, here)


@require_safe
def groups(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """One measure over the groups of a breakdown, and how it runs over them."""
    viewer = enter(request, slug)
    found = of_groups(viewer, code, GroupsAddress(request.GET).asked())
    context = {"page": found, "filter": GroupsFilter(found, request.GET or None)}
    context |= _to_keep(request, "measure_groups_file", found.state, slug, code)
    context["named"] = _named(viewer, [found.chart] if found.chart else [], found.card)
    return page(request, "measures/dashboards/groups.html", context)


@require_safe
def groups_file(request: HttpRequest, slug: str, code: str, kind: str) -> HttpResponse:
    """The same chart as a file."""
    viewer = enter(request, slug)
    found = of_groups(viewer, code, GroupsAddress(request.GET).asked())
    here = request.build_absolute_uri(reverse("measure_groups", args=[slug, code]))
    return files.answer(files.of_view(found), kind, viewer, here)


@require_safe
def units(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """Each partner beside the others: dots without names, or side by side in charter order."""
    viewer = enter(request, slug)
    found = of_units(viewer, code, UnitsAddress(request.GET).asked())
    context = {"page": found, "filter": UnitsFilter(found, request.GET or None)}
    context |= _to_keep(request, "measure_units_file", found.state, slug, code)
    context["named"] = _named(viewer, [found.chart] if found.chart else [], found.card)
    return page(request, "measures/dashboards/units.html", context)


@require_safe
def units_file(request: HttpRequest, slug: str, code: str, kind: str) -> HttpResponse:
    """The same chart as a file, nobody's own dot among it."""
    viewer = enter(request, slug)
    found = of_units(viewer, code, UnitsAddress(request.GET).asked())
    here = request.build_absolute_uri(reverse("measure_units", args=[slug, code]))
    return files.answer(files.of_partners(found), kind, viewer, here)


@require_safe
def line_up(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """The real series among nineteen shuffles; which one it is, only when somebody asks."""
    asked, tell = LineUpAddress(request.GET).asked(), request.GET.get("tell") == "yes"
    found = lineup(enter(request, slug), code, asked, tell=tell)
    kept = _to_keep(request, "measure_lineup_file", found.state, slug, code)
    context = {"page": found, "filter": LineUpFilter(found, request.GET or None), **kept}
    return page(request, "measures/dashboards/lineup.html", context)


@require_safe
def line_up_file(request: HttpRequest, slug: str, code: str, kind: str) -> HttpResponse:
    """The twenty as a file, for a room without a screen; no file says which one is real."""
    viewer = enter(request, slug)
    found = lineup(viewer, code, LineUpAddress(request.GET).asked())
    here = request.build_absolute_uri(reverse("measure_lineup", args=[slug, code]))
    return files.answer(files.of_view(found), kind, viewer, here)


@require_safe
def measure_file(request: HttpRequest, slug: str, code: str, kind: str) -> HttpResponse:
    """The same chart as a file: its numbers, a workbook, a drawing or a picture."""
    viewer = enter(request, slug)
    found = queries.measure(viewer, code, Address(request.GET).asked())
    here = request.build_absolute_uri(reverse("measure", args=[slug, code]))
    return files.answer(files.of_page(found), kind, viewer, here)
