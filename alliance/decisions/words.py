"""How a decision is named."""


def reference(number: int) -> str:
    """Such as D-012."""
    return f"D-{number:03}"
