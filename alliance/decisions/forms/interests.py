"""What a person may type about a conflict of interest: the declaration, and how the others ruled."""

from typing import Any

from django import forms

from alliance.decisions.forms.fields import Named, as_id, choose, lines

KINDS = [
    ("financial", "Financial: money could come of it"), ("professional", "Professional: a post, a reputation"),
    ("personal", "Personal: a home, a family"), ("indirect", "Indirect: through somebody close"),
]  # fmt: skip


class Interest(forms.Form):
    """A conflict of interest."""

    org = forms.TypedChoiceField(label="Organisation", coerce=as_id)
    whose = forms.ChoiceField(
        label="Whose interest is it?", widget=forms.RadioSelect,
        choices=[("organisation", "The organisation’s: it steps out, and so does its deputy"),
                 ("person", "My own alone: the deputy may vote")],
    )  # fmt: skip
    kind = forms.ChoiceField(label="What kind?", choices=KINDS, widget=forms.RadioSelect)
    reason = lines(2, "What it is", required=False)

    def __init__(self, orgs: Named, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self.fields["org"], orgs)


class Ruling(forms.Form):
    """How the other members ruled on an interest."""

    admit = forms.TypedMultipleChoiceField(
        label="Who would admit the declarer?", required=False, coerce=as_id, widget=forms.CheckboxSelectMultiple,
        help_text="More than half of the others must; a tie is a no.",
    )  # fmt: skip
    reason = lines(2, "What was said", required=False)

    def __init__(self, others: Named, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.others = [org for org, _ in others]
        choose(self.fields["admit"], others)

    def wanted(self) -> dict[str, Any]:
        """The arguments of the action: who is not for it is against it."""
        admit = tuple(self.cleaned_data["admit"])
        refuse = tuple(org for org in self.others if org not in admit)
        return {"admit": admit, "refuse": refuse, "reason": self.cleaned_data["reason"]}
