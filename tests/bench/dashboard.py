"""A dashboard of 8 partners, 6 cohorts, 40 periods and 12 measures, cold and warm, and what a reporting tool would ask.

The figures stand as a release would leave them, under the alliance's own seal. Beside them lie the rows that they were
made from, one for each partner, cohort, period and measure, which a tool such as Metabase adds up card by card (`behind`
says how both are made, and that they agree): nobody's small group is protected there, no limit is worked out, and no
word is written; only the numbers come out.
"""

import gzip
import json
import time
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

import plotly.graph_objects as go
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from alliance.contract.models import Organisation
from alliance.door.access import Viewer
from alliance.people.models import Person
from frontend.charts import plotly
from frontend.charts.spec import ChartSpec
from measures.dashboards.queries import dashboard
from measures.plan import actions
from measures.plan.queries import plan
from tests.bench import behind
from tests.bench.prepared import BACKEND
from tests.cast import done
from tests.measures import town
from tests.measures.agreed import agree

Once = Callable[[], Any]
PARTNERS, COHORTS, PERIODS, MEASURES = 8, 6, 40, 12
MORE = 900  # a decision that nothing else cites
DAY, LATE = date(2024, 4, 1), ("ICB", "FAI", "LRN")
CARD = (
    "SELECT period, {by} SUM(n), SUM(numerator), SUM(n * mean) / SUM(n) FROM bench_peers_rawrow WHERE measure = %s "
    "GROUP BY period {group} ORDER BY period"
)


def full() -> Viewer:
    """An alliance of that size with all its periods published; made once a database."""
    if Person.objects.filter(email="mairead@marlhaven.example").exists():
        return town.Town(Organisation.objects.get(code="LAN").alliance_id).viewer("mairead")
    with transaction.atomic():
        made = town.Town(town.build())
        who = made.caller("gethin")
        orgs = dict(Organisation.objects.filter(alliance_id=made.alliance).values_list("code", "id"))
        for code in LATE:
            done(actions.add_supplier(who, org=orgs[code], starts_on=DAY))
        for at in range(COHORTS - 1):
            done(actions.add_cohort(who, name=f"Group {at + 2}"))
        agree(made.alliance, MORE)
        for at in range(MEASURES - 4):
            kind: dict[str, Any] = (
                {"kind": "proportion"}
                if at % 2
                else {"kind": "mean", "high": Decimal(10), "whole": True, "better": "higher"}
            )
            done(
                actions.add_measure(
                    who, wording=f"Question {at + 5}", valid_from=DAY, decision=f"D-{MORE:03}", **kind
                )
            )
        behind.fill(made.alliance, PERIODS)
    return made.viewer("mairead")


def page() -> Once:
    """The whole page for a signed-in member: its time cold and warm, its questions, and its weight."""
    viewer = full()
    client = Client(SERVER_NAME="localhost")
    client.force_login(Person.objects.get(id=viewer.person), backend=BACKEND)
    address, begun = reverse("measures", args=[viewer.slug]), time.perf_counter()
    first = client.get(address)
    cold = (time.perf_counter() - begun) * 1000
    drawings = first.content.count(b"<svg")
    sizes = {"page_kb": len(first.content) / 1000, "gz_kb": len(gzip.compress(first.content)) / 1000}

    def once() -> dict[str, float]:
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
        return {"cold_ms": cold, "queries": len(asked), "drawings": drawings, **sizes}

    return once


def read() -> Once:
    """The same without its page: every figure read under its seal, every series read by every rule, in words."""
    viewer = full()

    def once() -> None:
        board = dashboard(viewer)
        assert (len(board.panels), len(board.periods)) == (MEASURES, PERIODS)

    return once


def cards() -> Once:
    """Two cards a measure, for all and by partner: 24 questions, their numbers as JSON."""
    viewer = full()
    behind.agree(viewer)
    codes = [each.code for each in plan(viewer).latest]
    asked = [CARD.format(by="'all',", group=""), CARD.format(by="partner,", group=", partner")]

    def once() -> dict[str, float]:
        weight = 0
        with connection.cursor() as cursor:
            for code in codes:
                for sql in asked:
                    cursor.execute(sql, [code])
                    weight += len(json.dumps(cursor.fetchall(), default=str))
        return {"queries": 2 * len(codes), "page_kb": weight / 1000}

    return once


@cache
def specs() -> tuple[ChartSpec, ...]:
    """24 charts of the dashboard, of 40 points each."""
    found = [
        chart for panel in dashboard(full()).panels for chart in (panel.chart, panel.small[0].chart) if chart
    ]
    return tuple(found[:24])


def dicts() -> Once:
    """Figures as plain dicts, as the page carries them."""
    charts = specs()

    def once() -> None:
        for spec in charts:
            json.dumps(plotly.figure(spec))

    return once


def graph_objects() -> Once:
    """The same figures through `plotly.graph_objects`, which checks every part."""
    charts = [plotly.figure(spec) for spec in specs()]

    def once() -> None:
        for each in charts:
            go.Figure(data=each["data"], layout=each["layout"]).to_json()

    return once
