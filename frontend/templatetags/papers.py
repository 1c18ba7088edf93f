"""Papers beside what they belong to, one line each."""

from collections.abc import Iterable
from typing import Any

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag
def papers_at(lines: Iterable[Any], ref: str, part: Any = None) -> SafeString:
    """Links to those of `lines` that hang on `ref`, or on the `part` of what the page shows; nothing where there is none."""
    found = [one for one in lines if one.url and ((ref and one.ref == ref) or (part and one.part == part))]
    links = format_html_join(
        "", '<li><a href="{}" download>{}</a> <span class="al-soft al-small">{}, {}</span></li>',
        ((one.url, one.title, one.kind_words, one.size_words) for one in found),
    )  # fmt: skip
    return format_html("<ul>{}</ul>", links) if found else SafeString("")
