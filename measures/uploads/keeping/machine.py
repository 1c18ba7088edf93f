"""What must hold of the machine before any file is read, asked by `manage.py check` and at every start."""

from typing import Any

import openpyxl
from django.core.checks import CheckMessage, Error


def entities_are_not_expanded(app_configs: Any, **_: Any) -> list[CheckMessage]:
    """openpyxl expands XML entities unless defusedxml is there: a few bytes would fill the memory."""
    if openpyxl.DEFUSEDXML:
        return []
    says = "openpyxl works without defusedxml, so that workbooks could expand entities."
    return [Error(says, hint="Install what requirements.lock names.", id="measures.E001")]
