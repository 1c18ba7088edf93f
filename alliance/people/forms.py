"""What people may type about their own accounts."""

from django import forms


class NameForm(forms.Form):
    """What to call this person."""

    name = forms.CharField(
        label="Your name", max_length=120, help_text="As the others in your alliances know you."
    )


class TokenForm(forms.Form):
    """A token's name."""

    label = forms.CharField(
        label="What is it for?", max_length=80, help_text="Such as “monthly report on my laptop”."
    )
