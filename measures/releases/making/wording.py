"""What a release says of itself in plain words; nothing here may say how many people, or which figures were summed."""

SMALL = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def audit_words(partners: int, releases: int, together: int = 1) -> str:
    """What was tried and found: "as each of your five partners, over 14 releases, we tried ...: none found"."""
    whom = "each" if together == 1 else "each, and every two together,"
    over = "this release" if releases == 1 else f"{number(releases)} releases"
    who = (
        "the one partner whose figures are in it"
        if partners == 1
        else f"{whom} of your {number(partners)} partners"
    )
    return f"As {who}, over {over}, we tried to work out any group under 5: none found."


def number(value: int) -> str:
    """Up to ten in words."""
    return SMALL[value] if value < len(SMALL) else str(value)
