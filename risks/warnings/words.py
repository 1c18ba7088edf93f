"""The words of early warnings: what one may touch, and what can become of it."""

Choices = tuple[tuple[str, str], ...]

TOUCHES: Choices = (
    ("lives", "People’s lives and safety"), ("cost", "Money"), ("time", "Time"), ("quality", "Quality of help"), ("trust", "Trust"),
)  # fmt: skip
ANSWERS: Choices = (
    ("risk", "It became a risk"),
    ("issue", "It is an issue already"),
    ("watching", "We are watching it"),
    ("known", "We knew, and it is in hand"),
)
OTHERS: Choices = ANSWERS[1:]  # a risk takes more words, and a page of its own
OPEN = ("", "watching")  # not answered yet, or to be looked at again


def reference(number: int) -> str:
    """`W-01`."""
    return f"W-{number:02}"


def split(text: str) -> tuple[str, str]:
    """What an anonymous warning touches, where it begins with that word and a colon, and its sentence in one line."""
    line = " ".join(text.split())
    first, colon, rest = line.partition(":")
    word = first.strip().lower()
    return (word, rest.strip()) if colon and rest.strip() and word in dict(TOUCHES) else ("", line)
