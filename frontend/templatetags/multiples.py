"""Small charts side by side: a drawing alone, whose words and numbers stand beside it."""

from django import template
from django.utils.safestring import SafeString, mark_safe

from frontend.charts import svg
from frontend.charts.spec import ChartSpec

register = template.Library()


@register.simple_tag
def small_drawing(spec: ChartSpec) -> SafeString:
    """The narrow drawing of a chart; whatever it says must stand in words and in a table near by."""
    return mark_safe(svg.svg(spec, narrow=True))  # noqa: S308 - escaped by frontend.charts.marks
