"""References in plain text: D-018, R-12."""

import re

REFERENCE = re.compile(r"\b([A-Z]{1,3})-([0-9]{1,5})\b")


def mentioned(text: str) -> list[str]:
    """The references that a text mentions, each once, in order of appearance."""
    return list(dict.fromkeys(match.group(0) for match in REFERENCE.finditer(text)))
