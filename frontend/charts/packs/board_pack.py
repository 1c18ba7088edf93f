"""The board pack as one page of HTML for the typesetter: a title page, a measure a page, then the numbers."""

from collections.abc import Sequence
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from frontend.charts.alt import description
from frontend.charts.packs import cover as said
from frontend.charts.packs.cover import Cover
from frontend.charts.spec import ChartSpec
from frontend.charts.svg import standalone
from frontend.charts.table import table
from frontend.templatetags.charts import key


def page(specs: Sequence[ChartSpec], cover: Cover) -> str:
    """The whole pack; drawings are inline, and nothing is fetched."""
    return render_to_string("charts/pack.html", {"cover": cover, "charts": [_chart(spec) for spec in specs]})


def _chart(spec: ChartSpec) -> dict[str, Any]:
    return {
        "spec": spec, "drawing": _drawing(spec), "key": key(spec), "events": said.events(spec),
        "story": said.story(spec), "words": description(spec), "table": table(spec), "card": said.card(spec),
    }  # fmt: skip


def _drawing(spec: ChartSpec) -> SafeString:
    return mark_safe(standalone(spec))  # noqa: S308 - escaped by frontend.charts.marks
