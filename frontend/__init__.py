"""The face of the project: templates, forms and what they need."""

from django import forms

# Said before any form is made, so that an empty field always hears what to do.
forms.Field.default_error_messages["required"] = "Fill this in."
forms.ChoiceField.default_error_messages["required"] = "Choose one."
forms.MultipleChoiceField.default_error_messages["required"] = "Choose at least one."
forms.BooleanField.default_error_messages = {"required": "Tick this to go on."}
