"""What a person may type about a conflict of interest: the declaration, and what one of the others rules."""

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
    """What one member rules on another's interest."""

    org = forms.TypedChoiceField(label="For which organisation?", coerce=as_id)
    ruling = forms.ChoiceField(
        label="May whoever declared it take part?", widget=forms.RadioSelect,
        choices=[("admit", "Yes, we would admit them"), ("refuse", "No, they stay out of it")],
    )  # fmt: skip
    reason = lines(2, "Anything you want the others to know", required=False)

    def __init__(self, orgs: Named, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self.fields["org"], orgs)
        if len(orgs) == 1:
            self.fields["org"].widget = forms.HiddenInput()
