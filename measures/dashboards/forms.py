"""Which figures somebody wants to see: nodes of the declared lattice, never a free filter."""

from dataclasses import fields
from typing import Any, Generic, TypeVar
from urllib.parse import urlencode

from django import forms

from alliance.door.refusals import NotFound
from measures.dashboards.change import ChangeAsked, ChangePage
from measures.dashboards.compared import Compared
from measures.dashboards.groups import GroupsAsked, GroupsPage
from measures.dashboards.lineups import LineUpAsked, LineUpPage
from measures.dashboards.shapes import Asked, Dashboard, Page
from measures.dashboards.units import UnitsAsked, UnitsPage

A = TypeVar("A")


class Filter(forms.Form):
    """A view and a span of periods, of a release where the address names one."""

    view = forms.ChoiceField(label="Whose answers", required=False)
    first = forms.ChoiceField(label="From", required=False)
    last = forms.ChoiceField(label="To", required=False)
    release = forms.ChoiceField(label="As of", required=False)

    def __init__(self, page: Page | Dashboard, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        periods = [(each.code, each.code) for each in page.periods]
        releases = [(str(each), f"Release {each}") for each in page.releases]
        self._offer("view", [(each.code, each.name) for each in page.views])
        self._offer("first", [("", "The first period"), *periods])
        self._offer("last", [("", "The latest period"), *periods])
        self._offer("release", [("", "The latest release"), *releases])

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]  # a choice field


