"""Papers beside what they belong to, one line each."""

from collections.abc import Iterable
from typing import Any

from django import template
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag
def papers_at(lines: Iterable[Any], ref: str, part: Any = None) -> SafeString:
    """Links, each on a line, to those of `lines` that hang on `ref` or on the `part` of what the page shows."""
    found = [one for one in lines if one.url and ((ref and one.ref == ref) or (part and one.part == part))]
    return format_html_join(
        "", '<br><a href="{}" download>{}</a> <span class="al-soft al-small">{}, {}</span>',
        ((one.url, one.title, one.kind_words, one.size_words) for one in found),
    )  # fmt: skip
