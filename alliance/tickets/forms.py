"""What may be sent with a ticket. The ticket has no rule of its own here: a wrong one is answered like an old one."""

from django import forms

CONSENTS = (
    ("theme", "Only the theme: what you write is never repeated"),
    ("paraphrase", "In other words: it may be told without yours"),
    ("words", "In your words: they may be quoted"),
)
CHANGES = (
    ("withdraw", "Take back what I wrote"),
    ("theme", "Keep it, and use only the theme"),
    ("paraphrase", "Keep it, and tell it in other words at most"),
)
SHAPE = "The 26 letters and digits that you were shown once."
_TICKET = {  # a browser looks whether anything of it is missing: what was typed beside it could not be shown again
    "autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false",
    "pattern": r"(\s*[A-Za-z0-9][\s\-]*){26}", "title": SHAPE,
}  # fmt: skip


class Write(forms.Form):
    """A piece."""

    ticket = forms.CharField(
        label="Your ticket", widget=forms.TextInput(_TICKET),
        help_text=SHAPE,
    )  # fmt: skip
    text = forms.CharField(
        label="What you want to say", required=False, strip=False,
        widget=forms.Textarea({"rows": 10, "autocomplete": "off"}),
        help_text="Plain text, at most 4,000 characters. Leave it empty if you have nothing to add. "
        "It is never shown here again, so keep a copy until you read “Thank you”: with a mistyped ticket nothing is stored. "
        "Sending once more replaces it until the last day is over.",
    )  # fmt: skip
    consent = forms.ChoiceField(
        label="How may a review use it?", choices=CONSENTS, initial="theme", required=False, widget=forms.RadioSelect,
        help_text="A warning is another matter: whatever is chosen here, everybody in the alliance reads it as you write it.",
    )  # fmt: skip


class Change(forms.Form):
    """What becomes of a piece that was sent."""

    ticket = forms.CharField(label="Your ticket", widget=forms.TextInput(_TICKET))
    change = forms.ChoiceField(label="What is to be done?", choices=CHANGES, widget=forms.RadioSelect)
