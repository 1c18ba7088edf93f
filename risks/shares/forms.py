"""What a person may type about gain and pain: a figure to try, and the terms as they were decided."""

from typing import Any
from uuid import UUID

from django import forms

from frontend.money import pounds
from risks.shares.shapes import Shares
from risks.shares.sums import Part
from risks.shares.typed import basis_points, pence


class PoundsField(forms.CharField):
    """Pounds as typed; its value is whole pence."""

    def clean(self, value: Any) -> Any:
        """Whole pence, or None where nothing is typed and nothing has to be."""
        text = super().clean(value)
        found = pence(text) if text else None
        if text and found is None:
            raise forms.ValidationError("Write an amount in pounds, such as 8,200,000 or 1,250.50")
        return found


class PercentField(forms.CharField):
    """Per cent as typed; its value is whole basis points."""

    def clean(self, value: Any) -> Any:
        """Basis points, or None where nothing is typed and nothing has to be."""
        text = super().clean(value)
        found = basis_points(text) if text else None
        if text and found is None:
            raise forms.ValidationError("Write a per cent, such as 35 or 12.5")
        return found


class TryForm(forms.Form):
    """What might be spent."""

    actual = PoundsField(
        label="If this were spent, in pounds", max_length=24, help_text="Such as 940,000. Nothing is stored."
    )


class TermsForm(forms.Form):
    """Terms as a decision has them; a provider with no share typed has no part."""

    def __init__(self, held: Shares, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = {part.org: part for part in held.terms.parts}
        self.providers = held.providers
        self.fields["decision"] = forms.TypedChoiceField(
            label="By which decision", coerce=int, choices=held.decisions,
            help_text="A carried decision about the commercial framework, or about the target cost where only the target changes.",
        )  # fmt: skip
        self.fields["target"] = PoundsField(
            label="Target, in pounds", max_length=24, initial=_first(held, pounds(held.terms.target))
        )
        self.fields["owner_bp"] = PercentField(
            label="The commissioners’ share of the result, in per cent", max_length=8, initial=_first(held, held.terms.owner_words),
        )  # fmt: skip
        self.fields["cap_bp"] = PercentField(
            label="Gain counts up to, in per cent of the target", max_length=8, initial=_first(held, held.terms.cap_words),
        )  # fmt: skip
        for org, name in held.providers:
            part = known.get(org)
            self.fields[f"share_{org}"] = PercentField(
                label=f"{name}: share of the providers’ part, in per cent", required=False, max_length=8,
                initial=part.share_words if part else "",
            )  # fmt: skip
            self.fields[f"margin_{org}"] = PoundsField(
                label=f"{name}: margin at risk, in pounds", required=False, max_length=24,
                initial=pounds(part.margin) if part else "",
            )  # fmt: skip

    def terms(self) -> dict[str, Any]:
        """The arguments of the action."""
        typed = self.cleaned_data
        return {name: typed[name] for name in ("decision", "target", "owner_bp", "cap_bp")} | {
            "parts": [self._part(org) for org, _ in self.providers if typed[f"share_{org}"] is not None]
        }

    def _part(self, org: UUID) -> Part:
        typed = self.cleaned_data
        return Part(str(org), typed[f"share_{org}"], typed[f"margin_{org}"] or 0)


def _first(held: Shares, words: str) -> str:
    """What is in force stands in the field; nothing of the invented terms does."""
    return words if held.agreed else ""
