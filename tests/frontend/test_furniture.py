"""The small tags: what they say, and what they refuse."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from types import SimpleNamespace

import pytest
from django import forms
from django.template import Context, Template
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils.safestring import mark_safe

from frontend.templatetags import ui


@pytest.mark.parametrize(
    ("instant", "zone", "words"),
    [
        (datetime(2026, 7, 14, 11, tzinfo=UTC), "Europe/London", "14 July 2026, 12:00 (UK time, UTC+1)"),
        (datetime(2026, 1, 5, 9, 5, tzinfo=UTC), "Europe/London", "5 January 2026, 09:05 (UK time, UTC)"),
        (datetime(2026, 7, 14, 23, 30, tzinfo=UTC), "Europe/London", "15 July 2026, 00:30 (UK time, UTC+1)"),
        (
            datetime(2026, 7, 14, 11, tzinfo=UTC),
            "Asia/Kolkata",
            "14 July 2026, 16:30 (Kolkata time, UTC+5:30)",
        ),
        (
            datetime(2026, 7, 14, 11, tzinfo=UTC),
            "America/New_York",
            "14 July 2026, 07:00 (New York time, UTC-4)",
        ),
    ],
)
def test_an_instant_says_its_zone_and_offset(instant: datetime, zone: str, words: str) -> None:
    assert ui.local_time(instant, zone) == f'<time datetime="{instant.isoformat()}">{words}</time>'


def test_an_instant_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        ui.local_time(datetime(2026, 7, 14, 12))


def test_a_date_is_taken_to_the_zone_first() -> None:
    assert "15 July 2026" in ui.local_date(datetime(2026, 7, 14, 23, 30, tzinfo=UTC))
    assert ui.local_date(date(2026, 7, 1)) == '<time datetime="2026-07-01">1 July 2026</time>'


def test_a_day_in_a_row_is_short_in_the_time_of_the_alliance_and_nothing_where_there_is_none():
    told = Template("{{ late|short_date }}, {{ day|short_date }}, {{ none|short_date }}")
    days = {"late": datetime(2026, 7, 14, 23, 30, tzinfo=UTC), "day": date(2026, 9, 1), "none": None}
    assert told.render(Context(days)) == "15 Jul 2026, 1 Sep 2026, "


def test_breadcrumbs_begin_at_home_and_the_alliance_and_escape_and_mark_where_one_is() -> None:
    inside = {
        "user": SimpleNamespace(is_authenticated=True),
        "viewer": SimpleNamespace(alliance_name="A & B", slug="a-b"),
    }
    shown = ui.breadcrumbs(inside, "Decisions", "/list/", "<D-12>")
    assert re.findall(r'href="([^"]*)">([^<]*)<', shown) == [
        ("/", "Home"), ("/a/a-b/", "A &amp; B"), ("/list/", "Decisions"),
    ]  # fmt: skip
    assert 'aria-current="page">&lt;D-12&gt;</li>' in shown
    assert 'aria-current="page">A &amp; B</li>' in ui.breadcrumbs(inside)
    assert "href" not in ui.breadcrumbs({}, "What the public can read")


def test_a_tag_speaks_in_words_and_knows_no_good_or_bad() -> None:
    assert ui.tag("Open", "open") == '<strong class="al-tag al-tag--open">Open</strong>'
    with pytest.raises(ValueError, match="no tag kind"):
        ui.tag("Failed", "danger")


def test_every_form_gets_its_own_key() -> None:
    assert ui.once() != ui.once()


def test_pages_keep_the_filters() -> None:
    query = RequestFactory().get("/", {"state": "open", "page": "2"}).GET
    assert ui._turn(query, 3) == "?state=open&page=3"


@pytest.mark.parametrize("name", ["400", "403", "403_csrf", "404", "500"])
def test_error_pages_need_no_context_and_say_what_to_do(name: str) -> None:
    page = render_to_string(f"{name}.html")
    assert "<h1>" in page
    assert "Go to the home page" in page


def test_running_work_asks_again_and_finished_work_does_not() -> None:
    running = render_to_string("ui/progress.html", ui.progress(2, 5, "Reading", "/job"))
    finished = render_to_string("ui/progress.html", ui.progress(5, 5, "Reading", "/job", finished=True))
    assert 'hx-get="/job"' in running
    assert '<a href="/job">' in running
    assert "hx-get" not in finished


def test_every_piece_is_in_the_catalogue() -> None:
    catalogue = (Path(ui.__file__).parents[1] / "templates" / "README.md").read_text()
    assert [name for name in ui.register.tags if f"{{% {name} " not in catalogue] == []


def test_a_refused_button_says_why_and_leads_back() -> None:
    refused = {"status": 409, "sentence": "The vote closed at 12:00."}
    page = render_to_string("refused.html", {"refused": refused, "back": "/a/x/decisions/12/"})
    assert "The vote closed at 12:00." in page
    assert 'href="/a/x/decisions/12/"' in page
    assert "Nothing was changed." in page


def test_a_confirm_page_needs_no_fields() -> None:
    page = render_to_string(
        "ui/confirm.html", {"title": "Leave?", "consequences": ["The seat ends."], "back_url": "/x"}
    )
    assert "The seat ends." in page
    assert 'href="/x"' in page


@dataclass(frozen=True)
class There:
    url: str


NAMED = {"D-018": There("/d/18/"), "D-01": There('/"><script>'), "D-0": There("/d/0/")}


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("See D-018.", 'See <a class="al-keep" href="/d/18/">D-018</a>.'),
        ("D-018", '<a class="al-keep" href="/d/18/">D-018</a>'),
        ("D-018D-018 D-0180 xD-018 D-018-1", "D-018D-018 D-0180 xD-018 D-018-1"),
        ("D-019 & <b>", "D-019 &amp; &lt;b&gt;"),
        ("<a href='D-018'>", '&lt;a href=&#x27;<a class="al-keep" href="/d/18/">D-018</a>&#x27;&gt;'),
        ("D-01", '<a class="al-keep" href="/&quot;&gt;&lt;script&gt;">D-01</a>'),
        ("", ""),
    ],
)
def test_a_reference_in_running_text_is_a_link_and_all_else_is_escaped(text: str, shown: str) -> None:
    assert ui.linked(text, NAMED) == shown


def test_a_text_that_claims_to_be_safe_is_escaped_all_the_same() -> None:
    assert ui.linked(mark_safe("<b>D-018</b>"), NAMED) == (
        '&lt;b&gt;<a class="al-keep" href="/d/18/">D-018</a>&lt;/b&gt;'
    )


@pytest.mark.parametrize("named", [None, "", {}])
def test_without_anything_named_a_text_is_only_escaped(named: object) -> None:
    assert ui.linked("<i>D-018</i>", named) == "&lt;i&gt;D-018&lt;/i&gt;"


def test_paragraphs_are_made_after_the_links() -> None:
    made = Template("{{ text|linked:named|linebreaks }}").render(
        Context({"text": "One <b>D-018</b>\r\n\r\ntwo", "named": NAMED})
    )
    assert made == '<p>One &lt;b&gt;<a class="al-keep" href="/d/18/">D-018</a>&lt;/b&gt;</p>\n\n<p>two</p>'


def test_a_reference_in_a_line_of_text_does_not_break_and_all_else_is_escaped() -> None:
    assert ui.kept("Look at R-07 <again>") == 'Look at <span class="al-keep">R-07</span> &lt;again&gt;'
    assert ui.kept("xR-07 R-07-1 in-depth") == "xR-07 R-07-1 in-depth"


def test_an_empty_field_hears_what_to_do_and_a_question_keeps_its_mark() -> None:
    class Asking(forms.Form):
        harm = forms.CharField(label="What harm do you see?")
        name = forms.CharField(label="Name")

    said = [words for _, words in ui.error_summary(Asking({}))["links"]]
    assert said == ["What harm do you see? Fill this in.", "Name: Fill this in."]
