"""Gives `{{ form }}` accessible markup: labels, hints, errors tied to their fields, day-month-year dates."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.forms.renderers import DjangoTemplates
from django.template import TemplateDoesNotExist
from django.utils.datastructures import MultiValueDict

_OURS = "forms/widgets/"
_DJANGOS = "django/forms/widgets/"
_CLASSES = {
    "textarea.html": "govuk-textarea",
    "select.html": "govuk-select",
    "file.html": "govuk-file-upload",
    "clearable_file_input.html": "govuk-file-upload",
}
_BARE = (
    "radio.html",
    "telling_radios.html",
    "checkbox_select.html",
    "checkbox.html",
    "hidden.html",
    "day_month_year.html",
)


class Renderer(DjangoTemplates):
    """The project's FORM_RENDERER: our templates where we have one, Django's own with our classes elsewhere."""

    form_template_name = "forms/form.html"
    field_template_name = "forms/field.html"

    def get_template(self, template_name: str) -> Any:
        """Our version of a widget's template when there is one."""
        try:
            return super().get_template(template_name.replace(_DJANGOS, _OURS))
        except TemplateDoesNotExist:
            return super().get_template(template_name)

    def render(self, template_name: str, context: Any, request: Any = None) -> str:
        """Render after giving the widget the class that its kind wears."""
        if "widget" in context:
            context = {**context, "widget": dressed(template_name, context["widget"])}
        return super().render(template_name, context, request)


def dressed(template_name: str, widget: dict[str, Any]) -> dict[str, Any]:
    """The widget's context with its class, and the error class where its field has one."""
    kind = template_name.rpartition("/")[2]
    if kind in _BARE or "widgets/" not in template_name:
        return widget
    name = _CLASSES.get(kind, "govuk-input")
    attrs = widget["attrs"]
    wrong = f" {name}--error" if attrs.get("aria-invalid") else ""
    worn = f"{name}{wrong} {attrs.get('class', '')}".strip()
    return {**widget, "attrs": {**attrs, "class": worn}}


class DayMonthYear(forms.Widget):
    """A date as three short inputs, which is quicker and clearer to type than a calendar.

    Gives its field the ISO text of a real date, or the parts as typed so that the field can object.
    """

    template_name = "forms/widgets/day_month_year.html"
    use_fieldset = True
    parts = ("day", "month", "year")

    def id_for_label(self, id_: str) -> str:
        """The first input, where an error's link should lead."""
        return f"{id_}_day" if id_ else id_

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """The three inputs with what was typed or the initial date."""
        context = super().get_context(name, value, attrs)
        typed = self._typed(value)
        widget = context["widget"]
        widget["wrong"] = "aria-invalid" in widget["attrs"]
        widget["parts"] = [
            {"name": f"{name}_{part}", "id": f"{widget['attrs'].get('id', name)}_{part}", "label": part.capitalize(),
             "value": typed[part], "width": 4 if part == "year" else 2}
            for part in self.parts
        ]  # fmt: skip
        return context

    def _typed(self, value: Any) -> dict[str, str]:
        if isinstance(value, date):
            return {"day": str(value.day), "month": str(value.month), "year": str(value.year)}
        pieces = [*str(value or "").split("-"), "", "", ""][:3]
        return dict(zip(("year", "month", "day"), pieces, strict=True))

    def value_from_datadict(
        self, data: Mapping[str, Any], files: MultiValueDict[str, Any], name: str
    ) -> str | None:
        """Year-month-day as typed; None when all three are empty."""
        year, month, day = (str(data.get(f"{name}_{part}", "")).strip() for part in ("year", "month", "day"))
        return f"{year}-{month}-{day}" if year or month or day else None

    def value_omitted_from_data(
        self, data: Mapping[str, Any], files: MultiValueDict[str, Any], name: str
    ) -> bool:
        """Whether none of the three was sent."""
        return not any(f"{name}_{part}" in data for part in self.parts)


class TellingRadios(forms.RadioSelect):
    """Radios that explain each choice in a line, and show further fields of the form only where one is chosen.

    `hints` maps a value to its line, `reveals` a value to names of fields. Without scripts those fields stand under
    their choice, always to be seen; what is typed stays when another choice is made.
    """

    template_name = "forms/widgets/telling_radios.html"

    def __init__(
        self, attrs: dict[str, Any] | None = None, reveals: Mapping[str, Sequence[str]] | None = None
    ) -> None:
        super().__init__(attrs)
        self.reveals: Mapping[str, Sequence[str]] = reveals or {}
        self.hints: Mapping[str, str] = {}
        self.form: forms.Form | None = None

    def place_in(self, form: forms.Form) -> None:
        """Take the revealed fields of `form` out of the row of its fields: they are shown under their choice."""
        self.form = form
        for name in (name for names in self.reveals.values() for name in names):
            form.fields[name].revealed = True  # type: ignore[attr-defined]  # read by forms/form.html

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The option with its line, and with the fields that it reveals."""
        option = super().create_option(name, value, *args, **kwargs)
        hint, names = self.hints.get(str(value), ""), self.reveals.get(str(value), ())
        id_ = option["attrs"].get("id", name)
        if hint:
            option["attrs"]["aria-describedby"] = f"{id_}_hint"
        if names and self.form is not None:
            option["fields"] = [self.form[one] for one in names]
        return option | {"hint": hint}


class Folding(forms.Form):
    """A form that folds away what few need: `folds` maps a line to names of fields, shown under it at the end.

    A fold stands open where one of its fields has a value or an error. It needs no scripts.
    """

    folds: Mapping[str, Sequence[str]] = {}

    def get_context(self) -> dict[str, Any]:
        """The form's context, with its folds."""
        folds = [
            (line, [self[name] for name in names if name in self.fields])
            for line, names in self.folds.items()
        ]
        for field in (field for _, fields in folds for field in fields):
            field.field.revealed = True  # type: ignore[attr-defined]  # read by forms/form.html
        shown = [
            {"line": line, "fields": fields, "open": any(map(_used, fields))}
            for line, fields in folds
            if fields
        ]
        return {**super().get_context(), "folds": shown}


def _used(field: forms.BoundField) -> bool:
    value = field.value()
    return bool(field.errors) or (bool(value) and value != field.field.initial)
