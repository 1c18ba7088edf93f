"""The face of the project: templates, forms and what they need."""

from django import forms
from django.core import validators

# Said before any form is made, so that whoever left a field empty, or typed what it cannot take, hears what to do.
forms.Field.default_error_messages["required"] = "Fill this in."
forms.ChoiceField.default_error_messages |= {
    "required": "Choose one.",
    "invalid_choice": "Choose one of those that are offered.",
}
forms.MultipleChoiceField.default_error_messages |= {
    "required": "Choose at least one.",
    "invalid_choice": "Choose among those that are offered.",
}
forms.BooleanField.default_error_messages = {"required": "Tick this to go on."}
forms.DateField.default_error_messages["invalid"] = (
    "Write a day that there is, the year with four digits, such as 21 7 2026."
)
forms.TimeField.default_error_messages["invalid"] = "Write hours and minutes, such as 10:00."
forms.IntegerField.default_error_messages["invalid"] = "Write a whole number, such as 10."
validators.EmailValidator.message = "Write a whole e-mail address, such as name@example.org."
validators.MaxLengthValidator.message = (
    "Make it shorter: at most %(limit_value)d characters. It has %(show_value)d."
)
validators.MaxValueValidator.message = "It can be %(limit_value)s at most."
validators.MinValueValidator.message = "It must be %(limit_value)s at least."
