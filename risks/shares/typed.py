"""What a person types for money and per cents, read to the last digit without ever being a float."""

import re

_POUNDS = re.compile(r"£?\s*([0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.([0-9]{2}))?")
_PERCENT = re.compile(r"([0-9]{1,3})(?:\.([0-9]{1,2}))?\s*%?")


def pence(text: str) -> int | None:
    """“£1,234.50” as 123450 pence; None where it is not an amount of pounds and pence."""
    found = _POUNDS.fullmatch(text.strip())
    return int(found[1].replace(",", "")) * 100 + int(found[2] or 0) if found else None


def basis_points(text: str) -> int | None:
    """“35.25%” as 3525 hundredths of a per cent; None where it is not a per cent with at most two decimals."""
    found = _PERCENT.fullmatch(text.strip())
    return int(found[1]) * 100 + int((found[2] or "").ljust(2, "0")) if found else None
