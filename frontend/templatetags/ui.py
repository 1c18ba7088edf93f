"""The furniture of every page as small tags; flat, because templates are most of a page's cost."""

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime, tzinfo
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

from django import forms, template
from django.core.paginator import Page
from django.http import QueryDict
from django.template.context import Context
from django.template.defaultfilters import stringfilter
from django.urls import reverse
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from frontend.plain import one_line

register = template.Library()
HOME_ZONE = "Europe/London"
TAG_KINDS = ("plain", "strong", "open", "quiet")


@register.simple_tag
def local_time(instant: datetime, zone: str | tzinfo = HOME_ZONE, *, weekday: bool = False) -> SafeString:
    """`14 July 2026, 12:00 (UK time, UTC+1)` as a time element, the weekday before it if wanted; refuses an instant
    without a zone."""
    if instant.tzinfo is None:
        raise ValueError("An instant needs its time zone; give an aware datetime.")
    local = instant.astimezone(ZoneInfo(zone) if isinstance(zone, str) else zone)
    words = f"{_day(local, weekday=weekday)}, {local:%H:%M} ({_zone_name(zone)}, {_offset(local)})"
    return format_html('<time datetime="{}">{}</time>', instant.isoformat(), words)


@register.simple_tag
def local_date(day: date | datetime, zone: str | tzinfo = HOME_ZONE, *, weekday: bool = False) -> SafeString:
    """`14 July 2026` as a time element, the weekday before it if wanted; an instant is taken to the zone first."""
    if isinstance(day, datetime) and day.tzinfo is not None:
        day = day.astimezone(ZoneInfo(zone) if isinstance(zone, str) else zone)
    return format_html('<time datetime="{}">{}</time>', f"{day:%Y-%m-%d}", _day(day, weekday=weekday))


def _day(day: date, *, weekday: bool = False) -> str:
    return f"{f'{day:%A} ' if weekday else ''}{day.day} {day:%B %Y}"


def _zone_name(zone: str | tzinfo) -> str:
    name = str(zone)
    return "UK time" if name == HOME_ZONE else f"{name.rpartition('/')[2].replace('_', ' ')} time"


def _offset(local: datetime) -> str:
    minutes = int((local.utcoffset() or local - local).total_seconds()) // 60
    hours, rest = divmod(abs(minutes), 60)
    sign = "-" if minutes < 0 else "+"
    return f"UTC{sign}{hours}{f':{rest:02}' if rest else ''}" if minutes else "UTC"


@register.filter(expects_localtime=True)
def short_date(day: date | datetime | None) -> str:
    """`14 Jul 2026`, for each row of a list, and nothing for no day: Django's `date:"j M Y"` says the same at ten times the cost."""
    return f"{day.day} {day:%b %Y}" if day else ""


@register.simple_tag(takes_context=True)
def breadcrumbs(context: Mapping[str, Any], *parts: str) -> SafeString:
    """Label and address in turn, the page itself last without an address; home and the alliance come before them."""
    front = _front(context)
    *above, here = (*front, *parts) if parts else front[:-1]
    steps = format_html_join(
        "",
        '<li class="govuk-breadcrumbs__list-item"><a class="govuk-breadcrumbs__link" href="{1}">{0}</a></li>',
        zip(above[::2], above[1::2], strict=True),
    )
    return format_html(
        '<nav class="govuk-breadcrumbs" aria-label="You are here"><ol class="govuk-breadcrumbs__list">{}'
        '<li class="govuk-breadcrumbs__list-item" aria-current="page">{}</li></ol></nav>',
        steps, here,
    )  # fmt: skip


def _front(context: Mapping[str, Any]) -> tuple[str, ...]:
    viewer, user = context.get("viewer"), context.get("user")
    home = ("Home", "/") if user and user.is_authenticated else ()  # the public has none here
    return (*home, viewer.alliance_name, reverse("alliance_home", args=[viewer.slug])) if viewer else home


@register.simple_tag
def tag(words: str, kind: str = "plain") -> SafeString:
    """A status in words. Kinds differ by outline and weight (plain, strong, open, quiet), never by good or bad."""
    if kind not in TAG_KINDS:
        raise ValueError(f"There is no tag kind {kind!r}; choose one of {', '.join(TAG_KINDS)}.")
    return format_html('<strong class="al-tag al-tag--{}">{}</strong>', kind, words)


@register.simple_tag
def short_name(name: str) -> SafeString:
    """A person's name of which a phone shows the first word; a screen reader reads all of it."""
    first, _, rest = name.partition(" ")
    return format_html('<span class="al-account__name">{}<span class="al-account__rest"> {}</span></span>', first, rest)  # fmt: skip


_REFERENCE = re.compile(r"(?<![\w-])([A-Z]{1,3}-[0-9]{1,6})(?![\w-])")


