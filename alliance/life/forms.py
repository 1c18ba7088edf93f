"""What a person may type about the later life of a decision."""

from typing import Any

from django import forms

from alliance.contract.words.capacity import MatterCapacity
from alliance.decisions.count.erasing import FIELDS, GROUNDS, OWN_WORDS
from alliance.decisions.forms.fields import Named, as_id, choose, lines


class ForOrg(forms.Form):
    """Something said for one of the organisations whose mandate the person holds."""

    org = forms.TypedChoiceField(
        label="Which member do you speak for?", coerce=as_id, widget=forms.RadioSelect
    )

    def __init__(self, orgs: Named, *args: Any, **kwargs: Any) -> None:
        first = {"org": orgs[0][0]} if len(orgs) == 1 else {}
        super().__init__(*args, **{"initial": first, **kwargs})
        choose(self.fields["org"], orgs)
        if len(orgs) == 1:
            self.fields["org"].widget = forms.HiddenInput()


class Ratify(ForOrg):
    """That a member's own board has agreed."""

    note = lines(2, "Which board ratified it, and when?", "Such as: the trust’s board, on 4 May, item 7.")


class Object(ForOrg):
    """That a member asks for a vote instead of a correction."""

    reason = lines(2, "Why should this be a vote?", "A member may simply ask; say what meaning would change.")


class Correct(forms.Form):
    """The words as they should read."""

    text = lines(8, "The words as they should read", "All of them, with the slip put right.")
    reason = lines(2, "Which slip does this put right?")


class Capacity(ForOrg):
    """What a member states of itself for one kind of matter."""

    matter = forms.ChoiceField(label="For which kind of matter?")
    delegated = forms.TypedChoiceField(
        label="May your organisation decide this here?", widget=forms.RadioSelect, coerce=lambda said: said == "yes",
        choices=[("yes", "Yes, it is delegated"), ("no", "No, our own board must agree first")],
    )  # fmt: skip
    source = lines(
        2, "Where is that written?", "A scheme of delegation, a standing order, a minute of your board."
    )

    def __init__(self, orgs: Named, matters: list[MatterCapacity], *args: Any, **kwargs: Any) -> None:
        super().__init__(orgs, *args, **kwargs)
        choose(self.fields["matter"], [(one.code, one.name) for one in matters])


class Report(forms.Form):
    """What was reported on a matter that was referred."""

    org = forms.TypedChoiceField(
        label="Whose report is it?", coerce=as_id, empty_value=None, required=False, widget=forms.RadioSelect
    )
    text = lines(4, "What does it come to?", "Who reported it, when, and what they advise.")

    def __init__(self, orgs: Named, panel: bool, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        boards = [(str(key), f"The board of {name}") for key, name in orgs]
        choose(
            self.fields["org"], [*boards, *([("", "A panel of people without a conflict")] if panel else [])]
        )

    def wanted(self) -> dict[str, Any]:
        """The arguments of the action."""
        return self.cleaned_data | {"kind": "board" if self.cleaned_data["org"] else "panel"}


class Duty(ForOrg):
    """A duty in the matter that is not used."""

    legal_basis = forms.CharField(label="Which duty or law is it?", max_length=400)
    text = lines(3, "Why is the power not used here?", "Such as: we look for another way with the partners.")


class Erase(forms.Form):
    """Which text goes, and on which ground."""

    field = forms.ChoiceField(label="What is to be erased?", widget=forms.RadioSelect)
    ground = forms.ChoiceField(label="On which ground?", widget=forms.RadioSelect)

    def __init__(self, names: tuple[str, ...], own: bool, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self.fields["field"], [(name, FIELDS[name]) for name in names])
        choose(self.fields["ground"], [one for one in GROUNDS.items() if own or one[0] != OWN_WORDS])


class Name(forms.Form):
    """What an organisation is called from now on."""

    name = forms.CharField(label="The new name", max_length=160)


class Leave(forms.Form):
    """That it is meant."""

    confirmed = forms.BooleanField(
        label="Yes, my organisation leaves the alliance now", required=False, help_text="This cannot be taken back.",
    )  # fmt: skip


class Merge(forms.Form):
    """Which member becomes part of which."""

    decision = forms.IntegerField(
        label="Which decision of all allows it?", min_value=1, help_text="Its number, such as 31 for D-031."
    )
    absorbed = forms.TypedChoiceField(label="Which member becomes part of another?", coerce=as_id)
    into = forms.TypedChoiceField(label="Of which member?", coerce=as_id)

    def __init__(self, members: Named, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self.fields["absorbed"], members, "Choose")
        choose(self.fields["into"], members, "Choose")