class Two(forms.Form):
    """Two releases to lay beside each other."""

    before = forms.TypedChoiceField(label="As of", coerce=int)
    after = forms.TypedChoiceField(label="Beside", coerce=int)

    def __init__(self, found: Compared, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.update(before=found.before, after=found.after)
        for name in ("before", "after"):
            self.fields[name].choices = [(each, f"Release {each}") for each in found.releases]  # type: ignore[attr-defined]  # a choice field


class TwoAddress(forms.Form):
    """What the address of a comparison says."""

    before = forms.IntegerField(required=False, min_value=1, max_value=10_000_000)
    after = forms.IntegerField(required=False, min_value=1, max_value=10_000_000)

    def asked(self) -> dict[str, int | None]:
        """The two numbers, None where one is not said; NotFound where one is no number."""
        if not self.is_valid():
            raise NotFound
        return {name: self.cleaned_data[name] for name in ("before", "after")}


_PARTS = {each.name for each in fields(Asked)}


class SeriesAddress(forms.Form):
    """What every address of charts over time says: whose answers, a span of periods, a release."""

    view = forms.CharField(required=False, max_length=80)
    first = forms.CharField(required=False, max_length=20)
    last = forms.CharField(required=False, max_length=20)
    release = forms.IntegerField(required=False, min_value=1, max_value=10_000_000)

    def asked(self) -> Asked:
        """What is asked for; NotFound where the address says something that no page has."""
        if not self.is_valid():
            raise NotFound
        return Asked(**{name: value for name, value in self._said().items() if name in _PARTS})

    def _said(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if value not in ("", None)}


class BoardAddress(SeriesAddress):
    """What the address of the dashboard says: after how many steps of the whole ledger too."""

    ledger = forms.IntegerField(required=False, min_value=0, max_value=1_000_000)

    def query(self) -> str:
        """What the address of one of its measures says to show the same figures; ask first whether it is valid."""
        return urlencode({name: said for name, said in self._said().items() if name != "ledger"})


class Address(SeriesAddress):
    """What the address of a measure page says: the steps of its limits too."""

    limits = forms.IntegerField(required=False, min_value=0, max_value=10_000)
    without = forms.IntegerField(required=False, min_value=1, max_value=10_000)


class Offered(forms.Form):
    """Choices of a page, each under the name it has in the address; the page itself says which is shown."""

    release = forms.ChoiceField(label="As of", required=False)

    def __init__(
        self, page: GroupsPage | ChangePage | UnitsPage | LineUpPage, *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        releases = [("", "The latest release"), *((str(each), f"Release {each}") for each in page.releases)]
        for name, choices in (self.offers(page) | {"release": releases}).items():
            self.fields[name].choices = choices  # type: ignore[attr-defined]  # a choice field
        self.order_fields([name for name in self.fields if name != "release"])
        self.initial.update(page.state, release="")

    def offers(self, page: Any) -> dict[str, list[tuple[str, str]]]:
        """By field, its choices as (value, words), beside the releases that every page offers."""
        return {}


class Said(forms.Form, Generic[A]):
    """What the address of a page says; `asks` is what it means to the query."""

    asks: type[A]
    release = forms.IntegerField(required=False, min_value=1, max_value=10_000_000)

    def asked(self) -> A:
        """What is asked for; NotFound where the address says something that no page has."""
        if not self.is_valid():
            raise NotFound
        return self.asks(**{name: said for name, said in self.cleaned_data.items() if said not in ("", None)})


class GroupsFilter(Offered):
    """A breakdown, whose answers, a period and a release."""

    by = forms.ChoiceField(label="Split by", required=False)
    view = forms.ChoiceField(label="Whose answers", required=False)
    period = forms.ChoiceField(label="Period", required=False)

    def offers(self, page: GroupsPage) -> dict[str, list[tuple[str, str]]]:
        """What may be split, seen and shown."""
        return {
            "by": [(each.code, each.name) for each in page.breakdowns],
            "view": [(each.code, each.name) for each in page.views],
            "period": [(each.code, each.code) for each in reversed(page.periods)],
        }


class GroupsAddress(Said[GroupsAsked]):
    """What the address of a page of groups says."""

    asks = GroupsAsked
    by = forms.CharField(required=False, max_length=40)
    view = forms.CharField(required=False, max_length=80)
    period = forms.CharField(required=False, max_length=20)


class ChangeFilter(Offered):
    """Whose answers, between which two periods, as of which release."""

    view = forms.ChoiceField(label="Whose answers", required=False)
    span = forms.ChoiceField(label="From the first answer to the later one", required=False)

    def offers(self, page: ChangePage) -> dict[str, list[tuple[str, str]]]:
        """Whose change, and between which periods."""
        return {
            "view": [(each.code, each.name) for each in page.views],
            "span": [(each, each) for each in page.spans],
        }


class ChangeAddress(Said[ChangeAsked]):
    """What the address of a page of change says."""

    asks = ChangeAsked
    view = forms.CharField(required=False, max_length=80)
    span = forms.CharField(required=False, max_length=44)


class UnitsFilter(Offered):
    """A period and a release."""

    period = forms.ChoiceField(label="Period", required=False)

    def offers(self, page: UnitsPage) -> dict[str, list[tuple[str, str]]]:
        """The periods, the newest first: the one that a funnel shows, or the last of those that stand side by side."""
        self.fields["period"].label = "Up to" if page.why else "Period"
        return {"period": [(each.code, each.code) for each in reversed(page.periods)]}


class UnitsAddress(Said[UnitsAsked]):
    """What the address of the partners says."""

    asks = UnitsAsked
    period = forms.CharField(required=False, max_length=20)
    ledger = forms.IntegerField(required=False, min_value=0, max_value=1_000_000)


class LineUpFilter(Offered):
    """Whose answers, as of which release."""

    view = forms.ChoiceField(label="Whose answers", required=False)

    def offers(self, page: LineUpPage) -> dict[str, list[tuple[str, str]]]:
        """Whose series stands among the twenty."""
        return {"view": [(each.code, each.name) for each in page.views]}


class LineUpAddress(Said[LineUpAsked]):
    """What the address of a line-up says."""

    asks = LineUpAsked
    view = forms.CharField(required=False, max_length=80)
    ledger = forms.IntegerField(required=False, min_value=0, max_value=1_000_000)
