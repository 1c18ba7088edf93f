"""What a person may choose about releases: which period, and what to take back."""

from typing import Any
from uuid import UUID

from django import forms

from measures.releases.parameters import CHANGEABLE
from measures.releases.queries import Choices, Thresholds


class Opening(forms.Form):
    """A period to release; the cleaned data are the arguments of its action."""

    period = forms.TypedChoiceField(
        label="For which period",
        coerce=UUID,
        help_text="What late sheets and larger corrections changed in earlier periods is restated with it.",
    )

    def __init__(self, offered: Choices, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["period"].choices = offered.periods  # type: ignore[attr-defined]  # a choice field


class Withdrawing(forms.Form):
    """What to take back, and why; the cleaned data are the arguments of its action."""

    period = forms.ChoiceField(label="Of which period")
    measure = forms.ChoiceField(label="Of which measure")
    view = forms.ChoiceField(label="Where", required=False)
    reason = forms.CharField(
        label="Why",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Everybody reads it where the figure stood. No numbers of people, and no names.",
    )

    def __init__(self, offered: Choices, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["period"].choices = offered.periods  # type: ignore[attr-defined]  # a choice field
        self.fields["measure"].choices = offered.measures  # type: ignore[attr-defined]  # likewise
        self.fields["view"].choices = offered.views  # type: ignore[attr-defined]  # likewise


class ThresholdsForm(forms.Form):
    """New thresholds and the decision behind them; the cleaned data are the arguments of its action."""

    def __init__(self, held: Thresholds, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["decision"] = forms.TypedChoiceField(
            label="By which decision", coerce=int, choices=held.decisions,
            help_text="A carried decision about shared measures, in force and not used for anything yet.",
        )  # fmt: skip
        for name, bound in CHANGEABLE.items():
            self.fields[name] = forms.IntegerField(
                label=bound.label, min_value=bound.least, max_value=bound.most,
                initial=held.series[-1].values[name], help_text=f"From {bound.least} to {bound.most}.",
            )  # fmt: skip