register.filter("line", stringfilter(one_line))


@register.filter
def listed(names: Sequence[str]) -> str:
    """Names in a sentence: A, B and C."""
    *most, last = names or [""]
    return f"{', '.join(most)} and {last}" if most else last


@register.filter
def kept(text: str) -> SafeString:
    """Plain text in which a reference such as R-07 does not break after its hyphen; all else is escaped."""
    pieces = _REFERENCE.split(str(text))
    told = [
        format_html('<span class="al-keep">{}</span>', one) if at % 2 else escape(one)
        for at, one in enumerate(pieces)
    ]
    return mark_safe("".join(told))  # noqa: S308 -- every piece is escaped above


@register.filter
def linked(text: str, named: Mapping[str, Any] | None) -> SafeString:
    """Plain text with each reference in `named` (by reference, what has a `.url`) as a link; all else is escaped.

    Stands before `linebreaks`, and never inside a link.
    """
    refs = "|".join(re.escape(ref) for ref in sorted(named or {}))
    pieces = re.split(rf"(?<![\w-])({refs})(?![\w-])", str(text)) if refs else [str(text)]
    links = (
        format_html('<a class="al-keep" href="{}">{}</a>', (named or {})[ref].url, ref)
        for ref in pieces[1::2]
    )
    told = [part for pair in zip(map(escape, pieces[::2]), [*links, ""], strict=True) for part in pair]
    return mark_safe("".join(told))  # noqa: S308 -- every piece is escaped above


@register.simple_tag
def once() -> SafeString:
    """A form's one-time key, so that a double click is done once."""
    return format_html('<input type="hidden" name="once" value="{}">', uuid4())


@register.inclusion_tag("ui/empty_state.html")
def empty_state(title: str, text: str = "", label: str = "", url: str = "") -> dict[str, str]:
    """What stands where nothing is yet: why it is empty and what to do first."""
    return {"title": title, "text": text, "label": label, "url": url}


@register.inclusion_tag("ui/error_summary.html")
def error_summary(*bound: forms.Form) -> dict[str, list[tuple[str, str]]]:
    """Every error of the forms as a link to its field; nothing while all is well."""
    return {"links": [link for form in bound if form for link in _links(form)]}


def _links(form: forms.Form) -> list[tuple[str, str]]:
    general = [("form-errors", str(error)) for error in form.non_field_errors()]
    return general + [
        (_first_id(field), f"{field.label}{_joint(str(field.label))} {error}")
        for field in form
        for error in field.errors
    ]


def _joint(label: str) -> str:
    return "" if label.endswith(("?", ":", ".")) else ":"


def _first_id(field: forms.BoundField) -> str:
    """Where a link to the field should land: its first input."""
    first = f"{field.auto_id}_0"
    return first if isinstance(field.field.widget, forms.RadioSelect | forms.CheckboxSelectMultiple) else (
        field.id_for_label
    )  # fmt: skip


@register.inclusion_tag("ui/summary_list.html")
def summary_list(rows: Sequence[Sequence[str]]) -> dict[str, Any]:
    """Rows of (term, value) or (term, value, what to do, address)."""
    return {"rows": rows}


@register.inclusion_tag("ui/timeline.html")
def timeline(
    items: Sequence[Any], zone: str = HOME_ZONE, named: Mapping[str, Any] | None = None
) -> dict[str, Any]:
    """Items with `.at`, `.title` and, where they have them, `.url`, `.text` (with references `named`) and `.who`."""
    return {"items": items, "zone": zone, "named": named}


@register.inclusion_tag("ui/progress.html")
def progress(
    done: int, total: int, label: str, url: str, *, finished: bool = False, words: str = ""
) -> dict[str, Any]:
    """A native progress bar that asks `url` again every second until `finished`; a link does so without scripts."""
    return {"done": done, "total": total, "label": label, "url": url, "finished": finished, "words": words}


@register.inclusion_tag("ui/pagination.html", takes_context=True)
def pagination(context: Context, page: Page[Any]) -> dict[str, Any]:
    """Previous and next with the filters kept; nothing for a single page."""
    query = context["request"].GET if "request" in context else QueryDict()
    before = _turn(query, page.number - 1) if page.has_previous() else ""
    after = _turn(query, page.number + 1) if page.has_next() else ""
    return {"page": page, "before": before, "after": after}


def _turn(query: QueryDict, number: int) -> str:
    kept = query.copy()
    kept["page"] = str(number)
    return f"?{kept.urlencode()}"


@register.inclusion_tag("ui/filters.html", takes_context=True)
def filters(context: Context, form: forms.Form, label: str = "Filter this list") -> dict[str, Any]:
    """A GET form, open when a filter is set, so that every view of a list has an address."""
    query = context["request"].GET if "request" in context else {}
    return {"form": form, "label": label, "active": any(query.get(name) for name in form.fields)}
