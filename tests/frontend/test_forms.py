"""What `{{ form }}` gives: every field labelled, every hint and error tied to its field."""

from datetime import date
from html.parser import HTMLParser

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates
from django.template import Context, Template

from frontend.forms import DayMonthYear, Folding
from frontend.styleguide import Example


class Reader(HTMLParser):
    """The tags of a page with their attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def values(self, name: str) -> list[str]:
        return [attrs[name] or "" for _, attrs in self.tags if name in attrs]


@pytest.mark.parametrize("form", [Example(), Example({"title": ""})], ids=["empty", "wrong"])
def test_every_reference_inside_the_form_leads_somewhere(form: Example) -> None:
    read = Reader(str(form))
    ids = read.values("id")
    assert len(ids) == len(set(ids))
    assert set(read.values("for")) <= set(ids)
    assert {part for text in read.values("aria-describedby") for part in text.split()} <= set(ids)


def test_every_input_has_a_label() -> None:
    read = Reader(str(Example()))
    inputs = {attrs["id"] for tag, attrs in read.tags if tag in {"input", "select", "textarea"}}
    assert inputs == set(read.values("for"))


def test_an_error_is_told_at_its_field_and_tied_to_it() -> None:
    read = Reader(str(Example({"title": ""})))
    title = next(attrs for _, attrs in read.tags if attrs.get("name") == "title")
    assert title["aria-invalid"] == "true"
    assert title["aria-describedby"] == "id_title_helptext id_title_error"
    assert title["class"] == "govuk-input govuk-input--error"


def test_the_summary_links_every_error_to_its_first_input() -> None:
    form = Example({"title": ""})
    summary = Reader(Template("{% load ui %}{% error_summary form %}").render(Context({"form": form})))
    ids = Reader(str(form)).values("id")
    links = [link.removeprefix("#") for link in summary.values("href")]
    assert len(links) == 7
    assert set(links) <= set(ids)
    assert {"id_position_0", "id_deadline_day", "id_sheet"} <= set(links)


def test_the_summary_is_silent_while_all_is_well() -> None:
    assert (
        Template("{% load ui %}{% error_summary form %}").render(Context({"form": Example()})).strip() == ""
    )


def test_a_refusal_without_a_field_is_told_above_the_form() -> None:
    form = Example({})
    form.add_error(None, "The vote has closed.")
    assert 'id="form-errors"' in str(form)
    assert "The vote has closed." in Template("{% load ui %}{% error_summary form %}").render(
        Context({"form": form})
    )


def test_the_file_input_stays_native() -> None:
    sheet = next(attrs for _, attrs in Reader(str(Example())).tags if attrs.get("type") == "file")
    assert "data-module" not in sheet


class Dated(forms.Form):
    day = forms.DateField(widget=DayMonthYear)


@pytest.mark.parametrize(
    ("parts", "read"),
    [(("14", "7", "2026"), date(2026, 7, 14)), ((" 1", "01 ", "2027"), date(2027, 1, 1))],
)
def test_three_inputs_make_a_date(parts: tuple[str, str, str], read: date) -> None:
    form = Dated(dict(zip(("day_day", "day_month", "day_year"), parts, strict=True)))
    assert form.is_valid(), form.errors
    assert form.cleaned_data["day"] == read


@pytest.mark.parametrize("parts", [("31", "2", "2026"), ("14", "", "2026"), ("x", "7", "2026"), ("", "", "")])
def test_what_is_no_date_is_refused_and_shown_again_as_typed(parts: tuple[str, str, str]) -> None:
    form = Dated(dict(zip(("day_day", "day_month", "day_year"), parts, strict=True)))
    assert not form.is_valid()
    assert tuple(value for value in Reader(str(form)).values("value")) == parts


def test_an_initial_date_fills_the_three_inputs() -> None:
    assert Reader(str(Dated(initial={"day": date(2026, 7, 14)}))).values("value") == ["14", "7", "2026"]


def test_a_list_of_choices_says_what_django_says() -> None:
    class Chosen(forms.Form):
        one = forms.ChoiceField(
            choices=[("", "Any"), ("a", "Bread & <b>tea</b>"), ("Warm", [(3, "Three"), (4, "Four")])]
        )

    ours, djangos = Chosen({"one": "3"})["one"], Chosen({"one": "3"}, renderer=DjangoTemplates())["one"]
    read, plain = Reader(ours.as_widget()), Reader(djangos.as_widget())
    assert read.tags[1:] == plain.tags[1:]
    assert [attrs for _, attrs in read.tags if "selected" in attrs] == [{"value": "3", "selected": None}]
    assert "Bread &amp; &lt;b&gt;tea" in ours.as_widget()


class Long(Folding):
    """A form that folds two fields away."""

    title = forms.CharField(label="Title")
    day = forms.DateField(label="By when?", required=False, widget=DayMonthYear)
    hour = forms.CharField(label="At", required=False, initial="17:00")
    folds = {"More about the day": ("day", "hour", "absent")}


@pytest.mark.parametrize(
    ("form", "opened"),
    [
        pytest.param(Long(), False, id="empty"),
        pytest.param(Long({"title": "x", "hour": "17:00"}), False, id="as-it-began"),
        pytest.param(Long(initial={"day": date(2026, 7, 21)}), True, id="filled"),
        pytest.param(Long({"title": "x", "day_day": "31", "day_month": "2", "day_year": "2026"}), True, id="wrong"),
    ],
)  # fmt: skip
def test_what_few_need_is_folded_away_at_the_end_and_open_where_it_is_used(
    form: forms.Form, opened: bool
) -> None:
    page = str(form)
    assert ('<details class="al-more al-fold" open>' in page) is opened
    assert (
        page.index("id_title")
        < page.index("<summary>More about the day</summary>")
        < page.index("id_day_day")
    )
    assert page.count('name="hour"') == 1


def test_a_day_that_is_none_is_asked_for_in_words() -> None:
    form = Long({"title": "x", "day_day": "31", "day_month": "2", "day_year": "26"})
    assert form.errors["day"] == ["Write a day that there is, the year with four digits, such as 21 7 2026."]
